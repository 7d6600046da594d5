import { describe, expect, it } from 'vitest';
import { ArgumentError, Environment, ReadOnlyError } from '@asimjs/core';
import type { Due, Explorer } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';

/** Always takes the last of those that are due. */
const last: Explorer = { choose: (due) => due.length - 1 };

describe.each(drivers)('an explorer ($name processes)', ({ body, run }) => {
  it('decides which of the entries of equal time and priority goes first', async () => {
    const env = new Environment();
    const log = traceLog(env);
    for (const name of ['a', 'b', 'c']) {
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(1));
          log(name);
          yield* wait(env.timeout(1));
          log(name, 'again');
        }),
        { name },
      );
    }
    await run(env, { explorer: last });
    expect(log.entries).toEqual([
      [1, 'c'],
      [1, 'b'],
      [1, 'a'],
      [2, 'a', 'again'],
      [2, 'b', 'again'],
      [2, 'c', 'again'],
    ]);
  });

  it('is asked before each entry, with all that could go in its place', async () => {
    const env = new Environment();
    const asked: string[][] = [];
    const choose = (due: readonly Due[]): number => {
      asked.push(due.map((one) => `${String(one.time)} ${one.describe()} of ${one.waiters.join()}`));
      return 0;
    };
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        yield* wait(env.timeout(1));
      }),
      { name: 'ada' },
    );
    env.schedule(1, function ring() {
      // Nothing to do.
    });
    env.schedule(1, () => undefined, { priority: -1 });
    await run(env, { explorer: { choose } });
    expect(asked).toEqual([
      ['1 a scheduled callback of '],
      ["1 the scheduled callback 'ring' of ", '1 a timeout until 1 of ada'],
      ['1 a timeout until 1 of ada'],
      ['2 a timeout until 2 of ada'],
    ]);
  });

  it('leaves the line of an instant in its order', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const bell = env.event();
    for (const name of ['a', 'b']) {
      env.process(
        body(function* (wait) {
          yield* wait(bell);
          log(name);
        }),
      );
    }
    env.schedule(1, () => bell.succeed());
    await run(env, { explorer: last });
    expect(log.entries).toEqual([
      [1, 'a'],
      [1, 'b'],
    ]);
  });

  it('ends the run if it gives no index, and the run can go on', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        log('goes on');
      }),
    );
    const result = await run(env, { explorer: { choose: () => undefined } });
    expect([result.reason, env.now, log.entries]).toEqual(['stopped', 1, []]);
    await run(env);
    expect(log.entries).toEqual([[1, 'goes on']]);
  });

  it('hears of all that processes share, and only in its own run', async () => {
    const env = new Environment();
    const bell = env.event({ name: 'bell' });
    const touched = new Set<unknown>();
    const process = env.process(
      body(function* (wait) {
        yield* wait(bell);
      }),
      { name: 'ada' },
    );
    env.schedule(1, () => bell.succeed());
    await run(env, { until: 0, explorer: { choose: () => 0, touched: (what) => touched.add(what) } });
    expect([touched.has(process), touched.has(bell), touched.size]).toEqual([true, true, 2]);
    touched.clear();
    await run(env);
    expect(touched.size).toBe(0);
  });
});

it('an index that is none ends the run with an error that says so', () => {
  const env = new Environment();
  env.schedule(1, () => undefined);
  expect(() => env.runSync({ explorer: { choose: () => 1 } })).toThrow(ArgumentError);
});

it('an explorer changes nothing', () => {
  const env = new Environment();
  env.schedule(1, () => undefined);
  const choose = (): number => {
    env.process(function* () {
      yield* env.timeout(1);
    });
    return 0;
  };
  expect(() => env.runSync({ explorer: { choose } })).toThrow(ReadOnlyError);
});

it('what is no explorer is refused', () => {
  const env = new Environment();
  // @ts-expect-error -- an explorer chooses
  expect(() => env.runSync({ explorer: {} })).toThrow(
    "'explorer' is an object with a function 'choose', but was given an object",
  );
});
