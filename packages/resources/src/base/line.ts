import { LinkedLine } from '@asimjs/core/protocol';
import type { LineOperation } from './line-operation.js';

/** Operations of one priority, in the order in which they were made. */
class Rank extends LinkedLine<LineOperation<unknown>> {
  readonly priority: number;

  constructor(priority: number) {
    super();
    this.priority = priority;
  }
}

/**
 * A line of operations: by priority (lower first), then in the order in which they were made.
 *
 * Strictly so: while the first can't be granted, nobody behind it is.
 */
export class Line {
  /** The one that goes first stands last, where it can be taken off. None is empty, unless it is the only one. */
  private readonly ranks: Rank[] = [];
  private count = 0;

  get length(): number {
    return this.count;
  }

  /** Whether `operation`, which does not stand here yet, would stand first. */
  wouldBeFirst(operation: LineOperation<unknown>): boolean {
    const rank = this.ranks.at(-1);
    if (rank?.first === undefined) return true;
    if (rank.priority !== operation.priority) return operation.priority < rank.priority;
    return operation.sequence < rank.first.sequence;
  }

  add(operation: LineOperation<unknown>): void {
    const rank = this.rankOf(operation.priority);
    let place = rank.last;
    // One step, but for a choice that looks at its children in another order than they were made in.
    while (place !== undefined && place.sequence > operation.sequence) place = place.previous;
    rank.insertAfter(place, operation);
    this.count++;
  }

  remove(operation: LineOperation<unknown>): void {
    const rank = this.rankOf(operation.priority);
    rank.remove(operation);
    this.count--;
    if (rank.length === 0 && this.ranks.length > 1) this.ranks.splice(this.placeOf(rank.priority), 1);
  }

  get first(): LineOperation<unknown> | undefined {
    return this.ranks.at(-1)?.first;
  }

  /** Grants from the front as long as that can be done. @returns whether any was granted */
  serve(): boolean {
    let served = false;
    for (let { first } = this; first?.attempt() === true; first = this.first) {
      this.remove(first);
      served = true;
    }
    return served;
  }

  private rankOf(priority: number): Rank {
    const first = this.ranks.at(-1);
    if (first?.priority === priority) return first;
    const place = this.placeOf(priority);
    const there = this.ranks[place];
    if (there?.priority === priority) return there;
    const rank = new Rank(priority);
    if (this.count === 0) this.ranks.length = 0;
    this.ranks.splice(place, 0, rank);
    return rank;
  }

  /** Index of the rank of `priority`, or of where it is to be put in. */
  private placeOf(priority: number): number {
    let low = 0;
    let high = this.ranks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.ranks[middle] as Rank).priority > priority) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
