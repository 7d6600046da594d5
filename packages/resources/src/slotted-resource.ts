import type { Environment } from '@asimjs/core';
import { brand, isBranded } from '@asimjs/core/protocol';
import { checkCapacity } from './base/capacity.js';
import { checkOptions } from './base/check-options.js';
import type { Grant } from './base/grant.js';
import type { Terms } from './base/ledger.js';
import { Lender } from './base/lender.js';
import type { Slots } from './slots.js';

export interface ResourceOptions {
  /** How many slots it has, an integer >= 0 or Infinity. Default 1. */
  readonly capacity?: number | undefined;
  readonly name?: string | undefined;
}

/** A resource of slots that are all alike, whose number can be changed. */
export abstract class SlottedResource<S extends Slots<T>, T extends Terms> extends Lender<T, Grant> {
  static {
    brand(this, 'slotted resource');
  }

  protected override readonly ledger: S;

  constructor(env: Environment, kind: string, type: { name: string }, options: ResourceOptions) {
    checkOptions(env, type, options, ['capacity']);
    super(env, kind, options.name);
    const { capacity = 1 } = options;
    this.ledger = this.makeSlots(checkCapacity(this, capacity, 0));
    this.addLine(this.ledger.line);
  }

  /** Called by the constructor, before the fields of a subclass are set. */
  protected abstract makeSlots(capacity: number): S;

  override get capacity(): number {
    return super.capacity;
  }

  /**
   * Sets the number of slots. Fewer than are in use evict nobody: grants wait until use has fallen.
   * @throws ArgumentError for what is no integer >= 0 or Infinity.
   */
  override set capacity(capacity: number) {
    checkCapacity(this, capacity, 0);
    this.change(() => {
      this.ledger.capacity = capacity;
      this.changed();
    });
  }

  /**
   * Says that it will have `capacity` slots at some time, though it never had: requests for as many are taken.
   * @throws ArgumentError for what is no integer >= 0 or Infinity.
   */
  expectCapacity(capacity: number): void {
    this.kernel.noteTouched(this);
    this.ledger.expect(checkCapacity(this, capacity, 0));
  }
}

/** Whether `value` is a resource whose capacity can be set, of any copy of this package. */
export function hasSlots(value: unknown): boolean {
  return isBranded(value, 'slotted resource');
}
