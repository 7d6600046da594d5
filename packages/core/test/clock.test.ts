import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Clock } from '../src/clock.js';
import type { FutureEntry } from '../src/future-set.js';

class Entry implements FutureEntry {
  readonly priority: number = 0;
  readonly waiters: readonly string[] = [];
  wanted = true;
  isDropped = false;
  readonly time: number;
  readonly sequence: number;

  constructor(time: number, sequence: number) {
    this.time = time;
    this.sequence = sequence;
  }

  describe(): string {
    return 'an entry';
  }

  fire(): void {
    // Only the kernel fires entries.
  }

  dropped(): void {
    this.isDropped = true;
  }
}

/** A clock with entries for 0, 1, ... `count` - 1. */
function withEntries(count: number): { clock: Clock; entries: Entry[] } {
  const clock = new Clock(0);
  const entries = Array.from({ length: count }, (_, time) => new Entry(time, clock.sequence++));
  for (const entry of entries) clock.add(entry);
  return { clock, entries };
}

describe('the clock', () => {
  it('keeps no entry that never comes', () => {
    const clock = new Clock(0);
    expect([clock.add(new Entry(Infinity, 0)), clock.next()]).toEqual([false, undefined]);
    expect(clock.add(new Entry(1, 1))).toBe(true);
  });

  it('lets go of entries that nobody wants once they are many, unless they are wanted again', () => {
    const { clock, entries } = withEntries(100);
    for (let round = 0; round < 10; round++) {
      clock.entryUnwanted();
      clock.entryWantedAgain();
    }
    for (const entry of entries.slice(20, 84)) {
      entry.wanted = false;
      clock.entryUnwanted();
    }
    const dropped = () => entries.filter(({ isDropped }) => isDropped).length;
    expect(dropped()).toBe(0);
    for (const entry of entries.slice(84, 85)) {
      entry.wanted = false;
      clock.entryUnwanted();
    }
    expect(dropped()).toBe(65);
  });

  it('knows what was there before the latest entry was taken', () => {
    const { clock, entries } = withEntries(3);
    const [first] = entries;
    expect([0, 1].map((sequence) => clock.isOlderThanEntry(sequence))).toEqual([false, false]);
    if (first !== undefined) clock.take(first);
    expect([2, 3].map((sequence) => clock.isOlderThanEntry(sequence))).toEqual([true, false]);
  });

  it('knows what would have fired when an instant is finished', () => {
    const { clock } = withEntries(3);
    expect([clock.hasPassed(0, 1), clock.hasPassed(0, 2)]).toEqual([false, false]);
    clock.finishInstant();
    expect([clock.hasPassed(0, 2), clock.hasPassed(0, 3)]).toEqual([true, false]);
  });
});

describe.each(drivers)('a timeout that nobody awaits, with the $name driver', ({ run }) => {
  it('has happened when a run until its time has ended, and not before a run before it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const timeout = env.timeout(5);
    log(timeout.status);
    await run(env, { before: 5 });
    log(timeout.status);
    await run(env, { until: 5 });
    log(timeout.status);
    expect(log.entries).toEqual([
      [0, 'pending'],
      [5, 'pending'],
      [5, 'succeeded'],
    ]);
  });
});
