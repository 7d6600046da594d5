import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ranked, Sorted } from '@asimjs/resources/base';
import type { Rankable } from '@asimjs/resources/base';

interface Item {
  readonly key: number;
  readonly number: number;
}

function byKey(one: Item, other: Item): number {
  return one.key - other.key;
}

/** More than fit into a few chunks. */
const many = { minLength: 0, maxLength: 800, size: 'max' } as const;

/** Compares all that can be seen of a list with a plain array. */
function expectSame<T>(
  list: Iterable<T> & { length: number; first: T | undefined; last: T | undefined; backwards(): Iterable<T> },
  plain: readonly T[],
): void {
  expect([...list]).toEqual(plain);
  expect([...list.backwards()]).toEqual(plain.toReversed());
  expect([list.length, list.first, list.last]).toEqual([plain.length, plain[0], plain.at(-1)]);
}

describe('a sorted list', () => {
  it('is at every moment what a plain array is that is kept in order', () => {
    const key = fc.integer({ min: 0, max: 20 });
    const action = fc.oneof(
      { weight: 3, arbitrary: fc.record({ act: fc.constant('behind its equals' as const), key }) },
      { weight: 1, arbitrary: fc.record({ act: fc.constant('take' as const), key }) },
    );
    fc.assert(
      fc.property(fc.array(action, many), (actions) => {
        const sorted = new Sorted<Item>(byKey);
        const plain: Item[] = [];
        for (const [number, { act, key }] of actions.entries()) {
          const item = { key, number };
          const place = (beyond: (other: Item) => boolean): number => {
            const index = plain.findIndex(beyond);
            return index === -1 ? plain.length : index;
          };
          if (act === 'behind its equals') {
            plain.splice(
              place((other) => other.key > key),
              0,
              item,
            );
            sorted.add(item);
          } else if (plain.length > 0) {
            expect(sorted.takeFirst()).toBe(plain.shift());
          }
          expect([sorted.length, sorted.first, sorted.last]).toEqual([plain.length, plain[0], plain.at(-1)]);
          expect(sorted.firstBehind(item)).toBe(plain.find((other) => other.key > key));
        }
        expectSame(sorted, plain);
      }),
      { numRuns: 50 },
    );
  });

  it('gives up any of its items, from any place, until none is left', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(), { ...many, minLength: 1 }),
        fc.infiniteStream(fc.nat()),
        (keys, picks) => {
          const sorted = new Sorted<Item>(byKey);
          for (const [number, key] of keys.entries()) sorted.add({ key, number });
          const plain = keys.map((key, number) => ({ key, number })).sort(byKey);
          for (const pick of picks) {
            const [item] = plain.splice(pick % plain.length, 1);
            if (item === undefined) break;
            expect(sorted.remove({ key: item.key, number: -1 })).toEqual(item);
            if (plain.length % 50 === 0) expectSame(sorted, plain);
            if (plain.length === 0) break;
          }
          sorted.add({ key: 1, number: 1 });
          expectSame(sorted, [{ key: 1, number: 1 }]);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is as it was when its comparison throws', () => {
    let spoiled = false;
    const sorted = new Sorted<number>((one, other) => {
      if (spoiled) throw new Error('broken');
      return one - other;
    });
    for (let number = 0; number < 300; number++) sorted.add((number * 7) % 300);
    const before = [...sorted];
    spoiled = true;
    for (const number of [-1, 150, 500]) {
      expect(() => sorted.add(number)).toThrow('broken');
      expect(() => sorted.remove(number)).toThrow('broken');
    }
    expect(sorted.takeFirst()).toBe(0);
    expectSame(sorted, before.slice(1));
  });

  it('that has nothing has no first, no last and nobody behind', () => {
    const sorted = new Sorted<number>((one, other) => one - other);
    expectSame(sorted, []);
    expect(sorted.firstBehind(0)).toBeUndefined();
  });
});

class Node implements Rankable<Node> {
  previous: Node | undefined = undefined;
  next: Node | undefined = undefined;
  readonly priority: number;
  readonly number: number;

  constructor(priority: number, number: number) {
    this.priority = priority;
    this.number = number;
  }
}

describe('a ranked list', () => {
  const priority = fc.oneof(
    fc.integer({ min: -2, max: 2 }),
    fc.constantFrom(-Infinity, Infinity, 0.5, -0, Number.MAX_VALUE, Number.MIN_VALUE),
  );
  const action = fc.oneof(
    { weight: 3, arbitrary: fc.record({ act: fc.constant('add' as const), priority, pick: fc.nat() }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('remove' as const), priority, pick: fc.nat() }) },
  );

  it('is at every moment what a stable sort by priority gives', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 200 }), (actions) => {
        const ranked = new Ranked<Node>();
        const plain: Node[] = [];
        for (const [number, { act, priority, pick }] of actions.entries()) {
          if (act === 'add') {
            const node = new Node(priority, number);
            ranked.add(node);
            plain.push(node);
            // Not by difference: that of two infinite ones is no number.
            plain.sort((one, other) =>
              one.priority < other.priority ? -1 : +(one.priority > other.priority),
            );
          } else {
            const [node] = plain.splice(pick % (plain.length || 1), 1);
            if (node !== undefined) ranked.remove(node);
            expect([node?.previous, node?.next]).toEqual([undefined, undefined]);
          }
          const numbers = (nodes: Iterable<Node>): number[] => Array.from(nodes, (node) => node.number);
          expect(numbers(ranked)).toEqual(numbers(plain));
          expect(numbers(ranked.backwards())).toEqual(numbers(plain.toReversed()));
          expect([ranked.length, ranked.first?.number, ranked.last?.number]).toEqual([
            plain.length,
            plain[0]?.number,
            plain.at(-1)?.number,
          ]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('takes one that has left again, at its end', () => {
    const ranked = new Ranked<Node>();
    const nodes = [new Node(1, 0), new Node(1, 1), new Node(0, 2)] as const;
    for (const node of nodes) ranked.add(node);
    ranked.remove(nodes[0]);
    ranked.add(nodes[0]);
    expect(Array.from(ranked, ({ number }) => number)).toEqual([2, 1, 0]);
  });
});
