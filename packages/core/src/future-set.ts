/** Something that is due at a time to come. */
export interface FutureEntry {
  readonly time: number;
  /** Lower goes first among entries of equal time. */
  readonly priority: number;
  /** Order of scheduling; lower goes first among entries of equal time and priority. */
  readonly sequence: number;
  /** Whether anybody still wants it. An entry that nobody wants neither moves the clock nor keeps a run alive. */
  readonly wanted: boolean;
  fire(): void;
  /** Called when the set lets go of the entry without firing it. */
  dropped(): void;
}

/** How many unwanted entries the set holds before it looks whether to sweep them out. */
const SWEEP_FROM = 64;

/**
 * The future-event set: a 4-ary heap ordered by (time, priority, sequence).
 *
 * Times stand in an array of their own, so that the four children compared at each level share a cache line;
 * an entry is looked into only on a tie. Entries that are no longer wanted stay until they come to the top or
 * are more than half of the set, so that withdrawing is O(1) amortised and a raced deadline cannot pile up.
 */
export class FutureSet {
  private readonly times: number[] = [];
  private readonly entries: FutureEntry[] = [];
  private unwanted = 0;

  push(entry: FutureEntry): void {
    this.times.push(entry.time);
    this.entries.push(entry);
    this.siftUp(this.entries.length - 1, entry);
  }

  /** The entry that is due next, without taking it. */
  first(): FutureEntry | undefined {
    let top = this.entries[0];
    while (top !== undefined && !top.wanted) {
      this.unwanted--;
      this.removeTop();
      top.dropped();
      top = this.entries[0];
    }
    return top;
  }

  /** Takes the entry that {@link first} returned. */
  removeTop(): void {
    const last = this.entries.pop();
    const time = this.times.pop();
    if (last === undefined || time === undefined || this.entries.length === 0) return;
    this.siftDown(0, time, last);
  }

  /** Tells the set that an entry in it is no longer wanted. */
  entryUnwanted(): void {
    this.unwanted++;
    if (this.unwanted > SWEEP_FROM && this.unwanted * 2 > this.entries.length) this.sweep();
  }

  /** Tells the set that an entry in it, unwanted before, is wanted again. */
  entryWantedAgain(): void {
    this.unwanted--;
  }

  private sweep(): void {
    const kept: FutureEntry[] = [];
    for (const entry of this.entries) {
      if (entry.wanted) kept.push(entry);
      else entry.dropped();
    }
    this.entries.length = 0;
    this.times.length = 0;
    this.unwanted = 0;
    for (const entry of kept) this.push(entry);
  }

  private siftUp(start: number, entry: FutureEntry): void {
    const { times, entries } = this;
    const time = entry.time;
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 2;
      const parentTime = times[parent] as number;
      const parentEntry = entries[parent] as FutureEntry;
      if (parentTime < time || (parentTime === time && goesBefore(parentEntry, entry))) break;
      times[index] = parentTime;
      entries[index] = parentEntry;
      index = parent;
    }
    times[index] = time;
    entries[index] = entry;
  }

  private siftDown(start: number, time: number, entry: FutureEntry): void {
    const { times, entries } = this;
    let index = start;
    for (;;) {
      const child = this.firstChild(index);
      if (child === -1) break;
      const childTime = times[child] as number;
      const childEntry = entries[child] as FutureEntry;
      if (time < childTime || (time === childTime && goesBefore(entry, childEntry))) break;
      times[index] = childTime;
      entries[index] = childEntry;
      index = child;
    }
    times[index] = time;
    entries[index] = entry;
  }

  /** Index of the child of `index` that goes first, or -1 if it has none. */
  private firstChild(index: number): number {
    const { times, entries } = this;
    let best = 4 * index + 1;
    const end = Math.min(best + 4, times.length);
    if (best >= end) return -1;
    for (let child = best + 1; child < end; child++) {
      const time = times[child] as number;
      const bestTime = times[best] as number;
      if (time < bestTime) best = child;
      else if (time === bestTime && goesBefore(entries[child] as FutureEntry, entries[best] as FutureEntry)) best = child;
    }
    return best;
  }
}

function goesBefore(a: FutureEntry, b: FutureEntry): boolean {
  return a.priority === b.priority ? a.sequence < b.sequence : a.priority < b.priority;
}
