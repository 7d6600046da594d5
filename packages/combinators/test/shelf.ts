import type { Environment } from '@asimjs/core';
import { Facility, Operation } from '@asimjs/core/protocol';

/** A bounded line of items as a third party would write one, on the protocol of core alone. */
export class Shelf extends Facility {
  readonly capacity: number;
  readonly takers: Take[] = [];
  readonly placers: Place[] = [];
  private stock: { readonly item: string; readonly place: number }[];
  private places = 0;

  constructor(env: Environment, items: readonly string[] = [], capacity = Infinity) {
    super(env, 'shelf', undefined);
    this.capacity = capacity;
    this.stock = items.map((item) => ({ item, place: this.places++ }));
  }

  get items(): string[] {
    this.touch();
    return this.stock.map(({ item }) => item);
  }

  /** How many operations stand in its lines. */
  get waiting(): number {
    this.touch();
    return this.takers.length + this.placers.length;
  }

  take(): Take {
    return new Take(this);
  }

  place(item: string): Place {
    return new Place(this, item);
  }

  remove(): { readonly item: string; readonly place: number } | undefined {
    const first = this.stock.shift();
    if (first !== undefined) this.changed();
    return first;
  }

  add(item: string): boolean {
    if (this.stock.length >= this.capacity) return false;
    this.restore({ item, place: this.places++ });
    return true;
  }

  restore(entry: { readonly item: string; readonly place: number }): void {
    this.stock = [...this.stock, entry].sort((a, b) => a.place - b.place);
    this.changed();
  }

  protected override get hasWaiting(): boolean {
    return this.takers.length + this.placers.length > 0;
  }

  protected override lookAgain(): void {
    while (serveFirst(this.placers) || serveFirst(this.takers));
  }
}

class Take extends Operation<string> {
  declare readonly facility: Shelf;
  private taken: { readonly item: string; readonly place: number } | undefined = undefined;

  attempt(): boolean {
    this.taken = this.facility.remove();
    if (this.taken === undefined) return false;
    this.grant(this.taken.item);
    return true;
  }

  protected override join(): void {
    joinLine(this.facility.takers, this);
  }

  protected override leave(): void {
    leaveLine(this.facility.takers, this);
  }

  protected override giveBack(): void {
    if (this.taken !== undefined) this.facility.restore(this.taken);
  }

  override describe(): string {
    return 'a take';
  }
}

class Place extends Operation<void> {
  declare readonly facility: Shelf;
  private readonly item: string;

  constructor(shelf: Shelf, item: string) {
    super(shelf);
    this.item = item;
  }

  override get lasting(): boolean {
    return true;
  }

  attempt(): boolean {
    if (!this.facility.add(this.item)) return false;
    this.grant();
    return true;
  }

  protected override join(): void {
    joinLine(this.facility.placers, this);
  }

  protected override leave(): void {
    leaveLine(this.facility.placers, this);
  }

  protected override giveBack(): void {
    // What was placed stays.
  }

  override describe(): string {
    return 'a place';
  }
}

interface Attempting {
  attempt(): boolean;
}

function joinLine<Op extends Attempting>(line: Op[], operation: Op): void {
  if (line.length > 0 || !operation.attempt()) line.push(operation);
}

function leaveLine<Op>(line: Op[], operation: Op): void {
  line.splice(line.indexOf(operation), 1);
}

function serveFirst(line: Attempting[]): boolean {
  const [first] = line;
  if (first?.attempt() !== true) return false;
  line.splice(line.indexOf(first), 1);
  return true;
}
