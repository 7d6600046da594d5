import type { Environment, Plain } from '@asimjs/core';
import { argumentError, assertPlain } from '@asimjs/core/protocol';
import { checkCapacity } from './capacity.js';
import { Get } from './get.js';
import { isIterable } from './is-iterable.js';
import { LineFacility } from './line-facility.js';
import { Line } from './line.js';
import { Put } from './put.js';
import type { Shelf } from './shelf.js';
import { Stock } from './stock.js';

export interface BufferOptions<T> {
  /** How many items it takes, an integer >= 1 or Infinity. Default Infinity. */
  readonly capacity?: number | undefined;
  /** The items it has at the beginning, in order. Default none. */
  readonly items?: Iterable<Plain<T>> | undefined;
  readonly name?: string | undefined;
}

/** The options of every buffer, but for the name. */
export const BUFFER_OPTIONS: readonly string[] = ['capacity', 'items'];

/** Items that processes put and get: the rules that a queue shares with its relatives. */
export abstract class Buffer<T> extends LineFacility {
  /** For the resource and its operations: models are not to get past the rules. */
  protected readonly stock: Stock<T>;

  /** @param getters the line of those who get, if it is none of the usual kind */
  constructor(
    env: Environment,
    kind: string,
    shelf: Shelf<T>,
    options: BufferOptions<T>,
    getters: Line = new Line(),
  ) {
    super(env, kind, options.name);
    const { capacity = Infinity, items = [] } = options;
    const putters = this.addLine(new Line());
    this.addLine(getters);
    this.stock = new Stock(checkCapacity(this, capacity, 1), shelf, putters, getters);
    this.#fill(items);
  }

  protected override get hasNothing(): boolean {
    return this.stock.shelf.size === 0;
  }

  protected override get hasNoRoom(): boolean {
    return !this.stock.hasRoom;
  }

  protected override describe(): string {
    return `${super.describe()} (${String(this.size)} of ${String(this.capacity)} items)`;
  }

  /** How many items it takes. */
  get capacity(): number {
    return this.stock.capacity;
  }

  /** How many items are in it. */
  get size(): number {
    this.touch();
    return this.stock.shelf.size;
  }

  /** How many gets stand in line. */
  get waitingGets(): number {
    this.touch();
    return this.stock.getters.length;
  }

  /** How many puts stand in line. */
  get waitingPuts(): number {
    this.touch();
    return this.stock.putters.length;
  }

  /** The items in it, in the order in which they will be got. A copy. */
  get items(): T[] {
    this.touch();
    return this.stock.shelf.toArray();
  }

  /**
   * Puts `item` in as soon as there is room and every earlier put is done. It is put even if nobody awaits it.
   * @throws WaitableValueError if `item` is something that `await` would unwrap.
   */
  put(item: Plain<T>): Put<T> {
    assertPlain(this.kernel, `put to '${this.name}'`, item);
    return new Put<T>(this, this.stock, item);
  }

  /** Gets the next item as soon as there is one and every earlier get is done. */
  get(): Get<T> {
    return new Get(this, this.stock);
  }

  /** Puts `item` in if a {@link put} would be granted at once. @returns whether it did */
  tryPut(item: Plain<T>): boolean {
    assertPlain(this.kernel, `tryPut to '${this.name}'`, item);
    const { putters, shelf } = this.stock;
    return this.change(() => {
      if (putters.length > 0 || !this.stock.hasRoom) return false;
      shelf.add(item);
      this.changed();
      return true;
    });
  }

  /** The next item, if a {@link get} would be granted at once; else `undefined`. */
  tryGet(): T | undefined {
    const { getters, shelf } = this.stock;
    return this.change(() => {
      if (getters.length > 0 || shelf.size === 0) return undefined;
      const item = shelf.take(shelf.nextPlace);
      this.changed();
      return item;
    });
  }

  #fill(items: Iterable<Plain<T>>): void {
    if (!isIterable(items))
      throw argumentError(this.kernel, `the items of '${this.name}' are an iterable`, items);
    const { shelf, capacity } = this.stock;
    for (const item of items) {
      assertPlain(this.kernel, `items of '${this.name}'`, item);
      shelf.add(item);
      if (shelf.size > capacity) break;
    }
    if (shelf.size <= capacity) return;
    throw argumentError(
      this.kernel,
      `'${this.name}' of capacity ${String(capacity)} takes as many items`,
      items,
    );
  }
}
