import { LineOperation } from './base/line-operation.js';
import type { Line } from './base/line.js';
import type { Grant } from './grant.js';
import type { Resource } from './resource.js';
import type { Slots } from './slots.js';

/** A request for slots that waits until they are free. */
export class Acquire extends LineOperation<Grant> {
  declare readonly facility: Resource;
  readonly amount: number;
  readonly #slots: Slots;

  constructor(resource: Resource, slots: Slots, priority: number, amount: number) {
    super(resource, priority);
    this.amount = amount;
    this.#slots = slots;
  }

  protected override get line(): Line {
    return this.#slots.line;
  }

  override attempt(): boolean {
    const grant = this.#slots.take(this.amount, this.owner?.process);
    if (grant === undefined) return false;
    this.grant(grant);
    return true;
  }

  protected override giveBack(): void {
    (this.outcome as Grant).revoke();
  }

  override describe(): string {
    const slots = this.amount === 1 ? 'a slot' : `${String(this.amount)} slots`;
    return `${slots} of '${this.facility.name}'`;
  }
}
