import type { Process } from '@asimjs/core';
import { GrantReleasedError } from './errors.js';
import type { Resource } from './resource.js';
import type { Slots } from './slots.js';

/**
 * Slots of a resource that a process holds. Give them back with {@link release}, or let `using` do it at the end of a block.
 */
export class Grant implements Disposable {
  readonly resource: Resource;
  /** How many slots it is for. */
  readonly amount: number;
  /** The process that acquired it; `undefined` if that was done outside any. */
  readonly holder: Process | undefined;
  /** Simulated time at which it was granted. */
  readonly since: number;
  readonly #slots: Slots;
  #state: 'held' | 'released' | 'revoked' = 'held';

  constructor(resource: Resource, slots: Slots, amount: number, holder: Process | undefined) {
    this.resource = resource;
    this.amount = amount;
    this.holder = holder;
    this.since = resource.env.now;
    this.#slots = slots;
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
    if (!this.isHeld || this.resource.kernel.failure !== undefined) return;
    this.resource.change(() => {
      // What the step had asked for before is settled by now, and may have revoked it.
      if (!this.isHeld) return;
      this.#state = 'released';
      this.#slots.giveUp(this);
    });
  }

  /** Takes the slots from the holder, who need not release them any more. For resources. */
  revoke(): void {
    if (!this.isHeld) return;
    this.#state = 'revoked';
    this.#slots.giveUp(this);
  }
}
