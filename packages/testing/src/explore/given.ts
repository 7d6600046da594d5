import type { DueLike } from './model.js';
import { ScheduleError } from './schedule.js';
import type { Decisions } from './schedule.js';
import type { Strategy } from './strategy.js';

/** Decides as it was told, once; after that as usual. */
export class Given implements Strategy {
  readonly isFinished = false;
  /** Why the run could not follow the decisions, if it could not. The model may have swallowed it. */
  misfit: ScheduleError | undefined = undefined;
  private readonly decisions: Decisions;
  private made = 0;
  private runs = 0;

  constructor(decisions: Decisions) {
    this.decisions = decisions;
  }

  begin(): boolean {
    return this.runs++ === 0;
  }

  chooseEntry(due: readonly DueLike[]): number {
    return due.length === 1 ? 0 : this.next(due.length);
  }

  chooseOutcome(count: number): number {
    return this.next(count);
  }

  entryDone(): void {
    // It does not matter what was touched.
  }

  /** Throws ScheduleError unless the run followed the decisions, as far as they go. */
  assertFollowed(schedule: string): void {
    if (this.misfit !== undefined) throw this.misfit;
    if (this.made >= this.decisions.length) return;
    throw new ScheduleError(
      `the schedule '${schedule}' has ${String(this.decisions.length)} decisions, but the run had ${String(this.made)}; it was made for another model`,
    );
  }

  private next(count: number): number {
    const place = this.made++;
    const taken = this.decisions[place] ?? 0;
    if (taken < count) return taken;
    this.misfit ??= new ScheduleError(
      `decision ${String(place + 1)} of the schedule takes ${String(taken)}, but there are only 0 to ${String(count - 1)}; it was made for another model`,
    );
    throw this.misfit;
  }
}
