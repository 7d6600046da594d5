import type { Environment } from '@asimjs/core';
import { assertPlain, wrong } from '@asimjs/core/protocol';
import { LineFacility } from './line-facility.js';
import { LineOperation } from './line-operation.js';
import type { Line } from './line.js';

/** What a buffer keeps its items in; says which one goes next. */
export interface Shelf<T> {
  readonly size: number;
  add(item: T): void;
  /** Takes the item that goes next; there is one. */
  take(): Taken<T>;
  /** Puts an item that was taken back to its old place. */
  restore(taken: Taken<T>): void;
  toArray(): T[];
}

/** An item, and where it stood. */
export interface Taken<T> {
  readonly item: T;
  readonly place: number;
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
  readonly #capacity: number;
  readonly #shelf: Shelf<T>;
  readonly #putters: Line = this.makeLine();
  readonly #getters: Line = this.makeLine();

  constructor(env: Environment, kind: string, shelf: Shelf<T>, options: BufferOptions<T>) {
    super(env, kind, options.name);
    const { capacity = Infinity, items = [] } = options;
    this.#capacity = this.checkCapacity(capacity);
    this.#shelf = shelf;
    for (const item of items) {
      assertPlain(this.kernel, `items of '${this.name}'`, item);
      shelf.add(item);
    }
    if (shelf.size > capacity) {
      throw wrong(this.kernel, `'${this.name}' of capacity ${String(capacity)} takes as many items`, items);
    }
  }

  get capacity(): number {
    return this.#capacity;
  }

  /** How many items are in it. */
  get size(): number {
    this.touch();
    return this.#shelf.size;
  }

  /** The items in it, in the order in which they will be got. A copy. */
  get items(): T[] {
    this.touch();
    return this.#shelf.toArray();
  }

  /**
   * Puts `item` in as soon as there is room and every earlier put is done. It is put even if nobody awaits it.
   * @throws WaitableValueError if `item` is something that `await` would unwrap.
   */
  put(item: T): Put<T> {
    assertPlain(this.kernel, `put to '${this.name}'`, item);
    return new Put(this, this.#putters, this.#shelf, item);
  }

  /** Gets the next item as soon as there is one and every earlier get is done. */
  get(): Get<T> {
    return new Get(this, this.#getters, this.#shelf);
  }

  /** Puts `item` in if a {@link put} would be granted at once. @returns whether it did */
  tryPut(item: T): boolean {
    assertPlain(this.kernel, `tryPut to '${this.name}'`, item);
    return this.change(() => {
      if (this.#putters.length > 0 || this.isFull) return false;
      this.#shelf.add(item);
      this.changed();
      return true;
    });
  }

  /** The next item, if a {@link get} would be granted at once; else `undefined`. */
  tryGet(): T | undefined {
    return this.change(() => {
      if (this.#getters.length > 0 || this.#shelf.size === 0) return undefined;
      const { item } = this.#shelf.take();
      this.changed();
      return item;
    });
  }

  /** Whether there is no room; more than full after something that was taken went back. */
  get isFull(): boolean {
    return this.#shelf.size >= this.#capacity;
  }

  private checkCapacity(capacity: number): number {
    if (capacity === Infinity || (Number.isInteger(capacity) && capacity >= 1)) return capacity;
    throw wrong(this.kernel, `the capacity of '${this.name}' is an integer >= 1 or Infinity`, capacity);
  }
}

/** A put that waits for room. */
export class Put<T> extends LineOperation<void> {
  readonly item: T;
  readonly #buffer: Buffer<T>;
  readonly #shelf: Shelf<T>;

  constructor(buffer: Buffer<T>, line: Line, shelf: Shelf<T>, item: T) {
    super(buffer, line);
    this.item = item;
    this.#buffer = buffer;
    this.#shelf = shelf;
  }

  override get owned(): boolean {
    return false;
  }

  override get lasting(): boolean {
    return true;
  }

  override attempt(): boolean {
    if (this.#buffer.isFull) return false;
    this.#shelf.add(this.item);
    this.facility.changed();
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
  readonly #shelf: Shelf<T>;
  #taken: Taken<T> | undefined = undefined;

  constructor(buffer: Buffer<T>, line: Line, shelf: Shelf<T>) {
    super(buffer, line);
    this.#shelf = shelf;
  }

  override attempt(): boolean {
    if (this.#shelf.size === 0) return false;
    this.#taken = this.#shelf.take();
    this.facility.changed();
    this.grant(this.#taken.item);
    return true;
  }

  protected override giveBack(): void {
    if (this.#taken === undefined) return;
    this.#shelf.restore(this.#taken);
    this.facility.changed();
  }

  override describe(): string {
    return `a get from '${this.facility.name}'`;
  }
}
