import { describe, expect, it } from 'vitest';
import { Environment } from '@asimjs/core';
import type { Exploration, ModelFactory } from '@asimjs/testing';
import { countsOf, exploring } from './exploring.js';

const complete = { cut: 0, tooLong: 0, isFinished: true };

describe.each(exploring)('exploring ($name processes)', ({ body, explore }) => {
  /** `count` processes that are due at the same times, `ticks` of them, and what each does then. */
  function tickers(
    count: number,
    ticks: number,
    tick: (name: string, exploration: Exploration, env: Environment) => void,
    atEnd?: () => void,
  ): ModelFactory {
    return (exploration) => {
      const env = new Environment();
      for (const name of 'abcdefgh'.slice(0, count)) {
        env.process(
          body(function* (wait) {
            for (let done = 0; done < ticks; done++) {
              yield* wait(env.timeout(1));
              tick(name, exploration, env);
            }
          }),
          { name },
        );
      }
      return { env, ...(atEnd === undefined ? {} : { atEnd }) };
    };
  }

  it.each([
    [1, 1],
    [2, 2],
    [3, 6],
    [4, 24],
    [5, 120],
  ])('tries each order of %i processes that are due together, %i in all', async (count, factorial) => {
    const orders: string[] = [];
    let order = '';
    const factory = tickers(
      count,
      1,
      (name) => (order += name),
      () => {
        orders.push(order);
        order = '';
      },
    );
    const report = await explore(factory, { reduce: false });
    expect(countsOf(report)).toEqual({ schedules: factorial, ...complete });
    expect([new Set(orders).size, orders[0]]).toEqual([factorial, 'abcdefgh'.slice(0, count)]);
  });

  it('tries each order at each time', async () => {
    const report = await explore(
      tickers(3, 2, () => undefined),
      { reduce: false },
    );
    expect(countsOf(report)).toEqual({ schedules: 36, ...complete });
    expect(String(report)).toBe('36 schedules run; all orders tried');
  });

  it('tries one order of those that touch nothing together, and cuts the others', async () => {
    const report = await explore(tickers(4, 2, () => undefined));
    expect(report).toMatchObject({ schedules: 1, isFinished: true });
    expect(String(report)).toBe(
      '1 schedule run, 14 cut; all orders tried that differ in what asimjs knows of (touch was not called)',
    );
  });

  it('tries each order of those that touch one thing, whatever else they touch', async () => {
    const report = await explore(
      tickers(4, 1, (name, { touch }) => {
        touch(name);
        touch('one thing');
      }),
    );
    expect(countsOf(report)).toEqual({ schedules: 24, ...complete });
  });

  it('tries the orders of two that touch one thing, wherever a third goes', async () => {
    const report = await explore(
      tickers(3, 1, (name, { touch }) => {
        if (name !== 'b') touch('one thing');
      }),
    );
    expect(report).toMatchObject({ schedules: 2, isFinished: true });
  });

  it('keeps the order of what is due at other times or with other priorities, and of the line of an instant', async () => {
    const orders = new Set<string>();
    const factory: ModelFactory = () => {
      const env = new Environment();
      const order: string[] = [];
      const bell = env.event();
      env.schedule(2, () => order.push('later'));
      env.schedule(1, () => order.push('last'), { priority: 1 });
      env.schedule(1, () => order.push('urgent'), { priority: -1 });
      env.schedule(1, () => bell.succeed());
      for (const name of ['a', 'b']) {
        env.process(
          body(function* (wait) {
            yield* wait(bell);
            order.push(name);
          }),
        );
      }
      return { env, atEnd: () => void orders.add(order.join()) };
    };
    const report = await explore(factory, { reduce: false });
    expect([...orders]).toEqual(['urgent,a,b,last,later']);
    expect(countsOf(report)).toEqual({ schedules: 1, ...complete });
  });

  it('tries what becomes due in the same instant in every place behind what has made it', async () => {
    const orders: string[] = [];
    const factory: ModelFactory = () => {
      const env = new Environment();
      const order: string[] = [];
      const first = (): void => {
        order.push('first');
        env.schedule(0, () => order.push('its follower'));
      };
      env.schedule(1, first);
      env.schedule(1, () => order.push('second'));
      return { env, atEnd: () => void orders.push(order.join()) };
    };
    await explore(factory, { reduce: false });
    expect(orders).toEqual([
      'first,second,its follower',
      'first,its follower,second',
      'second,first,its follower',
    ]);
  });

  it('tries every outcome of a choice, in the factory and in processes, together with every order', async () => {
    const ends: string[] = [];
    const factory: ModelFactory = ({ choose, touch }) => {
      const env = new Environment();
      let end = `${choose(2)} `;
      for (const name of ['a', 'b']) {
        env.process(
          body(function* (wait) {
            yield* wait(env.timeout(1));
            touch('end');
            end += name;
            if (name === 'b') end += String(choose(3));
          }),
        );
      }
      return { env, atEnd: () => void ends.push(end) };
    };
    const report = await explore(factory);
    expect(ends.sort()).toEqual(
      [0, 1].flatMap((one) => [
        ...[0, 1, 2].map((two) => `${one} ab${two}`),
        ...[0, 1, 2].map((two) => `${one} b${two}a`),
      ]),
    );
    expect(countsOf(report)).toEqual({ schedules: 12, ...complete });
  });

  it('takes one outcome for no choice at all', async () => {
    const report = await explore(({ choose }) => {
      expect(choose(1)).toBe(0);
      const env = new Environment();
      env.schedule(1, () => undefined);
      return { env };
    });
    expect(countsOf(report)).toEqual({ schedules: 1, ...complete });
  });

  it.each([0, -1, 1.5, NaN])('refuses a choice among %d outcomes', async (count) => {
    const exploration = explore(({ choose }) => {
      choose(count);
      return { env: new Environment() };
    });
    await expect(exploration).rejects.toThrow(
      `choose takes a number of outcomes, an integer >= 1, but was given ${count}`,
    );
  });

  it('runs a model up to its time', async () => {
    const ends = new Set<number>();
    const factory: ModelFactory = (exploration) => {
      const model = tickers(2, Infinity, () => undefined)(exploration);
      return { ...model, until: 2, atEnd: () => void ends.add(model.env.now) };
    };
    const report = await explore(factory, { reduce: false });
    expect(countsOf(report)).toEqual({ schedules: 4, ...complete });
    expect([...ends]).toEqual([2]);
  });
});
