import type { Process } from '@asimjs/core';
import type { Grant } from './grant.js';
import { LineFacility } from './line-facility.js';
import type { Ledger, Terms } from './ledger.js';

/** What processes acquire, hold and release: the rules that a resource shares with its relatives. */
export abstract class Lender<T extends Terms, G extends Grant> extends LineFacility {
  /** For the resource and its operations: models are not to get past the line. */
  protected abstract readonly ledger: Ledger<T, G>;

  protected override describe(): string {
    const { inUse, capacity, waiting } = this;
    return `${super.describe()} (${String(inUse)} of ${String(capacity)} in use, ${String(waiting)} waiting)`;
  }

  /** How many slots or units it has. */
  get capacity(): number {
    this.kernel.noteTouched(this);
    return this.ledger.capacity;
  }

  /** How much of it is held. */
  get inUse(): number {
    this.touch();
    return this.ledger.inUse;
  }

  /** How many requests stand in line. */
  get waiting(): number {
    this.touch();
    return this.ledger.line.length;
  }

  /** Each process that holds any of it, once, in the order in which they were granted. */
  override get holders(): readonly Process[] {
    this.kernel.noteTouched(this);
    const holders = new Set<Process>();
    for (const { holder } of this.ledger.grants) if (holder !== undefined) holders.add(holder);
    return [...holders];
  }

  /** Whether nobody holds any of it. */
  protected override get hasNothing(): boolean {
    return this.ledger.inUse === 0;
  }

  protected override get hasNoRoom(): boolean {
    return this.ledger.inUse >= this.ledger.capacity;
  }
}
