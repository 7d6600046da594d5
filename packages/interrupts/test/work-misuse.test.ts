import { ArgumentError, Environment, OutsideProcessError } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { interrupt, work } from '@asimjs/interrupts';

describe.each(drivers)('work that is called wrongly, with the $name driver,', ({ body, run }) => {
  const onInterrupt = (): void => {
    throw new Error('never called');
  };

  /** Calls it in a process at 2, and does a right piece of work of 3 after that. */
  async function attempt(call: (env: Environment) => unknown): Promise<unknown> {
    const env = new Environment();
    const caught: unknown[] = [];
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        try {
          call(env);
        } catch (error) {
          caught.push(error);
        }
        yield* wait(work(env, 3, { onInterrupt }));
      }),
      { name: 'worker' },
    );
    const { now } = await run(env);
    // Nothing was done, and the process could go on.
    expect([caught.length, now]).toEqual([1, 5]);
    expect(caught[0]).toBeInstanceOf(ArgumentError);
    return caught[0] instanceof Error && caught[0].message;
  }

  it.each([
    ['NaN', NaN, 'NaN'],
    ['a negative number', -1, '-1'],
    ['minus infinity', -Infinity, '-Infinity'],
    ['a text', '5', '"5"'],
    ['nothing', undefined, 'undefined'],
    ['a big integer', 5n, '5n'],
  ])('throws for a duration that is %s', async (_, duration, words) => {
    // @ts-expect-error a duration is a number
    expect(await attempt((env) => work(env, duration, { onInterrupt }))).toBe(
      `work takes a duration that is a number >= 0, but was given ${words} (time 2, in process 'worker')`,
    );
  });

  it('throws for options that are missing', async () => {
    // @ts-expect-error a handler is needed
    expect(await attempt((env) => work(env, 1))).toBe(
      "work takes an object of options, but was given undefined (time 2, in process 'worker')",
    );
  });

  it.each([
    ['missing', {}, 'undefined'],
    ['a decision', { onInterrupt: 'resume' }, '"resume"'],
  ])('throws for a handler that is %s', async (_, options, words) => {
    // @ts-expect-error a handler is a function
    expect(await attempt((env) => work(env, 1, options))).toBe(
      `work takes a function as 'onInterrupt', but was given ${words} (time 2, in process 'worker')`,
    );
  });

  it('throws for an option that there is not', async () => {
    // @ts-expect-error no such option
    expect(await attempt((env) => work(env, 1, { onInterrupt, priority: 1 }))).toBe(
      'work takes the options onInterrupt, but was given "priority" (time 2, in process \'worker\')',
    );
  });

  it('throws where no environment is given', async () => {
    // @ts-expect-error the environment comes first
    expect(await attempt(() => work(5, { onInterrupt }))).toBe(
      'work takes an Environment first, but was given 5',
    );
  });

  it.each([['again'], [null], [true], [0], [['drop']], [{ decision: 'drop' }], [{ then: 'drop' }]])(
    'throws for a decision that is none: %j',
    async (decision) => {
      const env = new Environment();
      const log = traceLog(env);
      const worker = env.process(
        body(function* (wait) {
          try {
            // @ts-expect-error no such decision
            yield* wait(work(env, 10, { onInterrupt: () => decision }));
          } catch (error) {
            log(error instanceof ArgumentError && error.message);
          }
        }),
        { name: 'worker' },
      );
      env.schedule(4, () => void interrupt(worker));
      await run(env);
      expect(log.entries).toEqual([
        [
          4,
          expect.stringMatching(
            /^'onInterrupt' returns 'resume', 'restart', 'drop' or nothing, but was given .*\(time 4, in process 'worker'\)$/,
          ),
        ],
      ]);
    },
  );

  it('throws outside any process', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const call = (): void => {
      try {
        void work(env, 1, { onInterrupt });
      } catch (error) {
        log(error instanceof OutsideProcessError && error.message);
      }
    };
    call();
    env.schedule(2, call);
    await run(env);
    const words = 'work was called outside any process; call it in a body given to env.process';
    expect(log.entries).toEqual([
      [0, `${words} (time 0)`],
      [2, `${words} (time 2)`],
    ]);
  });
});
