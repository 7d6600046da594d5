import type { Process } from '@asimjs/core';
import { isInterrupt, Loss } from '@asimjs/interrupts';
import type { Interrupt } from '@asimjs/interrupts';
import { brand, isBranded } from '@asimjs/core/protocol';
import type { Grant } from './base/grant.js';
import type { PreemptiveResource } from './preemptive-resource.js';

/** The cause of the interrupt that tells a process of its eviction from a {@link PreemptiveResource}. */
export class Preempted extends Loss {
  static {
    brand(this, 'preempted');
  }

  /** Who took the slot, or had it taken; `undefined` if that was done outside any process. */
  readonly by: Process | undefined;
  /** Simulated time since which the evicted process had held the slot. */
  readonly since: number;
  /** Of which it had been held. */
  readonly resource: PreemptiveResource;
  readonly #isMadeGood: () => boolean;

  constructor(
    resource: PreemptiveResource,
    { since }: Grant,
    by: Process | undefined,
    isMadeGood: () => boolean,
  ) {
    super();
    this.by = by;
    this.since = since;
    this.resource = resource;
    this.#isMadeGood = isMadeGood;
  }

  /**
   * Whether the process has acquired another slot of the resource since, and holds it. A slot counts for the loss of
   * which this was asked first, and for no other.
   */
  override get isMadeGood(): boolean {
    this.resource.kernel.noteTouched(this.resource);
    return this.#isMadeGood();
  }

  override toString(): string {
    const by = this.by === undefined ? '' : ` by '${this.by.name}'`;
    return `evicted from '${this.resource.name}'${by}, held since ${String(this.since)}`;
  }
}

/** Whether `error` is the interrupt of an eviction. */
export function isPreempted(error: unknown): error is Interrupt<Preempted> {
  return isInterrupt(error) && isBranded(error.cause, 'preempted');
}
