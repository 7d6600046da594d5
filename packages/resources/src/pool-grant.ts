import { Grant } from './base/grant.js';
import type { Ledger, Terms } from './base/ledger.js';

/** A unit of a `Pool` that a process holds. */
export class PoolGrant<Unit> extends Grant {
  /** Which one it is. */
  readonly unit: Unit;

  constructor(ledger: Ledger, terms: Terms, unit: Unit) {
    super(ledger, terms);
    this.unit = unit;
  }
}
