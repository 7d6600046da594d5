import { Operation } from '@asimjs/core/protocol';
import type { Facility } from '@asimjs/core/protocol';
import type { Line } from './line.js';
import type { Rankable } from './ranked.js';

/** An operation that stands in a {@link Line}. Subclasses say when it can be granted, and what it then does. */
export abstract class LineOperation<T> extends Operation<T> implements Rankable<LineOperation<unknown>> {
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

  /** Whether the state of its facility allows it. Changes nothing; if it throws, the operation fails. */
  protected abstract get isGrantable(): boolean;

  /** Takes effect, and calls `grant`. Called when it {@link isGrantable}, and stands in no line. */
  protected abstract take(): void;

  /** Takes effect and leaves `line`, in which it stands, if it can. @returns whether it left */
  serveFrom(line: Line): boolean {
    try {
      if (!this.isGrantable) return false;
    } catch (error) {
      line.remove(this);
      this.failPending(error);
      return true;
    }
    line.remove(this);
    this.take();
    return true;
  }

  protected override join(): void {
    if (this.line.admits(this) && this.isGrantable) this.take();
    else this.line.add(this);
  }

  protected override leave(): void {
    const { line } = this;
    const heldBack = line.isHeldBackBy(this);
    line.remove(this);
    if (heldBack) this.facility.lookLater();
  }
}
