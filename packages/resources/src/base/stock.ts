import type { Line } from './line.js';
import type { Shelf } from './shelf.js';

/** What a buffer has. Its operations are given it; models are not, so that nobody gets past the rules. */
export class Stock<T> {
  /** How many items it takes. */
  readonly capacity: number;
  readonly shelf: Shelf<T>;
  readonly putters: Line;
  readonly getters: Line;

  constructor(capacity: number, shelf: Shelf<T>, putters: Line, getters: Line) {
    this.capacity = capacity;
    this.shelf = shelf;
    this.putters = putters;
    this.getters = getters;
  }

  get hasRoom(): boolean {
    return this.shelf.size < this.capacity;
  }
}
