import { ConcurrentWaitError, Environment, OutsideProcessError, ProcessBodyError } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it, vi } from 'vitest';

/** The error with which a run of `env` ends; it is to be over soon, whatever the model does. */
async function errorOf(env: Environment): Promise<unknown> {
  return env.run().then(
    () => expect.unreachable('the run went well'),
    (error: unknown) => error,
  );
}

function addBystander(env: Environment, log: ReturnType<typeof traceLog>): void {
  env.process(
    async () => {
      for (let tick = 1; tick <= 10; tick++) {
        await env.timeout(1);
        log('tick');
      }
    },
    { name: 'bystander' },
  );
}

const ADVICE = /allOf or firstOf instead of Promise\.all or Promise\.race.*env\.process/;

describe('an async process that waits for several things at once', () => {
  const ways: Record<string, (env: Environment) => Promise<unknown>> = {
    'Promise.all over timeouts': async (env) => Promise.all([env.timeout(1), env.timeout(2)]),
    'Promise.race over timeouts': async (env) => Promise.race([env.timeout(1), env.timeout(2)]),
    'Promise.any over timeouts': async (env) => Promise.any([env.timeout(1), env.timeout(2)]),
    'Promise.allSettled over timeouts': async (env) => Promise.allSettled([env.timeout(1), env.timeout(2)]),
    'Promise.all over three events': async (env) => Promise.all([env.event(), env.event(), env.event()]),
    'Promise.all over what has happened': async (env) => {
      const [one, two] = [env.event(), env.event()];
      one.succeed();
      two.succeed();
      return Promise.all([one, two]);
    },
    'Promise.all over what has happened and what has not': async (env) => {
      const one = env.event();
      one.succeed();
      return Promise.all([one, env.timeout(1)]);
    },
    'Promise.all over what has not happened and what has': async (env) => {
      const one = env.event();
      one.succeed();
      return Promise.all([env.timeout(1), one]);
    },
    'Promise.all over async helpers': async (env) => {
      const helper = async (delay: number): Promise<void> => {
        await env.timeout(delay);
      };
      return Promise.all([helper(1), helper(2)]);
    },
    'Promise.race of a wait and a helper': async (env) => {
      const helper = async (): Promise<void> => {
        await env.timeout(1);
      };
      return Promise.race([env.event(), helper()]);
    },
    'the same waitable twice': async (env) => {
      const bell = env.event();
      return Promise.all([bell, bell]);
    },
  };

  describe.each(Object.keys(ways))('by %s', (way) => {
    it.each(['in its first step', 'in a later step', 'and swallows all errors', 'in its last step'])(
      'ends the run with an error that names it and the right call, %s',
      async (when) => {
        const env = new Environment();
        const log = traceLog(env);
        addBystander(env, log);
        const model = async (): Promise<void> => {
          await ways[way]?.(env);
        };
        env.process(
          async () => {
            if (when !== 'in its first step') await env.timeout(2.5);
            if (when === 'and swallows all errors') {
              try {
                await model();
              } catch {
                log('swallowed');
              }
              await env.timeout(1);
              log('goes on');
            } else if (when === 'in its last step') {
              void model();
            } else {
              await model();
              log('goes on');
            }
          },
          { name: 'greedy' },
        );
        const error = await errorOf(env);
        const time = when === 'in its first step' ? 0 : 2.5;
        expect(error).toBeInstanceOf(ConcurrentWaitError);
        expect(error).toMatchObject({ time, process: 'greedy' });
        expect((error as Error).message).toMatch(ADVICE);
        expect(log.entries).toEqual(
          [
            [1, 'tick'],
            [2, 'tick'],
          ].slice(0, time),
        );
        await expect(env.run()).rejects.toMatchObject({ name: 'EnvironmentClosedError', cause: error });
      },
    );
  });

  it('is found when nothing else is left to do', async () => {
    const env = new Environment();
    env.process(async () => Promise.all([env.event(), env.event()]), { name: 'greedy' });
    expect(await errorOf(env)).toMatchObject({ name: 'ConcurrentWaitError', time: 0, process: 'greedy' });
  });

  it('is found when the run ends with that step', async () => {
    const env = new Environment();
    env.process(
      async () => {
        env.stop();
        await Promise.all([env.event(), env.event()]);
      },
      { name: 'greedy' },
    );
    expect(await errorOf(env)).toMatchObject({ name: 'ConcurrentWaitError', time: 0, process: 'greedy' });
  });

  it('may use Promise.all over a single waitable and over foreign promises', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(async () => {
      log(await Promise.all([env.timeout(1, 'one')]));
      log(await Promise.all([Promise.resolve(1), Promise.resolve(2)]));
      await env.timeout(1);
      log('end');
    });
    await env.run();
    expect(log.entries).toEqual([
      [1, ['one']],
      [1, [1, 2]],
      [2, 'end'],
    ]);
  });
});

