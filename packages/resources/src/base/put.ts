import type { Buffer } from './buffer.js';
import { LineOperation } from './line-operation.js';
import type { Line } from './line.js';
import type { Stock } from './stock.js';

/** A put that waits for room. */
export class Put<T> extends LineOperation<void> {
  declare readonly facility: Buffer<T>;
  readonly item: T;
  readonly #stock: Stock<T>;

  constructor(buffer: Buffer<T>, stock: Stock<T>, item: T) {
    super(buffer);
    this.item = item;
    this.#stock = stock;
  }

  override get lasting(): boolean {
    return true;
  }

  protected override get line(): Line {
    return this.#stock.putters;
  }

  protected override get isGrantable(): boolean {
    return this.#stock.hasRoom;
  }

  protected override take(): void {
    this.#stock.shelf.add(this.item);
    this.facility.changed();
    this.grant();
  }

  protected override giveBack(): void {
    // A put stays done.
  }

  override describe(): string {
    return `a put to '${this.facility.name}'`;
  }
}
