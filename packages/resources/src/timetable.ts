/** From `time` on, simulated time, there are `capacity` slots. */
export type ScheduleEntry = readonly [time: number, capacity: number];

/** What a timetable says, period after period. */
export class Timetable {
  private readonly entries: readonly ScheduleEntry[];
  private readonly every: number | undefined;

  constructor(entries: readonly ScheduleEntry[], every: number | undefined) {
    this.entries = entries;
    this.every = every;
  }

  /** The most slots that there are at any time. */
  get most(): number {
    return this.entries.reduce((most, [, capacity]) => Math.max(most, capacity), 0);
  }

  /** Whether its periods can be told apart at `now`: beyond that the numbers of the clock are too coarse. */
  isFineFor(now: number): boolean {
    return Number.isSafeInteger(this.periodOf(now));
  }

  /** What holds at `now`; `undefined` before the first entry. */
  capacityAt(now: number): number | undefined {
    const begin = this.beginOf(this.periodOf(now));
    const entry = this.entries.findLast(([time]) => begin + time <= now);
    return (entry ?? (this.every === undefined ? undefined : this.entries.at(-1)))?.[1];
  }

  /** The entries after `now`, with their times on the clock. */
  *after(now: number): Generator<ScheduleEntry, void, undefined> {
    for (let period = this.periodOf(now); ; period++) {
      for (const [time, capacity] of this.entries) {
        const onClock = this.beginOf(period) + time;
        if (onClock > now) yield [onClock, capacity];
      }
      if (this.every === undefined) return;
    }
  }

  private periodOf(now: number): number {
    return this.every === undefined ? 0 : Math.floor(now / this.every);
  }

  private beginOf(period: number): number {
    return period * (this.every ?? 0);
  }
}