describe('an async helper that is started and not awaited', () => {
  const helper = async (env: Environment): Promise<void> => {
    await env.timeout(5);
  };

  it('ends the run as its process waits for something else', async () => {
    const env = new Environment();
    const log = traceLog(env);
    addBystander(env, log);
    env.process(
      async () => {
        await env.timeout(2.5);
        void helper(env);
        await env.timeout(1);
        log('goes on');
      },
      { name: 'careless' },
    );
    const error = await errorOf(env);
    expect(error).toBeInstanceOf(ConcurrentWaitError);
    expect(error).toMatchObject({ time: 2.5, process: 'careless' });
    expect((error as Error).message).toMatch(/await every async helper/);
    expect(log.entries.length).toBe(2);
  });

  it('ends the run as its process ends', async () => {
    const env = new Environment();
    const log = traceLog(env);
    addBystander(env, log);
    env.process(
      async () => {
        await env.timeout(2.5);
        void helper(env);
      },
      { name: 'careless' },
    );
    const error = await errorOf(env);
    expect(error).toBeInstanceOf(ConcurrentWaitError);
    expect(error).toMatchObject({ time: 2.5, process: 'careless' });
    expect((error as Error).message).toContain("the body of process 'careless' ended while a helper");
    expect((error as Error).message).toMatch(ADVICE);
    expect(log.entries.length).toBe(2);
  });

  it('ends the run as its process fails, with that error as cause', async () => {
    const env = new Environment();
    const cause = new Error('broken');
    env.process(
      async () => {
        void helper(env);
        throw cause;
      },
      { name: 'careless' },
    );
    expect(await errorOf(env)).toMatchObject({
      name: 'ConcurrentWaitError',
      time: 0,
      process: 'careless',
      cause,
    });
  });

  it('ends the run even if its process swallows every error', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      async () => {
        try {
          void helper(env).catch(() => log('swallowed by the helper'));
          await env.timeout(1);
        } catch {
          log('swallowed');
        }
        await env.timeout(10);
        log('survived');
      },
      { name: 'careless' },
    );
    expect(await errorOf(env)).toBeInstanceOf(ConcurrentWaitError);
    expect(log.entries).toEqual([]);
  });

  it('by another helper that was awaited ends the run as its process ends', async () => {
    const env = new Environment();
    addBystander(env, traceLog(env));
    const outer = async (): Promise<void> => {
      void helper(env);
    };
    env.process(
      async () => {
        await env.timeout(2.5);
        await outer();
      },
      { name: 'careless' },
    );
    expect(await errorOf(env)).toMatchObject({ name: 'ConcurrentWaitError', process: 'careless' });
  });

  // The wait of the process comes a microtask later than that of the helper, when others may have had their turn.
  it.fails(
    'by another helper that was awaited ends the run as its process waits for something else',
    async () => {
      const env = new Environment();
      const outer = async (): Promise<void> => {
        void helper(env);
      };
      env.process(
        async () => {
          await env.timeout(2.5);
          await outer();
          await env.timeout(1);
        },
        { name: 'careless' },
      );
      expect(await errorOf(env)).toMatchObject({ name: 'ConcurrentWaitError', process: 'careless' });
    },
  );

  it('ends the run where the process that started it is the only one and returns at once', async () => {
    const env = new Environment();
    env.process(
      async () => {
        void helper(env);
      },
      { name: 'careless' },
    );
    expect(await errorOf(env)).toMatchObject({ name: 'ConcurrentWaitError', process: 'careless' });
  });

  it('ends the run, and names its process, where that is a generator', async () => {
    const env = new Environment();
    const log = traceLog(env);
    addBystander(env, log);
    env.process(
      function* () {
        yield* env.timeout(2.5);
        void helper(env);
        yield* env.timeout(1);
      },
      { name: 'careless' },
    );
    expect(await errorOf(env)).toMatchObject({ name: 'ConcurrentWaitError', time: 2.5, process: 'careless' });
  });

  it('ends the run where a callback has started it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    addBystander(env, log);
    env.schedule(2.5, () => {
      void helper(env);
    });
    expect(await errorOf(env)).toBeInstanceOf(ConcurrentWaitError);
  });

  it('that waits for nothing is no concern of the simulation', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(async () => {
      void (async () => {
        await Promise.resolve();
        log('helper');
      })();
      await env.timeout(1);
      log('process');
    });
    await env.run();
    expect(log.entries.map(([, what]) => what).sort()).toEqual(['helper', 'process']);
  });
});

