import type { Buffer } from './buffer.js';
import { LineOperation } from './line-operation.js';
import type { Line } from './line.js';
import type { Stock } from './stock.js';

/** A get that waits for an item. */
export class Get<T> extends LineOperation<T> {
  declare readonly facility: Buffer<T>;
  readonly #stock: Stock<T>;
  /** Where its item stood. */
  #place = 0;

  constructor(buffer: Buffer<T>, stock: Stock<T>) {
    super(buffer);
    this.#stock = stock;
  }

  protected override get line(): Line {
    return this.#stock.getters;
  }

  override attempt(): boolean {
    const { shelf } = this.#stock;
    if (shelf.size === 0) return false;
    this.#place = shelf.nextPlace;
    const item = shelf.take();
    this.facility.changed();
    this.grant(item);
    return true;
  }

  protected override giveBack(): void {
    this.#stock.shelf.restore(this.outcome as T, this.#place);
    this.facility.changed();
  }

  override describe(): string {
    return `a get from '${this.facility.name}'`;
  }
}
