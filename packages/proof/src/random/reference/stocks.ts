import { passes, urgencyOf } from '../program.js';
import type { Machine } from './machine.js';
import { Operation } from './operation.js';
import { Place } from './place.js';

interface Stored {
  readonly item: string;
  /** Its place by order of arrival. */
  readonly arrival: number;
}

/** A queue, a priority queue or a store. */
export class Stock extends Place {
  readonly kind: 'queue' | 'priorityQueue' | 'store';
  readonly capacity: number;
  /** In the order in which they are got. */
  readonly items: Stored[] = [];
  readonly putters: Operation[] = [];
  readonly getters: Get[] = [];
  readonly lines: readonly Operation[][] = [this.putters, this.getters];

  constructor(
    machine: Machine,
    name: string,
    kind: Stock['kind'],
    capacity: number,
    items: readonly string[],
  ) {
    super(machine, name);
    this.kind = kind;
    this.capacity = capacity;
    for (const item of items) this.arrive(item);
  }

  get isEmpty(): boolean {
    return this.items.length === 0;
  }

  get isFull(): boolean {
    return this.items.length >= this.capacity;
  }

  look(): string {
    this.touch();
    return `items ${this.items.map(({ item }) => item).join(' ')}`;
  }

  arrive(item: string): void {
    this.add({ item, arrival: this.machine.next() });
  }

  /** An item comes back, to its old place. */
  restore(stored: Stored): void {
    this.add(stored);
    this.changed();
  }

  /** The item for a get with this rule, if those in `before` have theirs first. */
  choose(rule: number, before: readonly Get[]): Stored | undefined {
    const left = [...this.items];
    for (const get of before) {
      const index = left.findIndex(({ item }) => this.suits(item, get.rule));
      if (index >= 0) left.splice(index, 1);
    }
    return left.find(({ item }) => this.suits(item, rule));
  }

  remove(stored: Stored): void {
    this.items.splice(this.items.indexOf(stored), 1);
    this.changed();
  }

  tryPut(item: string): boolean {
    return this.change(() => {
      if (this.isFull || this.putters.length > 0) return false;
      this.arrive(item);
      this.changed();
      return true;
    });
  }

  tryGet(rule: number): string | undefined {
    return this.change(() => {
      if (this.kind !== 'store' && this.getters.length > 0) return undefined;
      const stored = this.choose(rule, this.getters);
      if (stored !== undefined) this.remove(stored);
      return stored?.item;
    });
  }

  private suits(item: string, rule: number): boolean {
    return this.kind !== 'store' || passes(rule, urgencyOf(item));
  }

  /** By urgency in a priority queue, and then by arrival. What comes back has kept its arrival. */
  private add(stored: Stored): void {
    const rank = ({ item }: Stored): number => (this.kind === 'priorityQueue' ? urgencyOf(item) : 0);
    this.items.push(stored);
    this.items.sort((one, other) => rank(one) - rank(other) || one.arrival - other.arrival);
  }
}

export class Get extends Operation {
  declare readonly place: Stock;
  readonly rule: number;
  private got: Stored | undefined = undefined;

  constructor(stock: Stock, rule: number) {
    super(stock);
    this.rule = rule;
  }

  get line(): Operation[] {
    return this.place.getters;
  }

  /** In a store nobody is held back. */
  override get isFirst(): boolean {
    return this.place.kind === 'store' || super.isFirst;
  }

  override get mayLetOthersThrough(): boolean {
    return this.place.kind !== 'store' && super.mayLetOthersThrough;
  }

  get isGrantable(): boolean {
    return this.chosen !== undefined;
  }

  take(): string | undefined {
    const { chosen } = this;
    this.got = chosen;
    if (chosen !== undefined) this.place.remove(chosen);
    return chosen?.item;
  }

  giveBack(): void {
    if (this.got !== undefined) this.place.restore(this.got);
  }

  /** In a store: what is left by those before it. */
  private get chosen(): Stored | undefined {
    const { getters } = this.place;
    const position = getters.indexOf(this);
    return this.place.choose(this.rule, position > 0 ? getters.slice(0, position) : []);
  }
}

export class Put extends Operation {
  declare readonly place: Stock;
  private readonly item: string;

  constructor(stock: Stock, item: string) {
    super(stock);
    this.item = item;
  }

  get line(): Operation[] {
    return this.place.putters;
  }

  override get isLasting(): boolean {
    return true;
  }

  get isGrantable(): boolean {
    return !this.place.isFull;
  }

  take(): undefined {
    this.place.arrive(this.item);
    this.place.changed();
  }

  giveBack(): void {
    // What was put stays put.
  }
}