describe('a wait outside any process', () => {
  it('is rejected before a run, which then goes well', async () => {
    const env = new Environment();
    const log = traceLog(env);
    addBystander(env, log);
    const error: unknown = await new Promise((_, reject) => {
      env.timeout(1).then(() => undefined, reject);
    }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OutsideProcessError);
    expect(error).toMatchObject({ time: 0, process: undefined });
    expect((error as Error).message).toMatch(
      /^a timeout until 1 was awaited outside any process.*env\.process/,
    );
    expect(await env.run()).toMatchObject({ reason: 'exhausted', now: 10 });
    expect(log.entries.length).toBe(10);
  });

  it('is rejected by a plain await too, and after the run', async () => {
    const env = new Environment();
    addBystander(env, traceLog(env));
    await env.run(3);
    await expect(async () => env.timeout(1)).rejects.toBeInstanceOf(OutsideProcessError);
    expect(await env.run()).toMatchObject({ reason: 'exhausted', now: 10 });
  });

  it('in a generator throws where it begins', () => {
    const env = new Environment();
    expect(() => Array.from<unknown>(env.timeout(1))).toThrow(OutsideProcessError);
    expect(() => Array.from<unknown>(env.timeout(1))).toThrow('env.process');
    expect(env.runSync()).toMatchObject({ reason: 'exhausted', now: 0 });
  });

  it('in a callback throws where it begins', () => {
    const env = new Environment();
    env.schedule(1, () => {
      expect(() => Array.from<unknown>(env.timeout(1))).toThrow(OutsideProcessError);
    });
    expect(env.runSync()).toMatchObject({ reason: 'exhausted', now: 1 });
  });

  it('for a waitable of another environment is rejected in the process, which goes on', async () => {
    const [env, other] = [new Environment(), new Environment()];
    const log = traceLog(env);
    env.process(async () => {
      try {
        await other.timeout(1);
      } catch (error) {
        log(error instanceof OutsideProcessError);
      }
      await env.timeout(1);
      log('goes on');
    });
    await env.run();
    expect(log.entries).toEqual([
      [0, true],
      [1, 'goes on'],
    ]);
  });

  it('for a waitable of another environment throws in a generator process, which goes on', () => {
    const [env, other] = [new Environment(), new Environment()];
    const log = traceLog(env);
    env.process(function* () {
      try {
        yield* other.timeout(1);
      } catch (error) {
        log(error instanceof OutsideProcessError);
      }
      yield* env.timeout(1);
      log('goes on');
    });
    env.runSync();
    expect(log.entries).toEqual([
      [0, true],
      [1, 'goes on'],
    ]);
  });

  it('by a helper that outlives its run is rejected', async () => {
    const env = new Environment();
    let release: () => void = () => undefined;
    let straggler: Promise<unknown> | undefined;
    env.process(async () => {
      const foreign = new Promise<void>((resolve) => {
        release = resolve;
      });
      straggler = (async () => {
        await foreign;
        await env.timeout(1);
      })();
      straggler.catch(() => undefined);
    });
    expect(await env.run()).toMatchObject({ reason: 'exhausted' });
    release();
    await expect(straggler).rejects.toBeInstanceOf(OutsideProcessError);
  });
});

