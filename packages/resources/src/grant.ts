import type { Process } from '@asimjs/core';
import { GrantReleasedError } from './errors.js';
import type { Resource } from './resource.js';

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
  #state: 'held' | 'released' | 'revoked' = 'held';
  readonly #giveUp: () => void;

  constructor(
    resource: Resource,
    amount: number,
    holder: Process | undefined,
    giveUp: (grant: Grant) => void,
  ) {
    this.resource = resource;
    this.amount = amount;
    this.holder = holder;
    this.since = resource.env.now;
    this.#giveUp = () => {
      giveUp(this);
    };
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
    const { kernel } = this.resource;
    // A closed environment has no slots to give, and the end of a block is no place to say so again.
    if (!this.isHeld || kernel.failure !== undefined) return;
    kernel.assertMayChange();
    this.resource.touch();
    this.#state = 'released';
    this.#giveUp();
    kernel.settling.serveChanged();
  }

  /** Takes the slots from the holder. For resources; whoever waits is served when the change is complete. */
  revoke(): void {
    if (!this.isHeld) return;
    this.#state = 'revoked';
    this.#giveUp();
  }
}
