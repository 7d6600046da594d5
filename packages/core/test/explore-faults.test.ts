import { describe, expect, it } from 'vitest';
import { Environment } from '@asimjs/core';
import type { SimEvent } from '@asimjs/core';
import { ExplorationError, assertEveryOrder, assertEveryOrderSync } from '@asimjs/testing';
import type { ExploredModel, ModelFactory } from '@asimjs/testing';
import { exploring } from './exploring.js';

describe.each(exploring)('what exploring finds ($name processes)', ({ body, explore, replay }) => {
  /** Two who take two keys, in opposite orders: whoever comes second waits for the first, and he for him. */
  const twoKeys: ModelFactory = () => {
    const env = new Environment();
    const keys = ['front', 'back'].map((name) => ({
      free: env.event({ name: `${name} key` }),
      taken: false,
    }));
    const names = ['ada', 'ben'];
    for (const [index, name] of names.entries()) {
      env.process(
        body(function* (wait) {
          for (const key of index === 0 ? keys : [...keys].reverse()) {
            yield* wait(env.timeout(1));
            if (key.taken) yield* wait(key.free);
            key.taken = true;
          }
          for (const { free } of keys) if (free.status === 'pending') free.succeed();
        }),
        { name },
      );
    }
    return { env };
  };

  it('is processes that wait for ever, and for what', async () => {
    const { failure } = await explore(twoKeys, { reduce: false });
    expect(failure).toMatchObject({
      kind: 'deadlock',
      time: 2,
      schedule: 'usual',
      blocked: [
        "process 'ada' has waited for event 'back key' since 2",
        "process 'ben' has waited for event 'front key' since 2",
      ],
    });
  });

  it('is no process that may wait for ever', async () => {
    expect((await explore(twoKeys, { allowBlocked: true })).failure).toBeUndefined();
    const server: ModelFactory = () => {
      const env = new Environment();
      env.process(
        body(function* (wait) {
          yield* wait(env.event());
        }),
        { background: true },
      );
      return { env };
    };
    expect((await explore(server)).failure).toBeUndefined();
  });

  it('is a process that does not let the clock get on', async () => {
    const factory: ModelFactory = ({ touch }) => {
      const env = new Environment({ maxStepsPerInstant: 50 });
      let isReady = false;
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(1));
          touch('isReady');
          while (!isReady) yield* wait(env.timeout(0));
        }),
      );
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(1));
          touch('isReady');
          isReady = true;
        }),
      );
      return { env };
    };
    const { failure } = await explore(factory);
    expect(failure).toMatchObject({ kind: 'error', time: 1 });
    expect(String(failure?.error)).toMatch(/^LivelockError: 52 steps were done without the clock moving/);
  });

  it('is an error of a process', async () => {
    const { failure } = await explore(
      raceFor(1, (winner) => {
        if (winner === 'ben') throw new Error('it is not for Ben');
      }),
    );
    expect(failure).toMatchObject({ kind: 'error', time: 1, schedule: '1=1' });
    expect(String(failure?.error)).toContain("process 'ben' failed and nobody was waiting for its end");
  });

  it('is a state that an invariant finds wrong, after any step', async () => {
    const { failure } = await explore(
      raceFor(
        1,
        () => undefined,
        (winner) => {
          if (winner() === 'ben') throw new Error('it is not for Ben');
        },
      ),
    );
    expect(failure).toMatchObject({ kind: 'invariant', time: 1, schedule: '1=1', blocked: [] });
    expect(String(failure?.error)).toBe('Error: it is not for Ben');
    expect(failure?.trace.at(-1)).toEqual([1, 'ben', 'ends']);
  });

  it('is an end that is wrong', async () => {
    const factory = raceFor(2, () => undefined);
    const { failure } = await explore((exploration) => {
      const model = factory(exploration);
      return {
        ...model,
        atEnd: () => {
          if (model.winner() === 'ben') throw new RangeError('Ben was first');
        },
      };
    });
    expect(failure).toMatchObject({ kind: 'invariant', time: 2, schedule: '1=1' });
    expect(String(failure?.error)).toBe('RangeError: Ben was first');
  });

  it('comes about again when its schedule is run again, with the same trace', async () => {
    const factory = raceFor(1, (winner) => {
      if (winner === 'ben') throw new Error('it is not for Ben');
    });
    const { failure } = await explore(factory);
    const again = await replay(factory, failure?.schedule ?? '');
    expect(again.trace).toEqual(failure?.trace);
    expect(again.fault).toMatchObject({ kind: 'error', time: 1 });
    expect(String(again.fault?.error)).toBe(String(failure?.error));
  });

  it('comes about only in its schedule', async () => {
    const again = await replay(
      raceFor(1, (winner) => {
        if (winner === 'ben') throw new Error('it is not for Ben');
      }),
      'usual',
    );
    expect(again.fault).toBeUndefined();
    expect(again.trace.slice(-5)).toEqual([
      [1, '', 'goes first of 2: a timeout until 1 of ada'],
      [1, 'ada', 'goes on'],
      [1, 'ada', 'ends'],
      [1, 'ben', 'goes on'],
      [1, 'ben', 'ends'],
    ]);
  });

  /** Ada and Ben come at `time` to the same thing, and whoever is first gets it. */
  function raceFor(
    time: number,
    got: (winner: string) => void,
    invariant?: (winner: () => string | undefined) => void,
  ): (...args: Parameters<ModelFactory>) => ExploredModel & { winner: () => string | undefined } {
    return () => {
      const env = new Environment();
      const thing: SimEvent<string> = env.event<string>({ name: 'thing' });
      for (const name of ['ada', 'ben']) {
        env.process(
          body(function* (wait) {
            yield* wait(env.timeout(time));
            if (thing.status === 'succeeded') return;
            thing.succeed(name);
            got(name);
          }),
          { name },
        );
      }
      const winner = (): string | undefined => (thing.status === 'succeeded' ? thing.value : undefined);
      const check = invariant === undefined ? {} : { invariant: () => invariant(winner) };
      return { env, winner, ...check };
    };
  }
});

