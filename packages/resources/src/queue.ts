import type { Environment } from '@asimjs/core';
import { Ring } from '@asimjs/core/protocol';
import { Buffer } from './base/buffer.js';
import type { BufferOptions, Shelf, Taken } from './base/buffer.js';

/** Items that are got in the order in which they were put. */
export class Queue<T> extends Buffer<T> {
  constructor(env: Environment, options: BufferOptions<T> = {}) {
    super(env, 'queue', new FirstInFirstOut<T>(), options);
  }
}

/** Items by the order of their arrival, which is kept for an item that comes back. */
class FirstInFirstOut<T> implements Shelf<T> {
  private readonly ring = new Ring<T>();
  /** How many items were taken from the ring: the place of its first. */
  private taken = 0;
  /** Items that came back: all of them stood before the ring's first. In order of place. */
  private readonly returned: Taken<T>[] = [];

  get size(): number {
    return this.returned.length + this.ring.length;
  }

  add(item: T): void {
    this.ring.push(item);
  }

  take(): Taken<T> {
    return this.returned.shift() ?? { item: this.ring.take() as T, place: this.taken++ };
  }

  restore(taken: Taken<T>): void {
    const behind = this.returned.findIndex(({ place }) => place > taken.place);
    this.returned.splice(behind === -1 ? this.returned.length : behind, 0, taken);
  }

  toArray(): T[] {
    return [...this.returned.map(({ item }) => item), ...this.ring.toArray()];
  }
}
