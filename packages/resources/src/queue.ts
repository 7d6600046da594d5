import type { Environment } from '@asimjs/core';
import { Ring } from '@asimjs/core/protocol';
import { Buffer, BUFFER_OPTIONS } from './base/buffer.js';
import type { BufferOptions } from './base/buffer.js';
import { checkOptions } from './base/check-options.js';
import type { Shelf } from './base/shelf.js';
import { Sorted } from './base/sorted.js';

/**
 * Items that are got in the order in which they were put.
 * @example
 * ```ts fragment
 * const letters = new Queue<string>(env, { capacity: 2, name: 'letters' });
 * env.process(async () => {
 *   for (const letter of ['bill', 'card', 'cheque']) await letters.put(letter); // the third waits for room
 * });
 * env.process(async () => {
 *   await env.timeout(5);
 *   const letter = await letters.get();
 *   console.log(env.now, letter, letters.items);
 * });
 * ```
 *
 * ```text output
 * 5 bill [ 'card', 'cheque' ]
 * ```
 */
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
  /** Items that came back: all of them stood before the ring's first. By place. */
  private readonly returned = new Sorted<{ readonly item: T; readonly place: number }>(
    (one, other) => one.place - other.place,
  );

  get size(): number {
    return this.returned.length + this.ring.length;
  }

  get nextPlace(): number {
    return this.returned.first?.place ?? this.taken;
  }

  add(item: T): void {
    this.ring.push(item);
  }

  take(): T {
    if (this.returned.length > 0) return this.returned.takeFirst().item;
    this.taken++;
    return this.ring.take() as T;
  }

  restore(item: T, place: number): void {
    this.returned.add({ item, place });
  }

  toArray(): T[] {
    return [...Array.from(this.returned, ({ item }) => item), ...this.ring.toArray()];
  }
}
