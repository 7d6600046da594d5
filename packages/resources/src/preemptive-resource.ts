import type { Environment } from '@asimjs/core';
import { assertFlag, assertOptions, assertPriority } from '@asimjs/core/protocol';
import { Acquire } from './base/acquire.js';
import type { Grant } from './base/grant.js';
import { PreemptiveSlots } from './preemptive-slots.js';
import type { PreemptiveTerms } from './preemptive-slots.js';
import { SlottedResource } from './slotted-resource.js';
import type { ResourceOptions } from './slotted-resource.js';

export interface PreemptiveAcquireOptions {
  /** Lower goes first, and evicts holders of higher numbers. Default 0. */
  readonly priority?: number | undefined;
  /** Whether it may evict. Default `true`. */
  readonly preempt?: boolean | undefined;
}

/**
 * Slots that an urgent request takes from a less urgent holder, if none is free.
 *
 * It evicts the holder with the highest priority number, of several the one that was granted last, and only if that
 * number is higher than its own. The line is that of `Resource`: a request that is not first evicts nobody.
 *
 * The evicted process gets an `Interrupt` whose cause is {@link Preempted}; its grant is revoked, and need not be
 * released. One whose wait ends in this instant anyway goes on, and is told when it next waits, unless it has
 * released by then. One that has ended is told nothing.
 * @example
 * ```ts fragment
 * const scanner = new PreemptiveResource(env, { name: 'scanner' });
 * env.process(async () => {
 *   let turn = await scanner.acquire({ priority: 2 });
 *   await work(env, 30, {
 *     onInterrupt: async () => {
 *       turn = await scanner.acquire({ priority: 2 }); // without it, `work` throws
 *     },
 *   });
 *   turn.release();
 *   console.log(env.now);
 * });
 * env.process(async () => {
 *   await env.timeout(10);
 *   using _turn = await scanner.acquire({ priority: 1 }); // evicts the first
 *   await env.timeout(5);
 * });
 * ```
 *
 * ```text output
 * 35
 * ```
 */
export class PreemptiveResource extends SlottedResource<PreemptiveSlots, PreemptiveTerms> {
  constructor(env: Environment, options: ResourceOptions = {}) {
    super(env, 'preemptive resource', new.target, options);
  }

  protected override makeSlots(capacity: number): PreemptiveSlots {
    return new PreemptiveSlots(this, capacity);
  }

  /** Asks for a slot. The grant is the calling process's, which releases it, unless it is evicted. */
  acquire(options: PreemptiveAcquireOptions = {}): Acquire {
    return new Acquire(this.ledger, this.#termsOf('acquire', options));
  }

  /** A grant, if {@link acquire} would be granted at once, evicting or not; else `undefined`. */
  tryAcquire(options: PreemptiveAcquireOptions = {}): Grant | undefined {
    return this.ledger.tryLend(this.#termsOf('tryAcquire', options));
  }

  /** Evicts holders, as an urgent request would, until no more slots are in use than there are. @returns how many */
  evictExcess(): number {
    return this.change(() => this.ledger.evictDownTo(this.capacity, this.env.activeProcess));
  }

  #termsOf(call: string, options: PreemptiveAcquireOptions): PreemptiveTerms {
    assertOptions(this.kernel, `${call} of '${this.name}'`, options, ['priority', 'preempt']);
    const { priority = 0, preempt = true } = options;
    assertPriority(this.kernel, priority);
    assertFlag(this.kernel, 'preempt', preempt);
    return { priority, amount: 1, preempt, holder: this.env.activeProcess };
  }
}
