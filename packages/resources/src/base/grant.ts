import type { Process } from '@asimjs/core';
import { printAsText } from '@asimjs/core/protocol';
import { GrantReleasedError } from './errors.js';
import type { Ledger, Terms } from './ledger.js';
import type { LineFacility } from './line-facility.js';

/** What only a resource may do to a grant. */
export interface GrantControl {
  /**
   * Takes the slots from the holder, who need not release them any more.
   * @param lapse called whenever the holder releases them all the same: there is nothing more to tell then
   */
  revoke(lapse?: () => void): void;
  /** Has the slots of an abandoned request back: its process never gets to know the grant. */
  takeBack(): void;
}

let controlOfGrant: (grant: Grant) => GrantControl;

/** How a resource takes a grant back: for those who write resources. */
export function controlOf(grant: Grant): GrantControl {
  return controlOfGrant(grant);
}

/**
 * Slots of a resource that a process holds. Give them back with {@link release}, or let `using` do it at the end of a block.
 */
export class Grant implements Disposable {
  static {
    printAsText(this);
    controlOfGrant = (grant) => ({
      revoke: (lapse) => grant.#revoke(lapse),
      takeBack: () => grant.#leave('revoked'),
    });
  }

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
    this.resource.kernel.noteTouched(this.resource);
    return this.#state === 'held';
  }

  toString(): string {
    const { amount, resource, holder, since } = this;
    const what = amount === 1 ? 'a slot' : `${String(amount)} slots`;
    const toWhom = holder === undefined ? '' : ` to '${holder.name}'`;
    return `${what} of '${resource.name}' (${this.#state}, granted${toWhom} at ${String(since)})`;
  }

  /**
   * Gives the slots back; whoever waits for them is served in this instant.
   * If the grant was revoked it does nothing, but that an eviction which was not told yet is not told any more.
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
      this.#leave('released');
    });
  }

  #revoke(lapse?: () => void): void {
    if (this.#state !== 'held') return;
    this.#lapse = lapse;
    this.#end('revoked');
  }

  #leave(state: 'released' | 'revoked'): void {
    if (this.#state === 'held') this.#end(state);
    else this.#lapse?.();
  }

  #end(state: 'released' | 'revoked'): void {
    this.#state = state;
    this.#ledger.reclaim(this);
  }
}
