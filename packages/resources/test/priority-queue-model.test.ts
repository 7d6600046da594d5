import { Environment } from '@asimjs/core';
import { drivers } from '@asimjs/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PriorityQueue } from '@asimjs/resources';

interface Item {
  readonly key: number;
  readonly number: number;
}

/** Puts of an item with that key; gets if there is none. */
const actions = fc.array(fc.option(fc.integer({ min: 0, max: 6 })), { maxLength: 400 });

/** A plain array in which the first of the lowest keys goes next. */
class PlainList {
  readonly items: Item[] = [];

  add(item: Item): void {
    this.items.push(item);
    // The sort of arrays is stable.
    this.items.sort((one, other) => one.key - other.key);
  }
}

describe.each(drivers)('a priority queue with the $name driver', ({ body, run }) => {
  it('is at every moment what a stable sort of its items gives', async () => {
    await fc.assert(
      fc.asyncProperty(actions, async (keys) => {
        const env = new Environment();
        const queue = new PriorityQueue<Item>(env, { compare: (one, other) => one.key - other.key });
        const plain = new PlainList();
        env.process(
          body(function* (wait) {
            for (const [number, key] of keys.entries()) {
              if (key !== null) {
                plain.add({ key, number });
                yield* wait(queue.put({ key, number }));
              } else if (plain.items.length > 0) {
                expect(yield* wait(queue.get())).toEqual(plain.items.shift());
              }
            }
            expect(queue.items).toEqual(plain.items);
          }),
        );
        await run(env);
      }),
      { numRuns: 100 },
    );
  });

  it('gives a line of getters what a line of putters brings, in order, none twice', async () => {
    const delays = fc.array(fc.nat({ max: 10 }), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(delays, delays, fc.integer({ min: 1, max: 4 }), async (puts, gets, capacity) => {
        const env = new Environment();
        const queue = new PriorityQueue<Item>(env, {
          compare: (one, other) => one.key - other.key,
          capacity,
        });
        const got: number[] = [];
        for (const [number, delay] of puts.entries()) {
          env.process(
            body(function* (wait) {
              yield* wait(env.timeout(delay));
              yield* wait(queue.put({ key: number % 3, number }));
            }),
          );
        }
        for (const delay of gets) {
          env.process(
            body(function* (wait) {
              yield* wait(env.timeout(delay));
              got.push((yield* wait(queue.get())).number);
            }),
          );
        }
        await run(env);
        const done = Math.min(puts.length, gets.length);
        expect(got).toHaveLength(done);
        const left = Math.min(puts.length - done, capacity);
        expect(queue.size).toBe(left);
        const seen = [...got, ...queue.items.map(({ number }) => number)];
        expect(new Set(seen).size).toBe(seen.length);
      }),
      { numRuns: 100 },
    );
  });
});
