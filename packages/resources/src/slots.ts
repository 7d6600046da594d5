import { Ledger } from './base/ledger.js';
import type { Terms } from './base/ledger.js';
import type { Lender } from './base/lender.js';
import { Grant } from './grant.js';

/** Slots that are all alike. */
export class Slots<T extends Terms = Terms> extends Ledger<T> {
  override capacity: number;

  constructor(lender: Lender<T, Grant>, capacity: number) {
    super(lender);
    this.capacity = capacity;
  }

  override canLend(asked: readonly T[]): boolean {
    return this.shortage(asked) <= 0;
  }

  /** How many slots too few are free for all that is `asked`. */
  protected shortage(asked: readonly T[]): number {
    let wanted = this.inUse;
    for (const { amount } of asked) wanted += amount;
    return wanted - this.capacity;
  }

  protected override makeGrant(terms: T): Grant {
    return new Grant(this, terms);
  }
}
