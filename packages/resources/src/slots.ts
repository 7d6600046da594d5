import { Grant } from './base/grant.js';
import { Ledger } from './base/ledger.js';
import type { Terms } from './base/ledger.js';
import type { Lender } from './base/lender.js';

/** Slots that are all alike. */
export class Slots<T extends Terms = Terms> extends Ledger<T> {
  private slots: number;
  private largest: number;

  constructor(lender: Lender<T, Grant>, capacity: number) {
    super(lender);
    this.slots = capacity;
    this.largest = capacity;
  }

  override get capacity(): number {
    return this.slots;
  }

  override set capacity(capacity: number) {
    this.slots = capacity;
    this.expect(capacity);
  }

  /** Infinity for one that began with none at all: it may be opened to any number. */
  override get most(): number {
    return this.largest === 0 ? Infinity : this.largest;
  }

  /** Says that there will be `capacity` slots at some time. */
  expect(capacity: number): void {
    this.largest = Math.max(this.largest, capacity);
  }

  override canLend({ amount }: T): boolean {
    return this.hasFree(amount);
  }

  override canLendAll(asked: readonly T[]): boolean {
    return this.hasFree(total(asked));
  }

  /** Whether so many slots are free, and can be counted with those that are in use. */
  private hasFree(amount: number): boolean {
    return this.shortage(amount) <= 0 && Number.isSafeInteger(this.inUse + amount);
  }

  /** How many slots too few are free for `amount` of them. */
  protected shortage(amount: number): number {
    return this.inUse + amount - this.slots;
  }

  protected override makeGrant(terms: T): Grant {
    return new Grant(this, terms);
  }
}

/** How many slots are `asked` for in all. */
export function total(asked: readonly Terms[]): number {
  return asked.reduce((sum, { amount }) => sum + amount, 0);
}
