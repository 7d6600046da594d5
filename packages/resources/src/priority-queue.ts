import { CallbackFailedError } from '@asimjs/core';
import type { Environment } from '@asimjs/core';
import { argumentError } from '@asimjs/core/protocol';
import type { Kernel } from '@asimjs/core/protocol';
import { Buffer, BUFFER_OPTIONS } from './base/buffer.js';
import type { BufferOptions } from './base/buffer.js';
import { checkOptions } from './base/check-options.js';
import type { Shelf } from './base/shelf.js';
import { Sorted } from './base/sorted.js';

export interface PriorityQueueOptions<T> extends BufferOptions<T> {
  /**
   * Negative if `one` goes before `other`, positive if behind, 0 if they are equal. It is asked when an item goes in;
   * what it throws ends the run.
   */
  readonly compare: (one: T, other: T) => number;
}

/**
 * Items that are got in the order of `compare`; equal ones in the order in which they were put.
 * @example
 * ```ts fragment
 * const jobs = new PriorityQueue<{ due: number }>(env, { compare: (one, other) => one.due - other.due });
 * jobs.put({ due: 30 });
 * jobs.put({ due: 10 });
 * env.process(async () => {
 *   const job = await jobs.get();
 *   console.log(job.due);
 * });
 * ```
 *
 * ```text output
 * 10
 * ```
 */
export class PriorityQueue<T> extends Buffer<T> {
  constructor(env: Environment, options: PriorityQueueOptions<T>) {
    checkOptions(env, new.target, options, [...BUFFER_OPTIONS, 'compare']);
    const { kernel } = env;
    const { compare, name } = options;
    if (typeof compare !== 'function')
      throw argumentError(kernel, "a PriorityQueue takes a function as 'compare'", compare);
    // It may be asked before the queue has its name.
    const who = name === undefined ? 'compare of a priority queue' : `compare of '${name}'`;
    super(env, 'priority queue', new InOrder<T>(checked(kernel, who, compare)), options);
  }
}

interface Placed<T> {
  readonly item: T;
  /** Order of arrival. */
  readonly place: number;
}

/** Items by a comparison; equal ones by the order of their arrival, to which an item that comes back returns. */
class InOrder<T> implements Shelf<T> {
  private readonly items: Sorted<Placed<T>>;
  private places = 0;

  constructor(compare: (one: T, other: T) => number) {
    this.items = new Sorted((one, other) => compare(one.item, other.item) || one.place - other.place);
  }

  get size(): number {
    return this.items.length;
  }

  get nextPlace(): number {
    // Asked only if there is one.
    return (this.items.first as Placed<T>).place;
  }

  add(item: T): void {
    this.restore(item, this.places++);
  }

  take(): T {
    return this.items.takeFirst().item;
  }

  restore(item: T, place: number): void {
    this.items.add({ item, place });
  }

  toArray(): T[] {
    return Array.from(this.items, ({ item }) => item);
  }
}

/** `compare`, which ends the run if it throws or gives no number: nobody knows what would be the order then. */
function checked<T>(
  kernel: Kernel,
  who: string,
  compare: (one: T, other: T) => number,
): (one: T, other: T) => number {
  return (one, other) => {
    try {
      const order = kernel.ask(who, () => compare(one, other));
      if (typeof order === 'number' && !Number.isNaN(order)) return order;
      throw argumentError(kernel, 'compare gives a number', order);
    } catch (error) {
      const failure = new CallbackFailedError(who, error, kernel.place);
      kernel.fail(failure);
      throw failure;
    }
  };
}
