import { firstOf } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Barrier } from '@asimjs/resources';

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  it('a barrier that lets nobody through has not changed', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const barrier = new Barrier(env);
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ changed: barrier.whenChanged(), late: env.timeout(2) })));
      }),
    );
    env.schedule(1, () => log('released', barrier.release()));
    await run(env);
    expect(log.entries).toEqual([
      [1, 'released', 0],
      [2, { key: 'late', value: undefined }],
    ]);
  });

  it('a barrier changes as one comes, and once as it lets all through, though one waits twice for the same', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const barrier = new Barrier(env);
    env.process(
      body(function* (wait) {
        const { index } = yield* wait(firstOf([barrier.wait(), barrier.wait()]));
        log('through', index, barrier.changes, barrier.waiting);
      }),
    );
    env.schedule(1, () => log(barrier.changes, barrier.release(), barrier.changes));
    await run(env);
    expect(log.entries).toEqual([
      [1, 2, 1, 3],
      [1, 'through', 0, 3, 0],
    ]);
  });
});
