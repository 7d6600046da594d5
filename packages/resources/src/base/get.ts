import type { Buffer } from './buffer.js';
import { LineOperation } from './line-operation.js';
import type { Line } from './line.js';
import type { Stock } from './stock.js';

/** A get that waits for an item. */
export class Get<T> extends LineOperation<T> {
  declare readonly facility: Buffer<T>;
  readonly #stock: Stock<T>;
  /** Where its item stands, or stood. */
  #place = 0;

  constructor(buffer: Buffer<T>, stock: Stock<T>) {
    super(buffer);
    this.#stock = stock;
  }

  protected override get line(): Line {
    return this.#stock.getters;
  }

  protected override get isGrantable(): boolean {
    const place = this.findPlace();
    if (place === undefined) return false;
    this.#place = place;
    return true;
  }

  protected override take(): void {
    const item = this.#stock.shelf.take(this.#place);
    this.facility.changed();
    this.grant(item);
  }

  /** Where an item stands that it can have. */
  protected findPlace(): number | undefined {
    const { shelf } = this.#stock;
    return shelf.size > 0 ? shelf.nextPlace : undefined;
  }

  protected override giveBack(): void {
    this.#stock.shelf.restore(this.outcome as T, this.#place);
    this.facility.changed();
  }

  override describe(): string {
    return `a get from '${this.facility.name}'`;
  }
}
