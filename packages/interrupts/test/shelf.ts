import type { Environment } from '@asimjs/core';
import { Facility, LinkedLine, Operation } from '@asimjs/core/protocol';
import type { Linked } from '@asimjs/core/protocol';

/** Items that processes take in turn, as a third party would write it. Whoever waits for one stands in a line. */
export class Shelf extends Facility {
  readonly #items: string[];
  /** For the operations. */
  readonly line = new LinkedLine<Take>();

  constructor(env: Environment, items: readonly string[] = [], name?: string) {
    super(env, 'shelf', name);
    this.#items = [...items];
  }

  get items(): readonly string[] {
    this.touch();
    return [...this.#items];
  }

  /** How many stand in line. */
  get waiting(): number {
    this.touch();
    return this.line.length;
  }

  take(): Take {
    return new Take(this);
  }

  put(item: string): void {
    this.change(() => {
      this.#items.push(item);
      this.changed();
    });
  }

  /** For the operations. */
  remove(): string | undefined {
    if (this.#items.length > 0) this.changed();
    return this.#items.shift();
  }

  /** For the operations: puts an item back to where it was. */
  restore(item: string): void {
    this.#items.unshift(item);
    this.changed();
  }

  protected override get hasWaiting(): boolean {
    return this.line.length > 0;
  }

  protected override lookAgain(): void {
    for (let first = this.line.first; first?.attempt() === true; first = this.line.first)
      this.line.remove(first);
  }
}

/** A request for an item. */
export class Take extends Operation<string> implements Linked<Take> {
  declare readonly facility: Shelf;
  previous: Take | undefined = undefined;
  next: Take | undefined = undefined;
  private taken: string | undefined = undefined;

  /** Grants it if there is an item. @returns whether there was */
  attempt(): boolean {
    this.taken = this.facility.remove();
    if (this.taken === undefined) return false;
    this.grant(this.taken);
    return true;
  }

  override describe(): string {
    return `an item of '${this.facility.name}'`;
  }

  protected override join(): void {
    if (this.facility.line.length > 0 || !this.attempt()) this.facility.line.push(this);
  }

  protected override leave(): void {
    this.facility.line.remove(this);
  }

  protected override giveBack(): void {
    if (this.taken !== undefined) this.facility.restore(this.taken);
  }
}
