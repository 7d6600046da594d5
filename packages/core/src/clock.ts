import { FutureSet } from './future-set.js';
import type { FutureEntry } from './future-set.js';

/** A place in the order of the future entries of one time. */
interface Cursor {
  readonly priority: number;
  readonly sequence: number;
}

const BEFORE_ALL: Cursor = { priority: -Infinity, sequence: -Infinity };
const AFTER_ALL: Cursor = { priority: Infinity, sequence: Infinity };

/** The simulated time, and the entries that will move it. */
export class Clock {
  now: number;
  /** Order numbers for whatever is scheduled or stands in a line. */
  sequence = 0;
  private readonly future = new FutureSet();
  /** Up to here the entries of the present time have fired. */
  private cursor: Cursor = BEFORE_ALL;
  /** Entries that were made since the cursor was set have not fired, wherever they stand. */
  private cursorSequence = 0;

  constructor(start: number) {
    this.now = start;
  }

  /** The entry that is due next, if any is. */
  next(): FutureEntry | undefined {
    return this.future.first();
  }

  /** Adds an entry; one at Infinity never comes and is not kept. @returns whether it was added */
  add(entry: FutureEntry): boolean {
    if (entry.time === Infinity) return false;
    this.future.push(entry);
    return true;
  }

  entryUnwanted(): void {
    this.future.entryUnwanted();
  }

  entryWantedAgain(): void {
    this.future.entryWantedAgain();
  }

  /** Takes out the entry that is due next, which is `entry`. It is to be fired at once. */
  take(entry: FutureEntry): void {
    this.future.removeTop();
    this.setCursor(entry);
  }

  /** Says that everything due at the present time has fired, or, if not `inclusive`, nothing. */
  settleOn(inclusive: boolean): void {
    this.setCursor(inclusive ? AFTER_ALL : BEFORE_ALL);
  }

  /** Whether an entry that was left out of the future set, since nobody wanted it, would have fired by now. */
  hasPassed(entry: FutureEntry): boolean {
    if (entry.time !== this.now) return entry.time < this.now;
    if (entry.sequence >= this.cursorSequence) return false;
    const { priority, sequence } = this.cursor;
    return entry.priority === priority ? entry.sequence < sequence : entry.priority < priority;
  }

  private setCursor(cursor: Cursor): void {
    this.cursor = cursor;
    this.cursorSequence = this.sequence;
  }
}
