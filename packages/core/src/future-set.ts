/** Something that is due at a time to come. */
export interface FutureEntry {
  readonly time: number;
  /** Lower goes first among entries of equal time. */
  readonly priority: number;
  /** Order of scheduling; lower goes first among entries of equal time and priority. */
  readonly sequence: number;
  /** What it is, for messages. */
  describe(): string;
  /** Names of the processes that wait for it. */
  readonly waiters: readonly string[];
  /** Whether anybody still wants it. An entry that nobody wants neither moves the clock nor keeps a run alive. */
  readonly wanted: boolean;
  fire(): void;
  /** Called when the set lets go of the entry without firing it. */
  dropped(): void;
}

/** How many unwanted entries the set holds before it looks whether to sweep them out. */
const SWEEP_FROM = 64;

/** How many entries the set has room for before it grows. */
const FIRST_ROOM = 16;

/**
 * The future-event set: a 4-ary heap ordered by (time, priority, sequence).
 *
 * Times stand in an array of their own, so that the four children compared at each level share a cache line;
 * an entry is looked into only on a tie. Entries that are no longer wanted stay until they come to the top or
 * are more than half of the set, so that withdrawing is O(1) amortised and a raced deadline cannot pile up.
 */
export class FutureSet {
  private times = new Float64Array(FIRST_ROOM);
  private entries = new Array<FutureEntry | undefined>(FIRST_ROOM).fill(undefined);
  private size = 0;
  private unwanted = 0;

  push(entry: FutureEntry): void {
    if (this.size === this.entries.length) this.grow();
    this.siftUp(this.size++, entry.time, entry);
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
    const place = --this.size;
    const last = this.entries[place] as FutureEntry;
    this.entries[place] = undefined;
    if (place > 0) this.siftDown(this.times[place] as number, last);
  }

  /** Takes `entry`, which is the first or one of its {@link ties}. */
  remove(entry: FutureEntry): void {
    if (this.entries[0] === entry) {
      this.removeTop();
      return;
    }
    for (const other of this.takeTies()) if (other !== entry) this.push(other);
  }

  /** The first, and all that have its time and priority, in order of scheduling. Costs O(log n) for each of them. */
  ties(): FutureEntry[] {
    const ties = this.takeTies();
    for (const entry of ties) this.push(entry);
    return ties;
  }

  private takeTies(): FutureEntry[] {
    const ties: FutureEntry[] = [];
    const first = this.first();
    for (let entry = first; entry !== undefined && areTied(entry, first); entry = this.first()) {
      ties.push(entry);
      this.removeTop();
    }
    return ties;
  }

  /** Tells the set that an entry in it is no longer wanted. */
  entryUnwanted(): void {
    this.unwanted++;
    if (this.unwanted > SWEEP_FROM && this.unwanted * 2 > this.size) this.sweep();
  }

  /** Tells the set that an entry in it, unwanted before, is wanted again. */
  entryWantedAgain(): void {
    this.unwanted--;
  }

  private sweep(): void {
    const all = this.entries.slice(0, this.size) as FutureEntry[];
    this.entries.fill(undefined, 0, this.size);
    this.size = 0;
    this.unwanted = 0;
    for (const entry of all) {
      if (entry.wanted) this.push(entry);
      else entry.dropped();
    }
  }

  private grow(): void {
    const times = new Float64Array(2 * this.size);
    times.set(this.times);
    this.times = times;
    this.entries = this.entries.concat(new Array<undefined>(this.size).fill(undefined));
  }

  private siftUp(start: number, time: number, entry: FutureEntry): void {
    const { times, entries } = this;
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

  /** Puts `entry` in place of the top, and then down to where it belongs. */
  private siftDown(time: number, entry: FutureEntry): void {
    const { times, entries } = this;
    let index = 0;
    for (let child = this.firstChild(index); child !== -1; child = this.firstChild(index)) {
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
    const end = Math.min(best + 4, this.size);
    if (best >= end) return -1;
    for (let child = best + 1; child < end; child++) {
      const time = times[child] as number;
      const bestTime = times[best] as number;
      if (time < bestTime) best = child;
      else if (time === bestTime && goesBefore(entries[child] as FutureEntry, entries[best] as FutureEntry))
        best = child;
    }
    return best;
  }
}

function areTied(entry: FutureEntry, first: FutureEntry | undefined): boolean {
  return entry.time === first?.time && entry.priority === first.priority;
}

function goesBefore(a: FutureEntry, b: FutureEntry): boolean {
  return a.priority === b.priority ? a.sequence < b.sequence : a.priority < b.priority;
}
