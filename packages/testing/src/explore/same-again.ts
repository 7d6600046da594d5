import type { TraceEntry } from '../trace.js';
import { Attempt } from './attempt.js';
import type { AttemptOptions, Outcome, RunCalls } from './attempt.js';
import { Given } from './given.js';
import type { ModelFactory } from './model.js';
import { notTheSame } from './schedule.js';

/**
 * Runs a model once more in the order of its first run, of which there is a trace. Throws ScheduleError unless the same
 * happens: what is decided may well be the same though what happens is not, as with random numbers of no seed.
 */
export function* assertSameAgain(
  factory: ModelFactory,
  first: Outcome,
  options: AttemptOptions,
): RunCalls<void> {
  const given = new Given(first.decisions);
  const attempt = new Attempt(unchecked(factory), given, { ...options, allowBlocked: true, traced: true });
  let second: Outcome;
  try {
    second = yield* attempt.perform();
  } catch (error) {
    // The factory itself may have had to choose.
    if (given.misfit === undefined) throw error;
    throw notTheSame(first.fault);
  }
  const difference = differenceOf(first, second);
  const isWrong = second.fault !== undefined && first.fault === undefined;
  if (difference !== undefined || isWrong || given.misfit !== undefined)
    throw notTheSame(first.fault ?? second.fault, difference);
}

/** The first thing that was done in one run only, in words. */
function differenceOf(first: Outcome, second: Outcome): string | undefined {
  // A fault may have ended the first run before its time: a check is not made again.
  const { length } =
    first.fault === undefined && second.trace.length > first.trace.length ? second.trace : first.trace;
  for (let row = 0; row < length; row++) {
    const [entry, other] = [first.trace[row], second.trace[row]];
    if (!isEqual(entry, other)) return `first ${inWords(entry)}, then ${inWords(other)}`;
  }
  return undefined;
}

function inWords(entry: TraceEntry | undefined): string {
  if (entry === undefined) return 'nothing more';
  const [time, ...what] = entry;
  return `'${what.filter((part) => part !== '').join(' ')}' at ${String(time)}`;
}

/** The model without its checks, which may note what they see. It does the same steps. */
function unchecked(factory: ModelFactory): ModelFactory {
  return (exploration) => {
    const { env, until, invariant } = factory(exploration);
    return {
      env,
      ...(until === undefined ? {} : { until }),
      ...(invariant === undefined ? {} : { invariant: () => undefined }),
    };
  };
}

function isEqual(entry: TraceEntry | undefined, other: TraceEntry | undefined): boolean {
  return entry?.every((part, index) => part === other?.[index]) === true;
}
