import type { Environment, Plain } from '@asimjs/core';
import { assertPlain, wrong } from '@asimjs/core/protocol';
import { LineFacility } from './line-facility.js';
import { LineOperation } from './line-operation.js';
import type { Line } from './line.js';

/** What a buffer keeps its items in; says which one goes next. */
export interface Shelf<T> {
  readonly size: number;
  /** Where the item stands that goes next, in the shelf's own count. */
  readonly nextPlace: number;
  add(item: T): void;
  /** Takes the item that goes next; there is one. */
  take(): T;
  /** Puts an item that was taken back to its old place. */
  restore(item: T, place: number): void;
  toArray(): T[];
}

export interface BufferOptions<T> {
  /** How many items it takes, an integer >= 1 or Infinity. Default Infinity. */
  readonly capacity?: number | undefined;
  /** The items it has at the beginning, in order. Default none. */
  readonly items?: Iterable<T> | undefined;
  readonly name?: string | undefined;
}

/** Items that processes put and get: the rules that a queue shares with its relatives. */
export abstract class Buffer<T> extends LineFacility {
  /** How many items it takes. */
  readonly capacity: number;
  /** For the operations of this buffer. */
  readonly shelf: Shelf<T>;
  /** For the operations of this buffer. */
  readonly putters: Line = this.makeLine();
  /** For the operations of this buffer. */
  readonly getters: Line = this.makeLine();

  constructor(env: Environment, kind: string, shelf: Shelf<T>, options: BufferOptions<T>) {
    super(env, kind, options.name);
    const { capacity = Infinity, items = [] } = options;
    this.capacity = this.checkCapacity(capacity);
    this.shelf = shelf;
    if (!isIterable(items)) throw wrong(this.kernel, `the items of '${this.name}' are an iterable`, items);
    for (const item of items) {
      assertPlain(this.kernel, `items of '${this.name}'`, item);
      shelf.add(item);
    }
    if (shelf.size > capacity) {
      throw wrong(this.kernel, `'${this.name}' of capacity ${String(capacity)} takes as many items`, items);
    }
  }

  override toString(): string {
    return `'${this.name}' (${String(this.size)} of ${String(this.capacity)} items)`;
  }

  /** How many items are in it. */
  get size(): number {
    this.touch();
    return this.shelf.size;
  }

  /** The items in it, in the order in which they will be got. A copy. */
  get items(): T[] {
    this.touch();
    return this.shelf.toArray();
  }

  /**
   * Puts `item` in as soon as there is room and every earlier put is done. It is put even if nobody awaits it.
   * @throws WaitableValueError if `item` is something that `await` would unwrap.
   */
  put(item: Plain<T>): Put<T> {
    assertPlain(this.kernel, `put to '${this.name}'`, item);
    return new Put(this, item);
  }

  /** Gets the next item as soon as there is one and every earlier get is done. */
  get(): Get<T> {
    return new Get(this);
  }

  /** Puts `item` in if a {@link put} would be granted at once. @returns whether it did */
  tryPut(item: Plain<T>): boolean {
    assertPlain(this.kernel, `tryPut to '${this.name}'`, item);
    return this.change(() => {
      if (this.putters.length > 0 || !this.hasRoom) return false;
      this.shelf.add(item);
      this.changed();
      return true;
    });
  }

  /** The next item, if a {@link get} would be granted at once; else `undefined`. */
  tryGet(): T | undefined {
    return this.change(() => {
      if (this.getters.length > 0 || this.shelf.size === 0) return undefined;
      const item = this.shelf.take();
      this.changed();
      return item;
    });
  }

  /** Whether it takes another item. For the operations of this buffer. */
  get hasRoom(): boolean {
    return this.shelf.size < this.capacity;
  }

  private checkCapacity(capacity: number): number {
    if (capacity === Infinity || (Number.isInteger(capacity) && capacity >= 1)) return capacity;
    throw wrong(this.kernel, `the capacity of '${this.name}' is an integer >= 1 or Infinity`, capacity);
  }
}

function isIterable(value: unknown): boolean {
  return (
    (typeof value === 'object' || typeof value === 'string') &&
    value !== null &&
    Symbol.iterator in Object(value)
  );
}

/** A put that waits for room. */
export class Put<T> extends LineOperation<void> {
  declare readonly facility: Buffer<T>;
  readonly item: T;

  constructor(buffer: Buffer<T>, item: T) {
    super(buffer);
    this.item = item;
  }

  override get owned(): boolean {
    return false;
  }

  override get lasting(): boolean {
    return true;
  }

  protected override get line(): Line {
    return this.facility.putters;
  }

  override attempt(): boolean {
    const { facility } = this;
    if (!facility.hasRoom) return false;
    facility.shelf.add(this.item);
    facility.changed();
    this.grant();
    return true;
  }

  protected override giveBack(): void {
    // A put stays done.
  }

  override describe(): string {
    return `a put to '${this.facility.name}'`;
  }
}

/** A get that waits for an item. */
export class Get<T> extends LineOperation<T> {
  declare readonly facility: Buffer<T>;
  private place = 0;

  protected override get line(): Line {
    return this.facility.getters;
  }

  override attempt(): boolean {
    const { shelf } = this.facility;
    if (shelf.size === 0) return false;
    this.place = shelf.nextPlace;
    const item = shelf.take();
    this.facility.changed();
    this.grant(item);
    return true;
  }

  protected override giveBack(): void {
    this.facility.shelf.restore(this.outcome as T, this.place);
    this.facility.changed();
  }

  override describe(): string {
    return `a get from '${this.facility.name}'`;
  }
}
