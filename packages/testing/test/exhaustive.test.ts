// The search against small systems that are written out in full: entries that read and write variables.
import { describe, expect, it } from 'vitest';
import { Exhaustive } from '../src/explore/exhaustive.js';

type State = Record<'x' | 'y', number>;

interface Entry {
  readonly touches: readonly (keyof State)[];
  act(state: State): void;
}

const increaseX: Entry = { touches: ['x'], act: (state) => state.x++ };
const doubleX: Entry = { touches: ['x'], act: (state) => (state.x *= 2) };
const increaseY: Entry = { touches: ['y'], act: (state) => state.y++ };
const copyX: Entry = { touches: ['x', 'y'], act: (state) => (state.y = state.x) };
const nothing: Entry = { touches: [], act: () => undefined };
const kinds = { increaseX, doubleX, increaseY, copyX, nothing };

interface Searched {
  readonly ends: readonly string[];
  readonly states: readonly string[];
  readonly whole: number;
  readonly cut: number;
}

/** Runs `entries`, all of which are due together, in every order. */
function search(entries: readonly Entry[], reduce: boolean): Searched {
  const strategy = new Exhaustive(reduce);
  const ends = new Set<string>();
  const states = new Set<string>();
  let [whole, cut] = [0, 0];
  while (strategy.begin()) {
    const state: State = { x: 1, y: 0 };
    const due = new Map(entries.entries());
    while (due.size > 0) {
      const offered = [...due.keys()].map((sequence) => ({
        time: 1,
        priority: 0,
        sequence,
        waiters: [],
        describe: () => '',
      }));
      const taken = strategy.chooseEntry(offered);
      const sequence = taken === undefined ? undefined : offered[taken]?.sequence;
      const entry = sequence === undefined ? undefined : due.get(sequence);
      if (sequence === undefined || entry === undefined) break;
      due.delete(sequence);
      entry.act(state);
      strategy.entryDone(new Set(entry.touches));
      states.add(`${[...due.keys()].join()}: ${JSON.stringify(state)}`);
    }
    if (due.size === 0) ends.add(JSON.stringify(state));
    if (due.size === 0) whole++;
    else cut++;
  }
  expect(strategy.isFinished).toBe(true);
  return { ends: [...ends].sort(), states: [...states].sort(), whole, cut };
}

/** All ways to put `count` entries together, but for their order. */
function systems(count: number): Entry[][] {
  if (count === 0) return [[]];
  return systems(count - 1).flatMap((few) => Object.values(kinds).map((entry) => [...few, entry]));
}

describe('the exhaustive search', () => {
  it('takes every order once', () => {
    expect([1, 2, 3, 4, 5, 6].map((count) => search(Array<Entry>(count).fill(copyX), false).whole)).toEqual([
      1, 2, 6, 24, 120, 720,
    ]);
  });

  it.each([1, 2, 3, 4])('leaves out no end and no state of %i entries', (count) => {
    for (const entries of systems(count)) {
      const plain = search(entries, false);
      const reduced = search(entries, true);
      expect({ ...reduced, whole: 0, cut: 0 }).toEqual({ ...plain, whole: 0, cut: 0 });
      expect(reduced.whole).toBeLessThanOrEqual(plain.whole);
      expect(plain.cut).toBe(0);
    }
  });

  it.each([
    ['that touch nothing', [nothing, nothing, nothing, nothing], 1],
    ['that touch all the same', [increaseX, doubleX, increaseX], 6],
    ['of two kinds', [increaseX, increaseY, doubleX, increaseY], 4],
    ['of which one meets all', [increaseX, copyX, increaseY], 4],
  ])('goes through no more orders than differ: entries %s', (_, entries, orders) => {
    expect(search(entries, true).whole).toBe(orders);
  });

  it('tries the outcomes of each choice, and the orders after each', () => {
    const strategy = new Exhaustive(true);
    const runs: number[][] = [];
    while (strategy.begin()) {
      const first = strategy.chooseOutcome(2);
      runs.push(first === 0 ? [first] : [first, strategy.chooseOutcome(3)]);
    }
    expect(runs).toEqual([[0], [1, 0], [1, 1], [1, 2]]);
  });

  it('takes what an entry touches to be all that it touched, whatever outcomes it chose', () => {
    const strategy = new Exhaustive(true);
    const orders: string[] = [];
    const offer = (...sequences: number[]): number => {
      const due = sequences.map((sequence) => ({
        time: 1,
        priority: 0,
        sequence,
        waiters: [],
        describe: () => '',
      }));
      return sequences[strategy.chooseEntry(due) ?? -1] ?? -1;
    };
    while (strategy.begin()) {
      let order = '';
      for (const left = [0, 1]; left.length > 0;) {
        const entry = offer(...left);
        if (entry === -1) break;
        left.splice(left.indexOf(entry), 1);
        const outcome = entry === 0 ? strategy.chooseOutcome(2) : 0;
        order += entry === 0 ? `a${outcome}` : 'b';
        // Only the first outcome of the first entry meets the second.
        strategy.entryDone(new Set(entry === 1 || outcome === 0 ? ['x'] : ['y']));
      }
      orders.push(order);
    }
    expect(orders).toEqual(['a0b', 'a1b', 'ba0', 'ba1']);
  });
});
