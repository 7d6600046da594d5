import { describe, expect, it } from 'vitest';
import { Environment } from '@asimjs/core';
import { ExplorerUseError, exploreSync, replay, replaySync, ScheduleError } from '@asimjs/testing';
import type { ExploreOptions, ModelFactory } from '@asimjs/testing';
import { countsOf, exploring } from './exploring.js';

describe.each(exploring)('the bounds of exploring ($name processes)', ({ body, explore }) => {
  /** `count` processes that are due together and touch one thing, each in so many steps. */
  function together(count: number, steps = 1): ModelFactory {
    return ({ touch }) => {
      const env = new Environment();
      for (let index = 0; index < count; index++) {
        env.process(
          body(function* (wait) {
            for (let done = 1; done < steps; done++) yield* wait(env.timeout(done === 1 ? 1 : 0));
            touch('one thing');
          }),
        );
      }
      return { env };
    };
  }

  it('it ends after so many runs, and says that it is not finished', async () => {
    const report = await explore(together(4, 2), { maxSchedules: 23 });
    expect(countsOf(report)).toEqual({ schedules: 23, cut: 0, tooLong: 0, isFinished: false });
    expect(String(report)).toBe('23 schedules run; not all orders tried (see maxSchedules)');
  });

  it('it is finished if it has just been run as often as it may', async () => {
    const report = await explore(together(4, 2), { maxSchedules: 24 });
    expect(countsOf(report)).toEqual({ schedules: 24, cut: 0, tooLong: 0, isFinished: true });
  });

  it('runs that are cut count as well', async () => {
    const factory: ModelFactory = () => {
      const env = new Environment();
      for (let index = 0; index < 30; index++) env.schedule(1, () => undefined);
      return { env };
    };
    const report = await explore(factory, { maxSchedules: 50 });
    expect(countsOf(report)).toEqual({ schedules: 1, cut: 49, tooLong: 0, isFinished: false });
  });

  it('a run may have so many steps', async () => {
    const report = await explore(together(2, 3), { maxSteps: 6 });
    expect(report).toMatchObject({ tooLong: 0, isFinished: true });
  });

  it.each([false, true])('a run of more steps is given up (with an invariant: %s)', async (watched) => {
    const factory = together(2, 3);
    const endless: ModelFactory = (exploration) => ({
      ...factory(exploration),
      ...(watched ? { invariant: () => undefined } : {}),
    });
    const report = await explore(endless, { maxSteps: 5, reduce: false });
    expect(countsOf(report)).toEqual({ schedules: 0, cut: 0, tooLong: 6, isFinished: false });
    expect(String(report)).toBe(
      '0 schedules run, 6 given up as too long; not all orders tried (see maxSteps)',
    );
  });
});

const idle: ModelFactory = () => ({ env: new Environment() });

describe('options that make no sense are refused', () => {
  it.each([
    [{ maxSchedules: 0 }, "explore takes an integer >= 1 as 'maxSchedules', but was given 0"],
    [{ maxSchedules: Infinity }, "explore takes an integer >= 1 as 'maxSchedules', but was given Infinity"],
    [{ maxSteps: 1.5 }, "explore takes an integer >= 1 as 'maxSteps', but was given 1.5"],
    [{ depth: 0 }, "explore takes an integer >= 1 as 'depth', but was given 0"],
    [{ seed: NaN }, "explore takes an integer as 'seed', but was given NaN"],
  ] satisfies [ExploreOptions, string][])('%o', (options, message) => {
    expect(() => exploreSync(idle, options)).toThrow(new ExplorerUseError(message));
  });

  it('also those that the types refuse', () => {
    // @ts-expect-error -- no mode
    expect(() => exploreSync(idle, { mode: 'thorough' })).toThrow(
      "explore takes 'exhaustive', 'random' or 'pct' as 'mode', but was given 'thorough'",
    );
    // @ts-expect-error -- no flag
    expect(() => exploreSync(idle, { reduce: 1 })).toThrow(
      "explore takes a boolean as 'reduce', but was given 1",
    );
    // @ts-expect-error -- no option
    expect(() => exploreSync(idle, { depht: 2 })).toThrow(
      "explore takes the options mode, maxSchedules, maxSteps, allowBlocked, reduce, seed, depth, but was given 'depht'",
    );
    // @ts-expect-error -- no option of one run
    expect(() => replaySync(idle, 'usual', { seed: 2 })).toThrow(
      "replay takes the options maxSteps, allowBlocked, but was given 'seed'",
    );
  });

  it('with a rejection where a promise is given', async () => {
    await expect(replay(idle, 'usual', { maxSteps: 0 })).rejects.toThrow(ExplorerUseError);
  });
});

describe('a factory that does not make a new model each time is refused', () => {
  it('if it gives no model', () => {
    // @ts-expect-error -- a promise of a model
    expect(() => exploreSync(async () => idle)).toThrow(
      new ExplorerUseError('a factory returns a model, { env, ... }, at once: an async function is none'),
    );
  });

  it('if it gives an environment for the second time', () => {
    const env = new Environment();
    expect(() => exploreSync(() => ({ env }), { mode: 'random' })).toThrow(
      new ExplorerUseError(
        'a factory makes a new environment each time it is called; this one was run before',
      ),
    );
  });

  it.each([
    ['more entries are due', 2, 3],
    ['fewer entries are due', 3, 2],
    ['no two entries are due', 2, 1],
  ])('if it makes another model: %s', (_, first, later) => {
    let runs = 0;
    const factory: ModelFactory = () => {
      const env = new Environment();
      const count = runs++ === 0 ? first : later;
      for (let index = 0; index < count; index++) env.schedule(1, () => undefined);
      return { env };
    };
    expect(() => exploreSync(factory, { reduce: false })).toThrow(ScheduleError);
  });

  it('if it offers other outcomes', () => {
    let runs = 0;
    expect(() =>
      exploreSync(({ choose }) => {
        choose(++runs + 1);
        return { env: new Environment() };
      }),
    ).toThrow('the model does not do the same when it is run again');
  });

  it('though something else goes wrong when it is run again', () => {
    let runs = 0;
    const factory: ModelFactory = () => {
      const env = new Environment();
      for (let count = 0; count < 2 + runs; count++) env.schedule(1, () => undefined);
      const isLate = ++runs > 2;
      const atEnd = (): void => {
        if (isLate) throw new Error('the last are wrong');
      };
      return { env, atEnd };
    };
    expect(() => exploreSync(factory, { reduce: false })).toThrow(ScheduleError);
  });

  it('if something goes wrong in one run only', () => {
    let runs = 0;
    const factory: ModelFactory = () => {
      const isFirst = ++runs === 1;
      const atEnd = (): void => {
        if (isFirst) throw new Error('the first is wrong');
      };
      return { env: new Environment(), atEnd };
    };
    expect(() => exploreSync(factory)).toThrow(ScheduleError);
  });
});
