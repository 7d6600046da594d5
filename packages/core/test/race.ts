import type { Environment, Operation, Waitable } from '@asimjs/core';
import { SingleUse } from '@asimjs/core/protocol';
import type { Listener, Served } from '@asimjs/core/protocol';

/** The first of several waitables, as simply as a third party could write it: the others are abandoned. */
export class Race extends SingleUse<unknown> implements Listener {
  readonly operations: readonly Operation<unknown>[];
  readonly #parts: readonly Waitable[];

  constructor({ kernel }: Environment, parts: readonly Waitable[]) {
    super(kernel);
    this.#parts = parts;
    this.operations = parts.flatMap(({ operations }) => operations);
    kernel.settling.combine(this, parts);
    for (const part of parts) part.claim(this.owner);
  }

  get lasting(): boolean {
    return false;
  }

  concerns(facility: Served, before: number): boolean {
    return this.operations.some((operation) => operation.concerns(facility, before));
  }

  happened(winner: Waitable): void {
    if (!this.pending) return;
    for (const part of this.#parts) if (part !== winner) part.abandon(this);
    if (winner.failed) this.refuse(winner.outcome);
    else this.grant(winner.outcome);
  }

  override drop(): void {
    super.drop();
    for (const part of this.#parts) part.abandon(this);
  }

  override describe(): string {
    return `the first of ${this.#parts.map((part) => part.describe()).join(' and ')}`;
  }

  protected override join(): void {
    for (const part of this.#parts) {
      part.attend(this);
      if (!this.pending) return;
    }
  }

  protected override leave(): void {
    // Its parts leave their lines, in `drop`.
  }

  protected override giveBack(): void {
    // Its parts give back what they can, in `drop`.
  }
}
