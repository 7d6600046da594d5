import type { LinkedLine } from '@asimjs/core/protocol';
import type { LineOperation } from './line-operation.js';
import { Ranked } from './ranked.js';

/**
 * A line of operations: by priority (lower first), then in the order in which they were made.
 *
 * Strictly so: while the first can't be granted, nobody behind it is.
 */
export class Line extends Ranked<LineOperation<unknown>> {
  /** Whether `operation`, which does not stand here yet, may be granted before those who do. */
  admits(operation: LineOperation<unknown>): boolean {
    const { first } = this;
    if (first === undefined) return true;
    return (
      operation.priority < first.priority ||
      (operation.priority === first.priority && operation.sequence < first.sequence)
    );
  }

  /** Whether others may become grantable if `operation` leaves. */
  isHeldBackBy(operation: LineOperation<unknown>): boolean {
    return this.first === operation;
  }

  /** Grants from the front as long as that can be done. @returns whether any left the line */
  serve(): boolean {
    let served = false;
    while (this.first?.serveFrom(this) === true) served = true;
    return served;
  }

  protected override placeIn(
    rank: LinkedLine<LineOperation<unknown>>,
    { sequence }: LineOperation<unknown>,
  ): LineOperation<unknown> | undefined {
    let place = rank.last;
    // One step, but for a choice that looks at its children in another order than they were made in.
    while (place !== undefined && place.sequence > sequence) place = place.previous;
    return place;
  }
}
