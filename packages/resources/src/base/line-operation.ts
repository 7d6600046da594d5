import { Operation } from '@asimjs/core/protocol';
import type { Facility, Linked } from '@asimjs/core/protocol';
import type { Line } from './line.js';

/** An operation that stands in a {@link Line}. Subclasses say in {@link attempt} when they take effect. */
export abstract class LineOperation<T> extends Operation<T> implements Linked<LineOperation<unknown>> {
  previous: LineOperation<unknown> | undefined = undefined;
  next: LineOperation<unknown> | undefined = undefined;
  /** Lower goes first. */
  readonly priority: number;

  constructor(facility: Facility, priority = 0) {
    super(facility);
    this.priority = priority;
  }

  /** The line of its facility that it stands in. */
  protected abstract get line(): Line;

  /** Takes effect and calls `grant` if the state allows it. @returns whether it did */
  abstract attempt(): boolean;

  protected override join(): void {
    if (!this.line.wouldBeFirst(this) || !this.attempt()) this.line.add(this);
  }

  protected override leave(): void {
    const wasFirst = this.line.first === this;
    this.line.remove(this);
    if (wasFirst) this.facility.changed();
  }
}
