import { Ring } from './ring.js';
import type { SingleUse } from './single-use.js';
import type { Waitable } from './waitable.js';

/** A place that looks again at its lines after something there has changed. */
export interface Served {
  serve(): void;
}

/** From how many closed items on the list is cut. */
const LET_GO_FROM = 64;

/**
 * What is to be settled before the step ends, and which facilities are to be served.
 *
 * Serving is put off until the change that asked for it is complete: a choice has then withdrawn its losers,
 * and an interrupted process stands in the ready line before anyone served by what it gave back.
 */
export class Settling {
  /** In order of creation. A combination stands in the place of its first part. */
  private readonly unsettled: SingleUse<unknown>[] = [];
  private head = 0;
  /** While the list is gone through: how far. What was made later is not to be settled before, nor moved. */
  private reached = Infinity;
  private readonly changed = new Ring<Served>();
  private serving = false;
  /** Whether the step has ended, and what it left is being settled. */
  isAtEnd = false;

  add(item: SingleUse<unknown>): void {
    this.unsettled.push(item);
  }

  /** Forgets what is no longer open, so far as it stands last. What stands further in is passed over later. */
  dropClosed(): void {
    const { unsettled } = this;
    while (unsettled.length > this.head && unsettled[unsettled.length - 1]?.open === false) unsettled.pop();
  }

  /** Puts `combination` in the place of the earliest of its `parts` that stands here, or else last. */
  combine(combination: SingleUse<unknown>, parts: readonly Waitable[]): void {
    const here = new Set<unknown>(parts.filter(({ shared }) => !shared));
    const { unsettled } = this;
    let place = unsettled.length;
    // From the end, where the parts have just been made.
    for (let index = place - 1, missing = here.size; index >= this.head && missing > 0; index--) {
      const item = unsettled[index] as SingleUse<unknown>;
      if (!here.has(item)) continue;
      if (item.open) place = index;
      missing--;
    }
    combination.sequence = unsettled[place]?.sequence ?? combination.sequence;
    unsettled[place] = combination;
  }

  /** Settles, in order of creation, whatever concerns `facility` and was made before `before`. */
  settleFor(facility: Served, before: number = this.reached): void {
    const { unsettled } = this;
    this.passClosed();
    for (let index = this.head; index < unsettled.length; index++) {
      const item = unsettled[index] as SingleUse<unknown>;
      if (item.sequence >= before) return;
      if (!item.open || !item.concerns(facility, before)) continue;
      this.settleOne(item);
    }
  }

  /** Settles all of it: the step ends, and what is unused has nobody who listens. */
  settleAll(): void {
    this.isAtEnd = true;
    const { unsettled } = this;
    while (this.head < unsettled.length) {
      const item = unsettled[this.head++] as SingleUse<unknown>;
      if (item.open) this.settleOne(item);
    }
    unsettled.length = 0;
    this.head = 0;
    this.isAtEnd = false;
  }

  private settleOne(item: SingleUse<unknown>): void {
    const { reached } = this;
    this.reached = item.sequence;
    item.settle();
    this.reached = reached;
  }

  /** Passes over what is no longer open, so far as it stands first; in a long step it is let go now and then. */
  private passClosed(): void {
    const { unsettled } = this;
    while (this.head < unsettled.length && unsettled[this.head]?.open === false) this.head++;
    if (this.reached < Infinity || this.head <= LET_GO_FROM || this.head * 2 < unsettled.length) return;
    unsettled.splice(0, this.head);
    this.head = 0;
  }

  /** What was made in this step and is still open. */
  get open(): SingleUse<unknown>[] {
    return this.unsettled.slice(this.head).filter((item) => item.open);
  }

  get isEmpty(): boolean {
    return this.unsettled.length === 0;
  }

  /** Notes that `facility` has changed; {@link serveChanged} will serve it. A facility notes itself once. */
  noteChanged(facility: Served): void {
    this.changed.push(facility);
  }

  /** Serves every facility that has changed, and those which that changes in turn. */
  serveChanged(): void {
    if (this.changed.length === 0 || this.serving) return;
    this.serving = true;
    try {
      for (let facility = this.changed.take(); facility !== undefined; facility = this.changed.take())
        facility.serve();
    } finally {
      this.serving = false;
    }
  }
}
