import { DeadlockError, Environment, LivelockError } from '@asimjs/core';
import type { Process } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Queue, Resource } from '@asimjs/resources';

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  it('a process that puts for ever and never has to wait ends the run by name', async () => {
    const env = new Environment({ maxStepsPerInstant: 50_000 });
    const queue = new Queue<number>(env);
    env.process(
      body(function* (wait) {
        for (;;) {
          queue.put(1);
          yield* wait(queue.put(2));
        }
      }),
      { name: 'producer' },
    );
    const error: unknown = await run(env).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(LivelockError);
    expect(error).toMatchObject({ time: 0, process: 'producer' });
    // One step for the process that was there is allowed besides. The last step put both of its items.
    expect(queue.size).toBe(2 * 50_001);
  });

  it('a hundred thousand puts of one step are done in order', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<number>(env);
    env.process(
      body(function* (wait) {
        for (let item = 0; item < 100_000; item++) queue.put(item);
        log(queue.size);
        log(yield* wait(queue.get()), yield* wait(queue.get()));
        log(
          queue.items.every((item, index) => item === index + 2),
          queue.size,
        );
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 100_000],
      [0, 0, 1],
      [0, true, 99_998],
    ]);
  });

  it('a hundred thousand puts of a callback are done in order', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<number>(env);
    env.schedule(1, () => {
      for (let item = 0; item < 100_000; item++) queue.put(item);
    });
    env.schedule(2, () =>
      log(
        queue.items.every((item, index) => item === index),
        queue.size,
      ),
    );
    await run(env);
    expect(log.entries).toEqual([[2, true, 100_000]]);
  });

  it('two thousand who wait for what a thousand hold are reported', async () => {
    const env = new Environment();
    const { holders } = crowd(env);
    const { blocked } = await run(env);
    expect(blocked).toHaveLength(3000);
    const waiting = blocked.slice(1000);
    expect(waiting.map(({ process }) => process.name)).toEqual(names('waiter', 2000));
    expect(waiting.every(({ description }) => description === "a slot of 'desks'")).toBe(true);
    expect(waiting[1999]?.holders).toEqual(holders);
    expect([waiting[0]?.cycle, waiting[1999]?.cycle]).toEqual([undefined, undefined]);
  });

  it('two thousand who wait for what a thousand hold end a strict run with a message that can be read', async () => {
    const env = new Environment();
    crowd(env);
    const error: unknown = await run(env, { strict: true }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DeadlockError);
    const { message, blocked } = error as DeadlockError;
    expect(blocked).toHaveLength(2000);
    expect(message).toContain('2000 processes');
    expect(message).toMatch(/'waiter 1' has waited for a slot of 'desks' since 0, held by 'holder 1'/);
    expect(message.split('\n').length).toBeLessThan(50);
    expect(message.length).toBeLessThan(5000);
  });

  /** A thousand processes that hold all the desks for ever, and two thousand that wait for one. */
  function crowd(env: Environment): { holders: Process[] } {
    const desks = new Resource(env, { capacity: 1000, name: 'desks' });
    const never = env.event({ name: 'never' });
    const holders = names('holder', 1000).map((name) =>
      env.process(
        body(function* (wait) {
          yield* wait(desks.acquire());
          yield* wait(never);
        }),
        { name, background: true },
      ),
    );
    for (const name of names('waiter', 2000)) {
      env.process(
        body(function* (wait) {
          yield* wait(desks.acquire());
        }),
        { name },
      );
    }
    return { holders };
  }
});

function names(word: string, length: number): string[] {
  return Array.from({ length }, (_, index) => `${word} ${index + 1}`);
}
