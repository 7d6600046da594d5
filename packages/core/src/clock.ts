import { FutureSet, goesBefore } from './future-set.js';
import type { FutureEntry, Rank } from './future-set.js';


const BEFORE_ALL: Rank = { priority: -Infinity, sequence: -Infinity };
const AFTER_ALL: Rank = { priority: Infinity, sequence: Infinity };

/** The simulated time, and the entries that will move it. */
export class Clock {
  now: number;
  /** Order numbers for whatever is scheduled or stands in a line. */
  sequence = 0;
  private readonly future = new FutureSet();
  /** Up to here the entries of the present time have fired. */
  private cursor: Rank = BEFORE_ALL;
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

  /** Moves to a later time, of which nothing has fired yet. */
  moveTo(time: number): void {
    this.now = time;
    this.cursor = BEFORE_ALL;
  }

  /** Takes out the entry that is due next, which is `entry`. It is to be fired at once. */
  take(entry: FutureEntry): void {
    this.future.removeTop();
    // One that was scheduled late and is more urgent takes nothing back.
    if (goesBefore(this.cursor, entry)) this.setCursor(entry);
  }

  /** Says that everything due at the present time has fired. */
  finishInstant(): void {
    this.setCursor(AFTER_ALL);
  }

  /** Whether an entry that was left out of the future set, since nobody wanted it, would have fired by now. */
  hasPassed(entry: FutureEntry): boolean {
    if (entry.time !== this.now) return entry.time < this.now;
    if (entry.sequence >= this.cursorSequence) return false;
    return goesBefore(entry, this.cursor);
  }

  private setCursor(cursor: Rank): void {
    this.cursor = cursor;
    this.cursorSequence = this.sequence;
  }
}
