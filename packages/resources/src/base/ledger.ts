import type { Process } from '@asimjs/core';
import type { Grant } from '../grant.js';
import { Line } from './line.js';
import type { Lender } from './lender.js';
import { Ranked } from './ranked.js';

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
  readonly grants: Ranked<Grant> = new Ranked<Grant>();
  /** How many slots are held. */
  inUse = 0;

  constructor(lender: Lender<T, G>) {
    this.lender = lender;
  }

  abstract get capacity(): number;

  /** Whether all that is `asked` could be granted together. Changes nothing. */
  abstract canLend(asked: readonly T[]): boolean;

  /** Grants what {@link canLend}. */
  lend(terms: T): G {
    const grant = this.makeGrant(terms);
    this.inUse += grant.amount;
    this.grants.add(grant);
    this.lender.changed();
    return grant;
  }

  /** Has the slots of a grant back; whoever waits is served when the change is complete. */
  giveUp(grant: Grant): void {
    this.grants.remove(grant);
    this.inUse -= grant.amount;
    this.lender.changed();
  }

  /** A grant, if a request would be granted at once. */
  tryLend(terms: T): G | undefined {
    return this.lender.change(() => {
      const { first } = this.line;
      const isBehind = first !== undefined && first.priority <= terms.priority;
      return isBehind || !this.canLend([terms]) ? undefined : this.lend(terms);
    });
  }

  protected abstract makeGrant(terms: T): G;
}
