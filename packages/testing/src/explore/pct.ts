import type { DueLike } from './model.js';
import { Dice } from './random.js';
import type { Strategy } from './strategy.js';

/**
 * Probabilistic concurrency testing (S. Burckhardt, P. Kothari, M. Musuvathi, S. Nagarakatte, A Randomized Scheduler
 * with Probabilistic Guarantees of Finding Bugs, ASPLOS 2010).
 *
 * Every process gets a random rank, and of the entries that are due the one goes first whose process has the highest.
 * At `depth` - 1 random moments the process that is about to go falls below all others. A fault that needs `depth`
 * orderings to come out is met in a run of n processes and k entries with a chance of at least 1 / (n k^(depth - 1)).
 */
export class Pct implements Strategy {
  readonly isFinished = false;
  private readonly depth: number;
  private readonly dice: Dice;
  /** By process; those that have fallen have ranks below zero. */
  private ranks = new Map<string, number>();
  /** At which entries of the run a process falls. */
  private falls = new Set<number>();
  private fallen = 0;
  private entries = 0;
  /** The most entries that a run has had so far. */
  private longest = 1;

  constructor(seed: number, depth: number) {
    this.dice = new Dice(seed);
    this.depth = depth;
  }

  begin(): boolean {
    this.longest = Math.max(this.longest, this.entries);
    this.entries = 0;
    this.fallen = 0;
    this.ranks = new Map();
    this.falls = new Set(Array.from({ length: this.depth - 1 }, () => this.dice.below(this.longest)));
    return true;
  }

  chooseEntry(due: readonly DueLike[]): number {
    const owners = due.map(ownerOf);
    if (this.falls.has(this.entries++)) this.ranks.set(this.highest(owners), -++this.fallen);
    return owners.indexOf(this.highest(owners));
  }

  chooseOutcome(count: number): number {
    return this.dice.below(count);
  }

  entryDone(): void {
    // It does not matter what was touched.
  }

  private highest(owners: readonly string[]): string {
    return owners.reduce((best, owner) => (this.rankOf(owner) > this.rankOf(best) ? owner : best));
  }

  private rankOf(owner: string): number {
    const known = this.ranks.get(owner);
    if (known !== undefined) return known;
    const rank = this.dice.below(RANKS);
    this.ranks.set(owner, rank);
    return rank;
  }
}

/** So many that two processes hardly ever get the same. */
const RANKS = 2 ** 31;

/** The process that waits for an entry; a callback is on its own. */
function ownerOf({ waiters, sequence }: DueLike): string {
  return waiters[0] ?? `callback ${String(sequence)}`;
}
