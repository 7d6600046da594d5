import type { Environment } from '@asimjs/core';
import { Facility, Operation } from '@asimjs/core/protocol';

/** Items on a shelf with a bounded number of places: a resource whose puts wait too, and which nobody holds. */
export class Shelf extends Facility {
  readonly stock: string[] = [];
  /** For the operations. */
  readonly line: Request<unknown>[] = [];
  readonly places: number;
  /** How often its line was looked at again. */
  looks = 0;

  constructor(env: Environment, places = Infinity) {
    super(env, 'shelf', undefined);
    this.places = places;
  }

  take(): Take {
    return new Take(this);
  }

  place(item: string): Place {
    return new Place(this, item);
  }

  get items(): string[] {
    this.touch();
    return [...this.stock];
  }

  get isUnserved(): boolean {
    return this.isChanged;
  }

  protected override get hasWaiting(): boolean {
    return this.line.length > 0;
  }

  protected override lookAgain(): void {
    this.looks++;
    for (const request of [...this.line])
      if (request.attempt()) this.line.splice(this.line.indexOf(request), 1);
  }
}

abstract class Request<T> extends Operation<T> {
  declare readonly facility: Shelf;

  /** Grants it if it can be. @returns whether it could */
  abstract attempt(): boolean;

  protected override join(): void {
    if (!this.attempt()) this.facility.line.push(this);
  }

  protected override leave(): void {
    this.facility.line.splice(this.facility.line.indexOf(this), 1);
  }
}

class Take extends Request<string> {
  override attempt(): boolean {
    const item = this.facility.stock.shift();
    if (item === undefined) return false;
    this.facility.changed();
    this.grant(item);
    return true;
  }

  override describe(): string {
    return `a take from ${this.facility.name}`;
  }

  protected override giveBack(): void {
    this.facility.stock.unshift(String(this.outcome));
    this.facility.changed();
  }
}

class Place extends Request<void> {
  readonly #item: string;

  constructor(shelf: Shelf, item: string) {
    super(shelf);
    this.#item = item;
  }

  override get lasting(): boolean {
    return true;
  }

  override attempt(): boolean {
    if (this.facility.stock.length >= this.facility.places) return false;
    this.facility.stock.push(this.#item);
    this.facility.changed();
    this.grant();
    return true;
  }

  override describe(): string {
    return `a place on ${this.facility.name}`;
  }

  protected override giveBack(): void {
    throw new Error('what was placed stays');
  }
}
