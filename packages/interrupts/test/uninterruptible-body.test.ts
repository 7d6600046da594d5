import { ArgumentError, Environment, OutsideProcessError, ProcessBodyError } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { interrupt, isInterrupt, uninterruptible, work } from '@asimjs/interrupts';

/** What `call` throws. */
function caught(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

describe.each(drivers)('the body of uninterruptible, with the $name driver,', ({ body, run }) => {
  it('gives what it returns, and throws what it throws', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const mistake = new Error('broken');
    env.process(
      body(function* (wait) {
        const result = { item: 'x' };
        log(
          (yield* wait(
            uninterruptible(
              env,
              body(function* (inner) {
                yield* inner(env.timeout(2));
                return result;
              }),
            ),
          )) === result,
        );
        try {
          yield* wait(
            uninterruptible(
              env,
              body(function* (inner) {
                yield* inner(env.timeout(2));
                throw mistake;
              }),
            ),
          );
        } catch (error) {
          log(error === mistake);
        }
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [2, true],
      [4, true],
    ]);
  });

  it('may be one waitable, or one piece of work', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(
      body(function* (wait) {
        log(yield* wait(uninterruptible(env, () => env.timeout(2, 'rung'))));
        log(yield* wait(uninterruptible(env, () => work(env, 3, { onInterrupt: () => log('handler') }))));
        log(yield* wait(uninterruptible(env, () => uninterruptible(env, () => env.timeout(1, 'nested')))));
        try {
          yield* wait(env.timeout(9));
        } catch (error) {
          log(isInterrupt(error) && error.cause);
        }
      }),
    );
    env.schedule(4, () => {
      interrupt(process, 'held');
    });
    await run(env);
    expect(log.entries).toEqual([
      [2, 'rung'],
      [5, { completed: true, worked: 3, remaining: 0, interruptions: 0 }],
      [6, 'nested'],
      [6, 'held'],
    ]);
  });

  it('begins in the step that calls it, and may wait for nothing at all', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        interrupt(env.activeProcess!, 'held');
        const nothing = body(function* () {
          log('body');
          return 'quick';
        });
        log(yield* wait(uninterruptible(env, nothing)));
        try {
          yield* wait(env.timeout(1));
        } catch (error) {
          log(isInterrupt(error) && error.cause);
        }
      }),
    );
    const { steps } = await run(env);
    expect(log.entries).toEqual([
      [0, 'body'],
      [0, 'quick'],
      [0, 'held'],
    ]);
    expect(steps).toBe(2);
  });

  it('throws OutsideProcessError outside any process, and does not begin', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const attempt = (): void => {
      const error = caught(() =>
        uninterruptible(
          env,
          body(function* () {}),
        ),
      );
      log(error instanceof OutsideProcessError && error.message);
    };
    attempt();
    env.schedule(2, attempt);
    await run(env);
    expect(log.entries).toEqual([
      [0, expect.stringMatching(/^uninterruptible was called outside any process.*\(time 0\)$/)],
      [2, expect.stringMatching(/^uninterruptible was called outside any process.*\(time 2\)$/)],
    ]);
  });

  it('is a function, and its environment is one', async () => {
    const env = new Environment();
    const messages: unknown[] = [];
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        messages.push(
          // @ts-expect-error a body is a function
          caught(() => uninterruptible(env, env.timeout(1))),
          // @ts-expect-error the environment comes first
          caught(() => uninterruptible(body(function* () {}))),
        );
      }),
      { name: 'clerk' },
    );
    await run(env);
    for (const error of messages) expect(error).toBeInstanceOf(ArgumentError);
    expect(messages.map((error) => error instanceof Error && error.message)).toEqual([
      "uninterruptible takes a function, but was given an object of class Timeout (time 1, in process 'clerk')",
      expect.stringContaining('uninterruptible takes an Environment first, but was given a function'),
    ]);
  });
});

describe('a body of the other style', () => {
  it('throws in a generator, and interrupts arrive again', () => {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(function* () {
      try {
        yield* uninterruptible(env, async () => {
          await env.timeout(1);
        });
      } catch (error) {
        log(error instanceof ProcessBodyError && error.message);
      }
      try {
        yield* env.timeout(9);
      } catch (error) {
        log(isInterrupt(error) && error.cause);
      }
    });
    env.schedule(2, () => interrupt(process, 'telephone'));
    env.runSync();
    expect(log.entries).toEqual([
      [0, expect.stringContaining('the body of uninterruptible returned a promise')],
      [2, 'telephone'],
    ]);
  });

  it('throws in an async process, and interrupts arrive again', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(async () => {
      try {
        await uninterruptible(env, function* () {
          log('never begins');
          yield* env.timeout(1);
        });
      } catch (error) {
        log(error instanceof ProcessBodyError && error.message);
      }
      try {
        await env.timeout(9);
      } catch (error) {
        log(isInterrupt(error) && error.cause);
      }
    });
    env.schedule(2, () => interrupt(process, 'telephone'));
    await env.run();
    expect(log.entries).toEqual([
      [0, expect.stringContaining('the body of uninterruptible returned a generator')],
      [2, 'telephone'],
    ]);
  });
});

describe('a helper several levels deep', () => {
  it('is held and released in async functions', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const sleep = async (depth: number): Promise<string> => {
      if (depth > 0) return await sleep(depth - 1);
      await env.timeout(5);
      return 'slept';
    };
    const careful = async (depth: number): Promise<string> =>
      depth > 0 ? careful(depth - 1) : await uninterruptible(env, async () => sleep(5));
    const process = env.process(async () => {
      log(await careful(5));
      await sleep(5).catch((error: unknown) => log(isInterrupt(error) && error.cause));
      log(await sleep(5));
    });
    env.schedule(1, () => interrupt(process, 'telephone'));
    await env.run();
    expect(log.entries).toEqual([
      [5, 'slept'],
      [5, 'telephone'],
      [10, 'slept'],
    ]);
  });
});
