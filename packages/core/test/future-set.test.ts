import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FutureSet } from '../src/future-set.js';
import type { FutureEntry } from '../src/future-set.js';

class Entry implements FutureEntry {
  readonly waiters: readonly string[] = [];
  wanted = true;
  drops = 0;
  readonly time: number;
  readonly priority: number;
  readonly sequence: number;

  constructor(time: number, priority: number, sequence: number) {
    this.time = time;
    this.priority = priority;
    this.sequence = sequence;
  }

  describe(): string {
    return `entry ${String(this.sequence)}`;
  }

  fire(): void {
    // Only the kernel fires entries.
  }

  dropped(): void {
    this.drops++;
  }
}

function inOrder(a: Entry, b: Entry): number {
  return a.time - b.time || a.priority - b.priority || a.sequence - b.sequence;
}

/** Takes everything out, in the order in which it comes. */
function drain(set: FutureSet): Entry[] {
  const taken: Entry[] = [];
  for (let first = set.first(); first !== undefined; first = set.first()) {
    set.removeTop();
    taken.push(first as Entry);
  }
  return taken;
}

describe('the future-event set', () => {
  it('is empty at first', () => {
    expect(new FutureSet().first()).toBeUndefined();
  });

  it('gives entries by time, then priority, then sequence', () => {
    const set = new FutureSet();
    const entries = [
      new Entry(2, 0, 1),
      new Entry(1, 5, 2),
      new Entry(2, -1, 3),
      new Entry(1, 5, 0),
      new Entry(-3.5, 0, 4),
      new Entry(2, 0.5, 5),
    ];
    for (const entry of entries) set.push(entry);
    expect(drain(set)).toEqual([...entries].sort(inOrder));
  });

  it('gives a hundred entries of one time in the order of their sequence', () => {
    const set = new FutureSet();
    for (let sequence = 0; sequence < 100; sequence++) set.push(new Entry(1, 0, sequence));
    expect(drain(set).map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 100 }, (_, index) => index),
    );
  });

  it('tells what is first as often as it is asked', () => {
    const set = new FutureSet();
    const entry = new Entry(1, 0, 0);
    set.push(entry);
    expect([set.first(), set.first()]).toEqual([entry, entry]);
  });

  it('lets go of unwanted entries that come first, and tells them', () => {
    const set = new FutureSet();
    const entries = [0, 1, 2, 3].map((time) => new Entry(time, 0, time));
    for (const entry of entries) set.push(entry);
    for (const entry of entries.slice(0, 2)) {
      entry.wanted = false;
      set.entryUnwanted();
    }
    expect(set.first()).toBe(entries[2]);
    expect(entries.map(({ drops }) => drops)).toEqual([1, 1, 0, 0]);
  });

  it('sweeps out unwanted entries where they are more than half of many', () => {
    const set = new FutureSet();
    const entries = Array.from({ length: 1000 }, (_, index) => new Entry(index % 17, 0, index));
    for (const entry of entries) set.push(entry);
    const unwanted = entries.filter((_, index) => index % 3 !== 0);
    for (const entry of unwanted) {
      entry.wanted = false;
      set.entryUnwanted();
    }
    const swept = unwanted.filter(({ drops }) => drops === 1).length;
    expect(swept).toBeGreaterThan(500);
    expect(drain(set)).toEqual(entries.filter(({ wanted }) => wanted).sort(inOrder));
    expect(entries.every(({ wanted, drops }) => drops === (wanted ? 0 : 1))).toBe(true);
  });

  it('keeps an entry that is wanted again', () => {
    const set = new FutureSet();
    const entries = Array.from({ length: 200 }, (_, index) => new Entry(index, 0, index));
    for (const entry of entries) set.push(entry);
    for (let round = 0; round < 5; round++) {
      for (const entry of entries.slice(0, 90)) {
        entry.wanted = false;
        set.entryUnwanted();
      }
      for (const entry of entries.slice(0, 90)) {
        entry.wanted = true;
        set.entryWantedAgain();
      }
    }
    expect(drain(set)).toEqual(entries);
    expect(entries.every(({ drops }) => drops === 0)).toBe(true);
  });

  it('behaves as a sorted array does, whatever is done', () => {
    const action = fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({
          push: fc.integer({ min: 0, max: 8 }),
          priority: fc.integer({ min: -1, max: 1 }),
        }),
      },
      { weight: 3, arbitrary: fc.record({ take: fc.constant(true) }) },
      { weight: 3, arbitrary: fc.record({ toggle: fc.nat() }) },
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 600, size: 'max' }), (actions) => {
        const set = new FutureSet();
        let sorted: Entry[] = [];
        let sequence = 0;
        for (const step of actions) {
          if ('push' in step) {
            const entry = new Entry(step.push, step.priority, sequence++);
            set.push(entry);
            sorted.push(entry);
            sorted.sort(inOrder);
          } else if ('take' in step) {
            const expected = sorted.find(({ wanted }) => wanted);
            expect(set.first()).toBe(expected);
            if (expected !== undefined) set.removeTop();
            sorted = sorted.filter((entry) => entry !== expected && entry.drops === 0);
          } else {
            const entry = sorted[step.toggle % Math.max(sorted.length, 1)];
            if (entry === undefined || entry.drops > 0) continue;
            entry.wanted = !entry.wanted;
            if (entry.wanted) set.entryWantedAgain();
            else set.entryUnwanted();
          }
          sorted = sorted.filter(({ drops }) => drops === 0);
        }
        expect(drain(set)).toEqual(sorted.filter(({ wanted }) => wanted));
        expect(sorted.every(({ wanted, drops }) => drops === (wanted ? 0 : 1))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a future-event set with entries that nobody wants', () => {
  /** A set with entries for 0, 1, ... `count` - 1, and a function that says of one that nobody wants it. */
  function makeSet(count: number) {
    const set = new FutureSet();
    const entries = Array.from({ length: count }, (_, index) => new Entry(index, 0, index));
    for (const entry of entries) set.push(entry);
    const giveUp = (from: number, to: number): void => {
      for (const entry of entries.slice(from, to)) {
        entry.wanted = false;
        set.entryUnwanted();
      }
    };
    const dropped = (): number => entries.filter(({ drops }) => drops > 0).length;
    return { set, entries, giveUp, dropped };
  }

  it('keeps up to 64 of them, be they most of it', () => {
    const { giveUp, dropped } = makeSet(70);
    giveUp(1, 65);
    expect(dropped()).toBe(0);
    giveUp(65, 66);
    expect(dropped()).toBe(65);
  });

  it('no longer counts those that it has let go of', () => {
    const { set, giveUp, dropped } = makeSet(100);
    giveUp(0, 40);
    set.first();
    expect(dropped()).toBe(40);
    giveUp(50, 90);
    expect(dropped()).toBe(40);
  });

  it('takes the one of several tied entries that it is told to, and keeps the others', () => {
    const set = new FutureSet();
    const entries = [0, 1, 2, 3].map((sequence) => new Entry(5, 0, sequence));
    for (const entry of entries) set.push(entry);
    const [, second] = set.ties();
    if (second !== undefined) set.remove(second);
    expect(drain(set).map(({ sequence }) => sequence)).toEqual([0, 2, 3]);
  });
});
