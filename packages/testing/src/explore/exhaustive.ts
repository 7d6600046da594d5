import { meet, union } from './footprint.js';
import type { Footprint } from './footprint.js';
import type { DueLike } from './model.js';
import { notTheSame } from './schedule.js';
import type { Strategy } from './strategy.js';

/** Entries that need not go first, since what would follow has been tried, and what they touch. */
type Asleep = ReadonlyMap<number, Footprint>;

/**
 * Every order, depth first, by running the model from the start each time.
 *
 * With `reduce` it leaves out orders that cannot differ, by sleep sets (P. Godefroid, Partial-Order Methods for the
 * Verification of Concurrent Systems, LNCS 1032, 1996, chapter 5): once all that begins with an entry has been tried,
 * the entry sleeps until something has gone first that touches what it touches. A run in which all that is due sleeps
 * is cut. Every state is still reached.
 */
export class Exhaustive implements Strategy {
  isFinished = false;
  private readonly reduce: boolean;
  /** What was decided in the latest run, as far as it is to be decided again. */
  private readonly path: (Tie | Fork)[] = [];
  private place = 0;
  private runs = 0;
  private asleep: Asleep = new Map();
  /** The entry that is being done, and the tie that it was taken from if it was one. */
  private chosen: { readonly entry: number; readonly tie: Tie | undefined } | undefined = undefined;

  constructor(reduce: boolean) {
    this.reduce = reduce;
  }

  begin(): boolean {
    if (this.place < this.path.length) throw notTheSame();
    if (this.runs++ > 0 && !this.advance()) {
      this.isFinished = true;
      return false;
    }
    this.place = 0;
    this.asleep = new Map();
    this.chosen = undefined;
    return true;
  }

  chooseEntry(due: readonly DueLike[]): number | undefined {
    const entries = due.map(({ sequence }) => sequence);
    if (entries.every((one) => this.asleep.has(one))) return undefined;
    const tie = entries.length === 1 ? undefined : this.next(new Tie(entries, this.asleep));
    const entry = tie === undefined ? entries[0] : tie.current;
    if (entry === undefined) return undefined;
    if (tie !== undefined && this.reduce) this.asleep = new Map([...tie.asleep, ...tie.tried]);
    this.chosen = { entry, tie };
    return entries.indexOf(entry);
  }

  chooseOutcome(count: number): number {
    return this.next(new Fork(count)).current;
  }

  entryDone(footprint: Footprint): void {
    const { chosen } = this;
    if (chosen === undefined) return;
    this.chosen = undefined;
    chosen.tie?.noteTouched(footprint);
    this.asleep = new Map([...this.asleep].filter(([, touched]) => !meet(touched, footprint)));
  }

  /** The decision that comes next: the one that stands here already, or else `made`, which is of the same ways. */
  private next<Decision extends Tie | Fork>(made: Decision): Decision {
    const decision = this.path[this.place] ?? made;
    if (decision.ways !== made.ways) throw notTheSame();
    this.path[this.place++] = decision;
    return decision as Decision;
  }

  /** Goes on to a way that has not been tried. @returns whether there is one */
  private advance(): boolean {
    while (this.path.at(-1)?.advance() === false) this.path.pop();
    return this.path.length > 0;
  }
}

/** Entries of which one goes first. */
class Tie {
  readonly ways: string;
  readonly asleep: Asleep;
  /** What has been tried to its end; it touches what it touched in any of its runs. */
  readonly tried: Map<number, Footprint> = new Map<number, Footprint>();
  current: number;
  private readonly entries: readonly number[];
  private touched: Footprint | undefined = undefined;

  constructor(entries: readonly number[], asleep: Asleep) {
    this.entries = entries;
    this.ways = `entries ${entries.join()}`;
    this.asleep = asleep;
    this.current = this.untried() as number;
  }

  noteTouched(footprint: Footprint): void {
    this.touched = union(this.touched, footprint);
  }

  advance(): boolean {
    this.tried.set(this.current, this.touched ?? new Set());
    this.touched = undefined;
    const next = this.untried();
    if (next === undefined) return false;
    this.current = next;
    return true;
  }

  private untried(): number | undefined {
    return this.entries.find((entry) => !this.tried.has(entry) && !this.asleep.has(entry));
  }
}

/** An outcome that is left open. */
class Fork {
  readonly ways: string;
  current = 0;
  private readonly count: number;

  constructor(count: number) {
    this.count = count;
    this.ways = `${String(count)} outcomes`;
  }

  advance(): boolean {
    this.current++;
    return this.current < this.count;
  }
}
