import type { Environment } from '@asimjs/core';
import { checkCapacity } from './base/capacity.js';
import { checkOptions } from './base/check-options.js';
import type { Terms } from './base/ledger.js';
import { Lender } from './base/lender.js';
import type { Grant } from './grant.js';
import type { Slots } from './slots.js';

export interface ResourceOptions {
  /** How many slots it has, an integer >= 0 or Infinity. Default 1. */
  readonly capacity?: number | undefined;
  readonly name?: string | undefined;
}

/** A resource of slots that are all alike, whose number can be changed. */
export abstract class SlottedResource<S extends Slots<T>, T extends Terms> extends Lender<T, Grant> {
  protected override readonly ledger: S;
  /** The most slots it has had; more can not be asked for. */
  protected largest: number;

  constructor(env: Environment, kind: string, type: { name: string }, options: ResourceOptions) {
    checkOptions(env, type, options, ['capacity']);
    super(env, kind, options.name);
    const { capacity = 1 } = options;
    this.ledger = this.makeSlots(checkCapacity(this, capacity, 0));
    this.addLine(this.ledger.line);
    this.largest = capacity;
  }

  /** Called by the constructor, before the fields of a subclass are set. */
  protected abstract makeSlots(capacity: number): S;

  override get capacity(): number {
    return super.capacity;
  }

  /** Sets the number of slots. Fewer than are in use evict nobody: grants wait until use has fallen. */
  override set capacity(capacity: number) {
    checkCapacity(this, capacity, 0);
    this.change(() => {
      this.ledger.capacity = capacity;
      this.largest = Math.max(this.largest, capacity);
      this.changed();
    });
  }
}
