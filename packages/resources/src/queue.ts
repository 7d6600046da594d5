import type { Environment } from '@asimjs/core';
import { Ring } from '@asimjs/core/protocol';
import { Buffer, BUFFER_OPTIONS } from './base/buffer.js';
import type { BufferOptions } from './base/buffer.js';
import { checkOptions } from './base/check-options.js';
import type { Shelf } from './base/shelf.js';

/** Items that are got in the order in which they were put. */
export class Queue<T> extends Buffer<T> {
  constructor(env: Environment, options: BufferOptions<T> = {}) {
    super(env, 'queue', new FirstInFirstOut<T>(), checkOptions(env, new.target, options, BUFFER_OPTIONS));
  }
}

/** Items by the order of their arrival, to which an item that comes back returns. */
class FirstInFirstOut<T> implements Shelf<T> {
  private readonly ring = new Ring<T>();
  /** How many items were taken from the ring: the place of its first. */
  private taken = 0;
  /** Items that came back: all of them stood before the ring's first. In order of place. */
  private readonly returned: { readonly item: T; readonly place: number }[] = [];

  get size(): number {
    return this.returned.length + this.ring.length;
  }

  get nextPlace(): number {
    return this.returned[0]?.place ?? this.taken;
  }

  add(item: T): void {
    this.ring.push(item);
  }

  take(): T {
    const returned = this.returned.shift();
    if (returned !== undefined) return returned.item;
    this.taken++;
    return this.ring.take() as T;
  }

  restore(item: T, place: number): void {
    let index = this.returned.length;
    // Mostly they come back in order.
    while (index > 0 && (this.returned[index - 1]?.place ?? 0) > place) index--;
    this.returned.splice(index, 0, { item, place });
  }

  toArray(): T[] {
    return [...this.returned.map(({ item }) => item), ...this.ring.toArray()];
  }
}