describe('the wrong word for a wait', () => {
  it('yield* in an async process, by hand, names await', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      async () => {
        try {
          for (const value of env.timeout(1)) log('never', value);
        } catch (error) {
          log(error instanceof ProcessBodyError, (error as Error).message);
        }
        await env.timeout(2);
        log('goes on');
      },
      { name: 'p' },
    );
    await env.run();
    expect(log.entries).toEqual([
      [
        0,
        true,
        "a timeout until 1 was iterated in an async process; write 'await' there (time 0, in process 'p')",
      ],
      [2, 'goes on'],
    ]);
  });

  it('then in a generator process ends an async run', async () => {
    const env = new Environment();
    env.process(
      function* () {
        env.timeout(1).then(
          () => undefined,
          () => undefined,
        );
        yield* env.timeout(2);
      },
      { name: 'p' },
    );
    expect(await errorOf(env)).toMatchObject({ name: 'ConcurrentWaitError', time: 0, process: 'p' });
  });

  it('then in a generator process ends a synchronous run', () => {
    const env = new Environment();
    env.process(
      function* () {
        env.timeout(1).then(
          () => undefined,
          () => undefined,
        );
        yield* env.timeout(2);
      },
      { name: 'p' },
    );
    expect(() => env.runSync()).toThrow(
      expect.objectContaining({ name: 'ConcurrentWaitError', time: 0, process: 'p' }),
    );
  });

  it('an async helper in a generator process of a synchronous run is rejected', async () => {
    const env = new Environment();
    let helper: Promise<unknown> | undefined;
    env.process(function* () {
      helper = (async () => env.timeout(1))();
      helper.catch(() => undefined);
      yield* env.timeout(2);
    });
    env.runSync();
    await expect(helper).rejects.toBeInstanceOf(OutsideProcessError);
  });

  it.each<[string, (env: Environment) => unknown]>([
    ['a spread', (env) => Array.from<unknown>(env.timeout(5))],
    [
      'a for loop',
      (env) => {
        for (const value of env.timeout(5)) expect(value).not.toBe(5);
      },
    ],
    [
      'a destructuring',
      (env) => {
        const [value] = env.timeout(5, 5);
        return value;
      },
    ],
    ['a helper whose next is called by hand', (env) => waitBriefly(env).next()],
  ])('in a generator process, %s instead of yield* ends the run by name', (_, use) => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      function* () {
        use(env);
        yield* env.timeout(1);
        log('first');
        yield* env.timeout(9);
        log('second');
      },
      { name: 'p' },
    );
    let error: unknown;
    try {
      env.runSync();
    } catch (thrown) {
      error = thrown;
    }
    expect(String(error)).toContain("process 'p'");
    expect(log.entries).toEqual([]);
  });

  it('an async generator as a body is refused by name', async () => {
    const env = new Environment();
    // @ts-expect-error the types refuse it too
    env.process(async function* () {}, { name: 'p' });
    const error = await errorOf(env);
    expect(error).toMatchObject({
      name: 'ProcessFailedError',
      process: 'p',
      cause: { name: 'ProcessBodyError' },
    });
  });
});

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  it('an error ends the run once: those who still wait stay where they are', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        try {
          yield* wait(env.timeout(5));
        } finally {
          log('never');
        }
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        throw new Error('broken');
      }),
    );
    await expect(run(env)).rejects.toMatchObject({ name: 'ProcessFailedError', time: 1 });
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(log.entries).toEqual([]);
  });
});

describe('what a misuse leaves behind', () => {
  it('is no unhandled rejection', async () => {
    const seen = vi.fn();
    process.on('unhandledRejection', seen);
    const env = new Environment();
    env.process(async () => Promise.all([env.timeout(1), env.timeout(2)]));
    await errorOf(env);
    await new Promise((resolve) => setTimeout(resolve, 1));
    process.off('unhandledRejection', seen);
    expect(seen).not.toHaveBeenCalled();
  });
});

function* waitBriefly(env: Environment): Generator<never, void> {
  yield* env.timeout(5) as Iterable<never>;
}
