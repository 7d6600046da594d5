import { expectLinearithmic, mixed } from './work-done.js';
import { allOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import { describe, expect, it, vi } from 'vitest';
import { PriorityQueue, Queue, Store } from '@asimjs/resources';
import { Sorted } from '@asimjs/resources/base';

vi.setConfig({ testTimeout: 60_000 });

describe('items', () => {
  /** Each is held by a process of its own, and given back at a time of its own. */
  function giveBack(
    make: (env: Environment, items: number[]) => Queue<number> | Store<number>,
    size: number,
  ): void {
    const env = new Environment();
    const items = Array.from({ length: size }, (_, index) => index);
    const buffer = make(env, items);
    for (const number of mixed(size)) {
      env.process(function* () {
        yield* withTimeout(allOf([buffer.get(), env.event()]), 1 + number);
      });
    }
    env.runSync();
    expect(buffer.items).toEqual(items);
    while (buffer.tryGet() !== undefined);
  }

  it.each([
    ['a queue', (env: Environment, items: number[]) => new Queue(env, { items })],
    ['a store', (env: Environment, items: number[]) => new Store(env, { items })],
    [
      'a priority queue',
      (env: Environment, items: number[]) =>
        new PriorityQueue(env, { items, compare: (one, other) => one - other }),
    ],
  ])('that come back to %s in any order cost n log n', (_, make) => {
    expectLinearithmic((size) => giveBack(make, size), 200, 3200);
  });

  it.each([
    ['mixed', mixed(100_000)],
    ['rising', Array.from({ length: 100_000 }, (_, index) => index)],
    ['falling', Array.from({ length: 100_000 }, (_, index) => -index)],
    ['equal', new Array<number>(100_000).fill(1)],
  ])(
    'of a priority queue that come %s are compared log n times each as they go in, and not as they go out',
    (_, items) => {
      let asked = 0;
      const compare = (one: number, other: number): number => {
        asked++;
        return one - other;
      };
      const queue = new PriorityQueue<number>(new Environment(), { compare, items });
      expect(asked).toBeLessThan(items.length * (Math.log2(items.length) + 3));
      asked = 0;
      while (queue.tryGet() !== undefined);
      expect(asked).toBe(0);
    },
  );

  it('of a sorted list are found among a hundred thousand by log n comparisons', () => {
    let asked = 0;
    const sorted = new Sorted<number>((one, other) => {
      asked++;
      return one - other;
    });
    const items = mixed(100_000);
    for (const item of items) sorted.add(item);
    asked = 0;
    for (const item of items) sorted.remove(item);
    expect(asked).toBeLessThan(items.length * (Math.log2(items.length) + 3));
    expect(sorted.length).toBe(0);
  });
});
