import { FutureSet } from './future-set.js';
import type { FutureEntry } from './future-set.js';

/** The simulated time, and the entries that will move it. */
export class Clock {
  now: number;
  /** Order numbers for whatever is scheduled or stands in a line. */
  sequence = 0;
  private readonly future = new FutureSet();
  /** What is due now, has priority 0 and was made before this number would have fired by now. */
  private passed = 0;
  /** The order number that was next when the latest entry was taken. */
  private takenAt = 0;

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
    this.passed = 0;
  }

  /** All that could be due next if it were not for the order of scheduling, in that order. */
  ties(): FutureEntry[] {
    return this.future.ties();
  }

  /** Takes out `entry`, one of {@link ties}. It is to be fired at once. */
  take(entry: FutureEntry): void {
    const { priority, sequence } = entry;
    this.future.remove(entry);
    this.takenAt = this.sequence;
    if (priority > 0) this.passed = this.sequence;
    else if (priority === 0 && sequence > this.passed) this.passed = sequence;
  }

  /** Says that everything due at the present time has fired. */
  finishInstant(): void {
    this.passed = this.sequence;
  }

  /** Whether what has this number was there before the latest entry was taken. */
  isOlderThanEntry(sequence: number): boolean {
    return sequence < this.takenAt;
  }

  /** Whether a timeout that was left out of the future set, since nobody wanted it, would have fired by now. */
  hasPassed(time: number, sequence: number): boolean {
    return time < this.now || (time === this.now && sequence < this.passed);
  }
}
