import type { Process } from '@asimjs/core';
import type { Grant } from './grant.js';
import { Line } from './line.js';
import type { Lender } from './lender.js';

/** What is asked for. */
export interface Terms {
  readonly priority: number;
  readonly amount: number;
  readonly holder: Process | undefined;
}

/**
 * What a lender has, who holds it and who waits for it. Requests and grants are given it; models are not, so that
 * nobody gets past the line.
 */
export abstract class Ledger<T extends Terms = Terms, G extends Grant = Grant> {
  readonly lender: Lender<T, G>;
  readonly line: Line = new Line();
  /** What is held, in the order in which it was granted. */
  readonly grants: Set<G> = new Set<G>();
  /** How many slots are held. */
  inUse = 0;

  constructor(lender: Lender<T, G>) {
    this.lender = lender;
  }

  /** How many slots there are. */
  abstract get capacity(): number;

  /** The most slots that there may ever be; more cannot be asked for. */
  abstract get most(): number;

  /** Whether `terms` could be granted, as things stand. */
  abstract canLend(terms: T): boolean;

  /** Whether all that is `asked` could be granted together. */
  abstract canLendAll(asked: readonly T[]): boolean;

  /**
   * Decides which, where things are told apart, and notes it in the terms. Called just before all that is `asked` is
   * lent; may throw.
   */
  choose(_asked: readonly T[]): void {
    // They are all alike.
  }

  /** Grants what it {@link canLend}, and did {@link choose}. */
  lend(terms: T): G {
    const grant = this.makeGrant(terms);
    this.inUse += grant.amount;
    this.grants.add(grant);
    this.lender.changed();
    return grant;
  }

  /** Has the slots of a grant back; whoever waits is served when the change is complete. */
  reclaim(grant: G): void {
    this.grants.delete(grant);
    this.inUse -= grant.amount;
    this.lender.changed();
  }

  /** A grant, if a request would be granted at once. */
  tryLend(terms: T): G | undefined {
    return this.lender.change(() => {
      const { first } = this.line;
      const isBehind = first !== undefined && first.priority <= terms.priority;
      if (isBehind || !this.canLend(terms)) return undefined;
      this.choose([terms]);
      return this.lend(terms);
    });
  }

  protected abstract makeGrant(terms: T): G;
}
