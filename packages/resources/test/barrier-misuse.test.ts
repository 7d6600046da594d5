import { ArgumentError, Environment, OutsideProcessError, ReadOnlyError } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Barrier } from '@asimjs/resources';

describe.each(drivers)('misuse of a barrier with the $name driver', ({ body, run }) => {
  it.each([0, -1, 1.5, NaN, -Infinity, '2', null, {}])('of %s parties throws', (parties) => {
    const env = new Environment();
    // @ts-expect-error some of them are no numbers
    expect(() => new Barrier(env, { parties })).toThrow(ArgumentError);
    // @ts-expect-error it has no capacity
    expect(() => new Barrier(env, { capacity: 1 })).toThrow(ArgumentError);
    expect(new Barrier(env, { parties: Infinity }).parties).toBe(Infinity);
  });

  it('cannot be waited at outside any process, nor released by an observer', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const barrier = new Barrier(env);
    expect(() => barrier.wait()).toThrow(OutsideProcessError);
    env.process(
      body(function* (wait) {
        yield* wait(barrier.wait());
      }),
    );
    env.schedule(1, () => undefined);
    env.observe({
      clockMoved: () => {
        expect(() => barrier.release()).toThrow(ReadOnlyError);
        log('looked', barrier.waiting);
      },
    });
    await run(env);
    expect(log.entries).toEqual([[1, 'looked', 1]]);
  });
});
