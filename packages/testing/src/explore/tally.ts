import type { Fault, Outcome } from './attempt.js';
import { notTheSame, scheduleOf } from './schedule.js';
import type { Decisions } from './schedule.js';

/** What has become of the runs of a search so far. */
export class Tally {
  /** How many runs there were. */
  runs = 0;
  readonly ended: Record<Outcome['ended'], number> = { whole: 0, cut: 0, tooLong: 0, failed: 0 };
  /** Whether a model said in any of them that it touched something. */
  hasTouched = false;
  /** Simulated time at which the last of those was given up that were too long. */
  givenUpAt = 0;
  private readonly passed = new Set<string>();

  note({ ended, decisions, hasTouched, time }: Outcome): void {
    this.runs++;
    this.ended[ended]++;
    this.hasTouched ||= hasTouched;
    if (ended === 'tooLong') this.givenUpAt = time;
    if (ended === 'whole') this.passed.add(scheduleOf(decisions));
  }

  /** Throws ScheduleError if nothing was wrong in a run of these `decisions`, in which a fault has now come about. */
  assertNew(decisions: Decisions, fault: Fault | undefined): void {
    if (this.passed.has(scheduleOf(decisions))) throw notTheSame(fault);
  }
}
