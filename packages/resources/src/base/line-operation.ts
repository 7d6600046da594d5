import { Operation } from '@asimjs/core/protocol';
import type { Linked } from '@asimjs/core/protocol';
import type { LineFacility } from './line-facility.js';
import type { Line } from './line.js';

/** An operation that stands in a {@link Line}. Subclasses say in {@link attempt} when they take effect. */
export abstract class LineOperation<T> extends Operation<T> implements Linked<LineOperation<unknown>> {
  readonly priority: number;
  previous: LineOperation<unknown> | undefined = undefined;
  next: LineOperation<unknown> | undefined = undefined;
  private readonly line: Line;
  private inLine = false;

  constructor(facility: LineFacility, line: Line, priority = 0) {
    super(facility);
    this.line = line;
    this.priority = priority;
  }

  /** Takes effect and calls `grant` if the state allows it. @returns whether it did */
  abstract attempt(): boolean;

  /** Goes out of its line if it stands there. */
  leaveLine(): void {
    if (!this.inLine) return;
    this.inLine = false;
    this.line.remove(this);
  }

  protected override join(): void {
    if (this.line.wouldBeFirst(this) && this.attempt()) return;
    this.inLine = true;
    this.line.add(this);
  }

  protected override leave(): void {
    const wasFirst = this.inLine && this.line.isFirst(this);
    this.leaveLine();
    if (wasFirst) this.facility.changed();
  }
}