describe('the error of an assertion', () => {
  const factory: ModelFactory = ({ choose }) => {
    const env = new Environment();
    const bell = env.event({ name: 'bell' });
    env.process(
      function* () {
        yield* env.timeout(1);
        if (choose(3) < 2 && bell.status === 'pending') yield* bell;
      },
      { name: 'ada' },
    );
    env.process(
      function* () {
        yield* env.timeout(1);
        if (choose(2) === 0) bell.succeed();
      },
      { name: 'ben' },
    );
    return { env };
  };

  it('shows the schedule, what happens in it, and who waits for what', () => {
    expect(() => assertEveryOrderSync(factory)).toThrowErrorMatchingInlineSnapshot(`
      [ExplorationError: at time 1 processes wait for ever
      schedule: '3=1'

      time  process  what
      ----  -------  -----------------------------------------
      0     ada      begins
      0     ada      waits for a timeout until 1
      0     ben      begins
      0     ben      waits for a timeout until 1
      1              goes first of 2: a timeout until 1 of ada
      1     ada      goes on
      1              outcome 0 of 3
      1     ada      waits for event 'bell'
      1     ben      goes on
      1              outcome 1 of 2
      1     ben      ends

      process 'ada' has waited for event 'bell' since 1

      A process that may wait for ever, such as a server, is made with { background: true }; \`allowBlocked\` allows it to all.

      2 schedules run]
    `);
  });

  it('has the report, and the error of the run as its cause', async () => {
    const broken: ModelFactory = () => {
      const env = new Environment();
      env.schedule(1, () => {
        throw new Error('it is broken');
      });
      return { env };
    };
    const error: unknown = await assertEveryOrder(broken).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ExplorationError);
    if (!(error instanceof ExplorationError)) return;
    expect(error.report.schedules).toBe(1);
    expect(error.cause).toBe(error.report.failure?.error);
    expect(error.message).toBe(String(error.report));
  });

  it('is none if nothing goes wrong: then there is the report', async () => {
    const idle: ModelFactory = () => {
      const env = new Environment();
      env.schedule(1, () => undefined);
      return { env };
    };
    expect(String(await assertEveryOrder(idle))).toBe('1 schedule run; all orders tried');
    expect(String(assertEveryOrderSync(idle))).toBe('1 schedule run; all orders tried');
  });
});
