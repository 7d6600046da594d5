import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { ArgumentError, ConcurrentWaitError, Environment, WaitableValueError } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { uninterruptible, work } from '@asimjs/interrupts';

const onInterrupt = (): void => undefined;

/** What `call` throws. */
function caught(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

describe('a routine is no waitable:', () => {
  it('a combination refuses it, and names it', () => {
    const env = new Environment();
    const errors: unknown[] = [];
    env.process(function* () {
      yield* env.timeout(1);
      errors.push(
        // @ts-expect-error work cannot be raced
        caught(() => firstOf({ job: work(env, 3, { onInterrupt }), late: env.timeout(1) })),
        // @ts-expect-error nor joined
        caught(() => allOf([env.timeout(1), work(env, 3, { onInterrupt })])),
        // @ts-expect-error nor given a limit
        caught(() => withTimeout(work(env, 3, { onInterrupt }), 1)),
      );
    });
    env.runSync();
    for (const error of errors) expect(error).toBeInstanceOf(ArgumentError);
    expect(errors.map((error) => error instanceof Error && error.message)).toEqual([
      expect.stringMatching(/^firstOf takes waitables .* but 'job' is an object of class Routine/),
      expect.stringMatching(/^allOf takes waitables .* but '1' is an object of class Routine/),
      expect.stringMatching(/^withTimeout takes waitables .* is an object of class Routine/),
    ]);
  });

  it('an async process that tries so fails, for its work has begun', async () => {
    const env = new Environment();
    env.process(async () => {
      // @ts-expect-error work cannot be raced
      await firstOf({ job: work(env, 3, { onInterrupt }), late: env.timeout(1) });
    });
    const error: unknown = await env.run().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConcurrentWaitError);
    expect(error instanceof Error && error.cause).toBeInstanceOf(ArgumentError);
  });

  it.each(drivers)('done by a process of its own it can be raced, with the $name driver', async (driver) => {
    const { body, run } = driver;
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        const job = env.process(
          body(function* (inner) {
            return yield* inner(work(env, 3, { onInterrupt }));
          }),
        );
        log(yield* wait(firstOf({ job: job.finished, late: env.timeout(5) })));
      }),
    );
    await run(env);
    const value = { completed: true, worked: 3, remaining: 0, interruptions: 0 };
    expect(log.entries).toEqual([[3, { key: 'job', value }]]);
  });

  it('nor is it a value', () => {
    const env = new Environment();
    const errors: unknown[] = [];
    env.process(function* () {
      const routine = work(env, 1, { onInterrupt });
      errors.push(
        // @ts-expect-error await would unwrap it
        caught(() => env.event().succeed(routine)),
        // @ts-expect-error await would unwrap it
        caught(() => env.timeout(1, routine)),
      );
      yield* routine;
    });
    env.runSync();
    expect(errors.map((error) => error instanceof WaitableValueError)).toEqual([true, true]);
  });
});

describe('a routine that an async process starts and does not await', () => {
  const start = (env: Environment) => void work(env, 3, { onInterrupt });

  it('is found where the process waits for something else', async () => {
    const env = new Environment();
    env.process(
      async () => {
        start(env);
        await env.timeout(1);
      },
      { name: 'hasty' },
    );
    const error: unknown = await env.run().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConcurrentWaitError);
    expect(error).toMatchObject({ process: 'hasty', time: 0 });
  });

  it('is found where the process ends', async () => {
    const env = new Environment();
    env.process(
      async () => {
        start(env);
      },
      { name: 'hasty' },
    );
    const error: unknown = await env.run().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConcurrentWaitError);
    expect(error).toMatchObject({ process: 'hasty', time: 0 });
  });

  it('is found where two are started at once', async () => {
    const env = new Environment();
    env.process(async () => {
      await Promise.all([
        uninterruptible(env, async () => env.timeout(1)),
        uninterruptible(env, async () => env.timeout(2)),
      ]);
    });
    await expect(env.run()).rejects.toBeInstanceOf(ConcurrentWaitError);
  });
});
