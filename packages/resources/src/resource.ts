import type { Environment } from '@asimjs/core';
import { argumentError, assertOptions, assertPriority } from '@asimjs/core/protocol';
import { Acquire } from './base/acquire.js';
import type { Grant } from './base/grant.js';
import type { Terms } from './base/ledger.js';
import { SlottedResource } from './slotted-resource.js';
import type { ResourceOptions } from './slotted-resource.js';
import { Slots } from './slots.js';

export interface AcquireOptions {
  /** Lower goes first. Default 0. */
  readonly priority?: number | undefined;
  /** How many slots, an integer >= 1. Default 1. */
  readonly amount?: number | undefined;
}

/**
 * Slots that processes acquire, hold and release: clerks, machines, runways.
 *
 * The line is by priority, then first in first out, strictly: a request that is first and can't be granted yet holds
 * back smaller ones behind it.
 * @example
 * ```ts fragment
 * const desk = new Resource(env, { capacity: 1, name: 'desk' });
 * for (const guest of ['Ada', 'Ben']) {
 *   env.process(async () => {
 *     using _turn = await desk.acquire(); // released at the end of the block
 *     await env.timeout(5);
 *     console.log(env.now, guest);
 *   });
 * }
 * ```
 *
 * ```text output
 * 5 Ada
 * 10 Ben
 * ```
 */
export class Resource extends SlottedResource<Slots, Terms> {
  constructor(env: Environment, options: ResourceOptions = {}) {
    super(env, 'resource', new.target, options);
  }

  protected override makeSlots(capacity: number): Slots {
    return new Slots(this, capacity);
  }

  /**
   * Asks for slots. The grant is the calling process's, which releases it.
   * @throws ArgumentError for more slots than the resource has ever had.
   */
  acquire(options: AcquireOptions = {}): Acquire {
    return new Acquire(this.ledger, this.#termsOf('acquire', options));
  }

  /** A grant, if {@link acquire} would be granted at once; else `undefined`. */
  tryAcquire(options: AcquireOptions = {}): Grant | undefined {
    return this.ledger.tryLend(this.#termsOf('tryAcquire', options));
  }

  #termsOf(call: string, options: AcquireOptions): Terms {
    assertOptions(this.kernel, `${call} of '${this.name}'`, options, ['priority', 'amount']);
    const { priority = 0, amount = 1 } = options;
    assertPriority(this.kernel, priority);
    if (!Number.isSafeInteger(amount) || amount < 1) {
      throw argumentError(
        this.kernel,
        `${call} of '${this.name}' takes an amount that is an integer >= 1`,
        amount,
      );
    }
    this.kernel.noteTouched(this);
    const { most } = this.ledger;
    if (amount > most) {
      throw argumentError(
        this.kernel,
        `${call} of '${this.name}' takes an amount up to the most slots it has had, ${String(most)} (raise its capacity first, or call expectCapacity)`,
        amount,
      );
    }
    return { priority, amount, holder: this.env.activeProcess };
  }
}
