/** How many items a chunk holds before it is cut in two. */
const FULL_CHUNK = 128;

/**
 * Items in order, equal ones as they came.
 *
 * They stand in chunks, so that finding a place costs O(log n) comparisons, and putting in or taking out there moves
 * no more than one chunk, and seldom the list of chunks. Nothing is changed before the last comparison is done: one that throws does no harm.
 */
export class Sorted<T> implements Iterable<T> {
  /** None is empty. */
  private readonly chunks: T[][] = [];
  private readonly compare: (one: T, other: T) => number;
  private count = 0;

  /** @param compare negative if `one` goes before `other`, positive if behind */
  constructor(compare: (one: T, other: T) => number) {
    this.compare = compare;
  }

  get length(): number {
    return this.count;
  }

  get first(): T | undefined {
    return this.chunks[0]?.[0];
  }

  get last(): T | undefined {
    return this.chunks.at(-1)?.at(-1);
  }

  /** Puts `item` behind its equals. */
  add(item: T): void {
    this.insert(item, (other) => this.compare(other, item) > 0);
  }

  /** The first that goes behind `item`. */
  firstBehind(item: T): T | undefined {
    const isBehind = (other: T): boolean => this.compare(other, item) > 0;
    const chunk = this.chunks[this.chunkOf(isBehind)];
    return chunk?.[indexIn(chunk, isBehind)];
  }

  /** Takes out the first; there is one. */
  takeFirst(): T {
    return this.takeAt(0, 0);
  }

  /** Takes out the one that equals `item`; there is exactly one. */
  remove(item: T): T {
    const isThere = (other: T): boolean => this.compare(other, item) >= 0;
    const chunk = this.chunkOf(isThere);
    // It stands in one of them.
    return this.takeAt(chunk, indexIn(this.chunks[chunk] as T[], isThere));
  }

  *[Symbol.iterator](): Generator<T, void, undefined> {
    for (const chunk of this.chunks) yield* chunk;
  }

  *backwards(): Generator<T, void, undefined> {
    for (let place = this.chunks.length - 1; place >= 0; place--) {
      // The index is below the length.
      const chunk = this.chunks[place] as T[];
      for (let index = chunk.length - 1; index >= 0; index--) yield chunk[index] as T;
    }
  }

  /** Puts `item` before the first that is `beyond` it. */
  private insert(item: T, beyond: (other: T) => boolean): void {
    // Behind all others it goes into the last chunk.
    const place = Math.min(this.chunkOf(beyond), Math.max(0, this.chunks.length - 1));
    const chunk = this.chunks[place] ?? [];
    const index = indexIn(chunk, beyond);
    if (this.chunks.length === 0) this.chunks.push(chunk);
    chunk.splice(index, 0, item);
    if (chunk.length === FULL_CHUNK) this.chunks.splice(place + 1, 0, chunk.splice(FULL_CHUNK / 2));
    this.count++;
  }

  /** Index of the first chunk that holds an item that is `beyond`. */
  private chunkOf(beyond: (other: T) => boolean): number {
    return firstIndex(this.chunks.length, (index) => beyond(this.chunks[index]?.at(-1) as T));
  }

  private takeAt(place: number, index: number): T {
    const chunk = this.chunks[place] as T[];
    const [item] = chunk.splice(index, 1);
    if (chunk.length === 0) this.chunks.splice(place, 1);
    this.count--;
    return item as T;
  }
}

function indexIn<T>(chunk: readonly T[], beyond: (other: T) => boolean): number {
  return firstIndex(chunk.length, (index) => beyond(chunk[index] as T));
}

/** The first index below `length` from which on `holds` is true, or `length`. */
function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
