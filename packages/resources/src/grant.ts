import type { Process } from '@asimjs/core';
import type { Ledger, Terms } from './base/ledger.js';
import type { LineFacility } from './base/line-facility.js';
import type { Rankable } from './base/ranked.js';
import { GrantReleasedError } from './errors.js';

/**
 * Slots of a resource that a process holds. Give them back with {@link release}, or let `using` do it at the end of a block.
 */
export class Grant implements Disposable, Rankable<Grant> {
  previous: Grant | undefined = undefined;
  next: Grant | undefined = undefined;
  readonly resource: LineFacility;
  /** How many slots it is for. */
  readonly amount: number;
  /** The priority with which it was asked for; lower goes first. */
  readonly priority: number;
  /** The process that acquired it; `undefined` if that was done outside any. */
  readonly holder: Process | undefined;
  /** Simulated time at which it was granted. */
  readonly since: number;
  readonly #ledger: Ledger;
  #state: 'held' | 'released' | 'revoked' = 'held';
  #lapse: (() => void) | undefined = undefined;

  constructor(ledger: Ledger, { amount, priority, holder }: Terms) {
    this.resource = ledger.lender;
    this.amount = amount;
    this.priority = priority;
    this.holder = holder;
    this.since = ledger.lender.env.now;
    this.#ledger = ledger;
  }

  /** Whether the slots are still held. */
  get isHeld(): boolean {
    return this.#state === 'held';
  }

  /**
   * Gives the slots back; whoever waits for them is served in this instant.
   * Does nothing if the grant was revoked.
   * @throws GrantReleasedError if they were released before.
   */
  release(): void {
    if (this.#state === 'released') throw new GrantReleasedError(this);
    this[Symbol.dispose]();
  }

  /** Like {@link release}, but does nothing if the slots were released before. */
  [Symbol.dispose](): void {
    // A closed environment has no slots to give, and the end of a block is no place to say so again.
    if (this.#state === 'released' || this.resource.kernel.failure !== undefined) return;
    this.resource.change(() => {
      // What the step had asked for before is settled by now, and may have revoked it.
      if (this.isHeld) this.#end('released');
      else this.#lapse?.();
    });
  }

  /**
   * Takes the slots from the holder, who need not release them any more. For resources.
   * @param lapse called whenever the holder releases them all the same: there is nothing more to tell then
   */
  revoke(lapse?: () => void): void {
    if (!this.isHeld) return;
    this.#lapse = lapse;
    this.#end('revoked');
  }

  #end(state: 'released' | 'revoked'): void {
    this.#state = state;
    this.#ledger.giveUp(this);
  }
}
