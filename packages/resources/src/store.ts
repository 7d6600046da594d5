import type { Environment } from '@asimjs/core';
import { argumentError } from '@asimjs/core/protocol';
import { Buffer, BUFFER_OPTIONS } from './base/buffer.js';
import type { BufferOptions } from './base/buffer.js';
import { checkOptions } from './base/check-options.js';
import { Get } from './base/get.js';
import { OpenLine } from './base/open-line.js';
import type { News } from './base/open-line.js';
import type { Shelf } from './base/shelf.js';
import { Sorted } from './base/sorted.js';
import type { Stock } from './base/stock.js';

/**
 * Says whether an item will do. It is asked once for each item and each get, and again if the item was given
 * back; it may look, and change nothing.
 */
export type StoreFilter<T> = (item: T) => boolean;

/**
 * Items that are got by what they are: the first in the order of arrival that passes the filter.
 *
 * Those who get are served in the order in which they asked, but one whose filter no item passes holds nobody back.
 * @example
 * ```ts fragment
 * const cars = new Store<{ seats: number }>(env, { items: [{ seats: 2 }, { seats: 7 }] });
 * env.process(async () => {
 *   const car = await cars.get(({ seats }) => seats >= 5);
 *   console.log(car.seats, cars.size);
 * });
 * ```
 *
 * ```text output
 * 7 1
 * ```
 */
export class Store<T> extends Buffer<T> {
  readonly #items: ItemsByArrival<T>;

  constructor(env: Environment, options: BufferOptions<T> = {}) {
    checkOptions(env, new.target, options, BUFFER_OPTIONS);
    const items = new ItemsByArrival<T>();
    super(env, 'store', items, options, items.getters);
    this.#items = items;
  }

  /**
   * Gets the first item that `filter` lets pass, as soon as there is one that nobody before has got. What the filter
   * throws, this wait throws.
   */
  override get<S extends T>(filter: (item: T) => item is S): StoreGet<S>;
  override get(filter?: StoreFilter<T>): StoreGet<T>;
  override get(filter?: StoreFilter<T>): StoreGet<T> {
    return new StoreGet(this, this.stock, this.#items, this.#checkFilter(filter));
  }

  /** The item that a {@link get} would be granted at once; else `undefined`. */
  override tryGet<S extends T>(filter: (item: T) => item is S): S | undefined;
  override tryGet(filter?: StoreFilter<T>): T | undefined;
  override tryGet(filter?: StoreFilter<T>): T | undefined {
    const passes = this.#checkFilter(filter);
    return this.change(() => {
      const found = firstThatPasses(this.#items.offered(), passes);
      if (found === undefined) return undefined;
      this.changed();
      return this.#items.take(found.place);
    });
  }

  #checkFilter(filter: StoreFilter<T> | undefined): StoreFilter<T> {
    if (filter === undefined) return everything;
    if (typeof filter !== 'function')
      throw argumentError(this.kernel, `a get from '${this.name}' takes a function as its filter`, filter);
    return (item) => this.kernel.ask(`a filter of '${this.name}'`, () => filter(item));
  }
}

function everything(): boolean {
  return true;
}

/** A get that passes over what its filter does not let pass. */
export class StoreGet<T> extends Get<T> {
  readonly #items: ItemsByArrival<T>;
  readonly #passes: StoreFilter<T>;
  /** Once it stands in line, only new items are worth asking about. */
  #standsInLine = false;

  constructor(store: Store<T>, stock: Stock<T>, items: ItemsByArrival<T>, passes: StoreFilter<T>) {
    super(store, stock);
    this.#items = items;
    this.#passes = passes;
  }

  protected override join(): void {
    super.join();
    this.#standsInLine = true;
  }

  protected override findPlace(): number | undefined {
    const candidates = this.#standsInLine ? this.#items.arrived : this.#items.offered();
    return firstThatPasses(candidates, this.#passes)?.place;
  }
}

interface Stored<T> {
  readonly item: T;
  /** Order of arrival. */
  readonly place: number;
  /** Where it stands until all who wait have been asked about it. */
  news: Sorted<Stored<T>> | undefined;
}

function firstThatPasses<T>(candidates: Iterable<Stored<T>>, passes: StoreFilter<T>): Stored<T> | undefined {
  for (const stored of candidates) if (passes(stored.item)) return stored;
  return undefined;
}

function byPlace<T>(one: Pick<Stored<T>, 'place'>, other: Pick<Stored<T>, 'place'>): number {
  return one.place - other.place;
}

/** Items in the order of arrival; knows which of them those who wait have still to be asked about. */
class ItemsByArrival<T> implements Shelf<T>, News {
  readonly getters: OpenLine = new OpenLine(this);
  /** Those about which all who wait are asked next. */
  arrived: Sorted<Stored<T>> = new Sorted<Stored<T>>(byPlace);
  /** Those that came back while all were asked: some will not have been asked about them. */
  private later = new Sorted<Stored<T>>(byPlace);
  private readonly all = new Sorted<Stored<T>>(byPlace);
  private places = 0;

  get size(): number {
    return this.all.length;
  }

  get nextPlace(): number {
    // Asked only if there is one.
    return (this.all.first as Stored<T>).place;
  }

  get isThere(): boolean {
    return this.arrived.length > 0;
  }

  clear(): void {
    if (this.arrived.length + this.later.length === 0) return;
    for (const stored of this.arrived) stored.news = undefined;
    this.arrived = this.later;
    this.later = new Sorted<Stored<T>>(byPlace);
  }

  add(item: T): void {
    this.restore(item, this.places++);
  }

  restore(item: T, place: number): void {
    const isNews = this.getters.length > 0;
    const news = this.getters.isAsking ? this.later : this.arrived;
    const stored: Stored<T> = { item, place, news: isNews ? news : undefined };
    this.all.add(stored);
    stored.news?.add(stored);
  }

  take(place: number): T {
    const stored = this.all.remove({ place } as Stored<T>);
    stored.news?.remove(stored);
    return stored.item;
  }

  /** Those that a newcomer may have: all that nobody before it has still to be asked about. */
  *offered(): Iterable<Stored<T>> {
    for (const stored of this.all) if (stored.news === undefined) yield stored;
  }

  toArray(): T[] {
    return Array.from(this.all, ({ item }) => item);
  }
}
