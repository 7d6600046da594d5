import { ExplorerUseError } from './explorer-use-error.js';
import { show } from './shape.js';

/**
 * The text of a schedule does not say one, or says one that the model cannot follow: it was made for another model, or
 * the model does not do the same each time it is run.
 */
export class ScheduleError extends Error {
  override readonly name: string = 'ScheduleError';
}

/**
 * For a model that did something else, or had something else to decide, than when it was run before.
 * @param fault what went wrong in it, if that is known
 * @param difference what it did instead, in words, if that is known
 */
export function notTheSame(fault?: unknown, difference?: string): ScheduleError {
  const what = difference === undefined ? '' : ` (${difference})`;
  return new ScheduleError(
    `the model does not do the same when it is run again${what}; make all of it in the factory, anew each time, and take random numbers from a stream with a seed that is always the same, or what matters from choose(n)`,
    fault === undefined ? {} : { cause: fault },
  );
}

/**
 * What was decided in a run: for each decision, in order, the index of what was taken. 0 is the usual: the entry that
 * was scheduled first, the first outcome.
 */
export type Decisions = readonly number[];

/** How many of `decisions` are not the usual ones. */
export function departuresIn(decisions: Decisions): number {
  return decisions.filter((taken) => taken > 0).length;
}

/** A short text for `decisions`: where they depart from the usual, and to what. `3=1` is: at the third, not 0 but 1. */
export function scheduleOf(decisions: Decisions): string {
  const departures = decisions.flatMap((taken, index) =>
    taken === 0 ? [] : [`${String(index + 1)}=${String(taken)}`],
  );
  return departures.length === 0 ? 'usual' : departures.join(' ');
}

/** The decisions of a text made by {@link scheduleOf}; those after its last departure are the usual ones. */
export function decisionsOf(schedule: string): number[] {
  if (typeof schedule !== 'string')
    throw new ExplorerUseError(
      `replay takes a schedule, a text such as 'usual' or '3=1' from the report of a failure, but was given ${show(schedule)}`,
    );
  const decisions: number[] = [];
  if (schedule.trim() === 'usual') return decisions;
  for (const departure of schedule.trim().split(/\s+/)) {
    const [, place, taken] = /^(\d+)=(\d+)$/.exec(departure) ?? [];
    const index = Number(place) - 1;
    if (place === undefined || taken === undefined || index < decisions.length) {
      throw new ScheduleError(
        `a schedule is 'usual' or a list such as '3=1 7=2' with rising places from 1, but was given '${schedule}'`,
      );
    }
    while (decisions.length < index) decisions.push(0);
    decisions.push(Number(taken));
  }
  return decisions;
}
