import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Environment } from '@asimjs/core';

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  it('runs two processes by one clock', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        const value = yield* wait(env.timeout(2, 'x'));
        log('a', value);
      }),
    );
    const result = await run(env, { until: 5 });
    expect(result).toMatchObject({ reason: 'exhausted', now: 5 });
    expect(log.entries).toEqual([[2, 'a', 'x']]);
  });
});
