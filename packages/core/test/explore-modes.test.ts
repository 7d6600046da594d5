import { describe, expect, it } from 'vitest';
import { Environment } from '@asimjs/core';
import { exploreSync, replaySync } from '@asimjs/testing';
import type { ExplorationReport, ExploreOptions, ModelFactory } from '@asimjs/testing';
import { countsOf, exploring } from './exploring.js';

/** The place of process `d` among those that go at each time, 0 for the first. */
type Places = readonly number[];

/** Four processes that go at each of eight times, of which `isWrong` finds some orders wrong. */
function rareOrder(isWrong: (places: Places) => boolean): ModelFactory {
  return ({ touch }) => {
    const env = new Environment();
    const places: number[] = [];
    let gone = 0;
    for (const name of ['a', 'b', 'c', 'd']) {
      env.process(
        function* () {
          for (let time = 1; time <= 8; time++) {
            yield* env.timeout(1);
            touch('gone');
            if (name === 'd') places.push(gone % 4);
            gone++;
          }
        },
        { name },
      );
    }
    const atEnd = (): void => {
      if (isWrong(places)) throw new Error(`d went ${places.join(' ')}`);
    };
    return { env, atEnd };
  };
}

/** One order of things, such as a process that is always first: no place of a run is to be hit. */
const first = rareOrder((places) => places.every((place) => place === 0));
/** Two: a process that is first, and from some time on is last. */
const firstThenLast = rareOrder((places) => /^0{4}3{4}$/.test(places.join('')));

function find(factory: ModelFactory, options: ExploreOptions): ExplorationReport {
  return exploreSync(factory, { maxSchedules: 2000, ...options });
}

describe.each(['random', 'pct'] as const)('the mode %s', (mode) => {
  const sometimesThird = rareOrder((places) => places.filter((place) => place === 2).length === 4);

  it('finds an order that is none of the first in depth', () => {
    expect(find(sometimesThird, { mode: 'exhaustive', maxSchedules: 500 }).failure).toBeUndefined();
    const { failure, schedules } = find(sometimesThird, { mode, maxSchedules: 5000 });
    expect(failure).toMatchObject({ kind: 'invariant', time: 8 });
    expect(schedules).toBeGreaterThan(1);
    expect(String(replaySync(sometimesThird, failure?.schedule ?? '').fault?.error)).toBe(
      String(failure?.error),
    );
  });

  it('gives the same with the same seed, and something else with another', () => {
    const foundAs = (seed: number): unknown =>
      find(sometimesThird, { mode, seed, maxSchedules: 5000 }).failure?.foundAs;
    expect(foundAs(1)).toBe(foundAs(1));
    expect(new Set([1, 2, 3].map(foundAs)).size).toBeGreaterThan(1);
  });

  it('runs as often as it may, and does not know whether it has tried all', () => {
    const report = find(
      rareOrder(() => false),
      { mode, maxSchedules: 17 },
    );
    expect(countsOf(report)).toEqual({ schedules: 17, cut: 0, tooLong: 0, isFinished: false });
    expect(String(report)).toBe('17 schedules run; orders drawn at random');
  });

  it('tries the outcomes of choices too', () => {
    const seen = new Set<number>();
    const factory: ModelFactory = ({ choose }) => {
      seen.add(choose(5));
      return { env: new Environment() };
    };
    find(factory, { mode, maxSchedules: 100 });
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('the mode pct', () => {
  it('keeps to one order of the processes in each run if its depth is 1', () => {
    expect(find(first, { mode: 'pct', depth: 1 }).failure).toBeDefined();
    expect(find(firstThenLast, { mode: 'pct', depth: 1 }).failure).toBeUndefined();
  });

  it('finds what needs two orders as soon as its authors promise, on the average', () => {
    // n processes and k entries: a chance of at least 1 / (n k), here 1 / 128, in each run.
    const seeds = Array.from({ length: 8 }, (_, index) => index);
    const runs = seeds.map((seed) => find(firstThenLast, { mode: 'pct', depth: 2, seed }).schedules);
    const mean = runs.reduce((sum, count) => sum + count) / runs.length;
    expect([mean > 128 / 2, mean < 128 * 2]).toEqual([true, true]);
  });

  it('finds it sooner than chance does', () => {
    const pct = find(firstThenLast, { mode: 'pct', depth: 2 });
    const random = find(firstThenLast, { mode: 'random' });
    expect([pct.failure === undefined, random.failure === undefined]).toEqual([false, true]);
  });

  it('takes a callback for a process of its own', () => {
    const orders = new Set<string>();
    const factory: ModelFactory = () => {
      const env = new Environment();
      const order: string[] = [];
      for (const name of ['a', 'b', 'c']) env.schedule(1, () => order.push(name));
      return { env, atEnd: () => void orders.add(order.join('')) };
    };
    find(factory, { mode: 'pct', maxSchedules: 100 });
    expect([...orders].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
  });
});

describe.each(exploring)('the random modes ($name processes)', ({ body, explore }) => {
  it.each([
    ['random', { schedules: 7, foundAs: '1=1 3=1 4=1 6=1 7=1 8=2' }],
    ['pct', { schedules: 22, foundAs: '3=2 5=1 6=1 8=2' }],
  ] as const)('%s: a seed gives the same with each driver, and in every release', async (mode, found) => {
    const factory: ModelFactory = ({ choose }) => {
      const env = new Environment();
      for (const name of ['a', 'b', 'c']) {
        env.process(
          body(function* (wait) {
            yield* wait(env.timeout(1));
            yield* wait(env.timeout(choose(2)));
            if (name === 'c' && env.now === 2 && choose(3) === 2) throw new Error('c is late');
          }),
          { name },
        );
      }
      return { env };
    };
    const { schedules, failure } = await explore(factory, { mode, seed: 7 });
    expect({ schedules, foundAs: failure?.foundAs }).toEqual(found);
  });
});
