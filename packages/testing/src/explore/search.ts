import { Attempt } from './attempt.js';
import type { AttemptOptions, Outcome, RunCalls } from './attempt.js';
import { causeThat } from './cause.js';
import { Exhaustive } from './exhaustive.js';
import { freshModels } from './fresh-models.js';
import { ExplorerUseError } from './explorer-use-error.js';
import { Given } from './given.js';
import type { ModelFactory } from './model.js';
import { checkExploreOptions, checkReplayOptions } from './options.js';
import type { ExploreOptions, ReplayOptions } from './options.js';
import { Pct } from './pct.js';
import { Random } from './random.js';
import { makeReport, tooLongAdvice } from './report.js';
import type { ExplorationReport, Failure } from './report.js';
import { assertSameAgain } from './same-again.js';
import { decisionsOf, notTheSame, ScheduleError, scheduleOf } from './schedule.js';
import { Shrinker } from './shrink.js';
import type { Strategy } from './strategy.js';
import { Tally } from './tally.js';

const MOST_SCHEDULES = 10_000;
const MOST_STEPS = 10_000;
const SEED = 1;
const DEPTH = 3;

/** What happened when a schedule was run again. */
export interface Replay extends Pick<Outcome, 'fault' | 'trace'> {
  /**
   * - `whole`: it went to its end, or up to `until`, and nothing was wrong
   * - `failed`: see `fault`
   * - `tooLong`: it was given up after `maxSteps` steps; no fault was found until then
   */
  readonly ended: 'whole' | 'failed' | 'tooLong';
}

/** What a search is for: an assertion has failed with the first run that is too long. */
export type Purpose = 'report' | 'assertion';

/** Runs a model until a fault is found, all has been tried, or it has been run often enough. */
export function* search(
  made: ModelFactory,
  options: ExploreOptions,
  purpose: Purpose,
): RunCalls<ExplorationReport> {
  const factory = freshModels('explore', made);
  const { maxSchedules = MOST_SCHEDULES } = checkExploreOptions(options);
  const strategy = strategyOf(options);
  const attempts = attemptOptions(options);
  const tally = new Tally();
  let failure: Failure | undefined;
  while (failure === undefined && strategy.begin() && tally.runs < maxSchedules) {
    const isFirst = tally.runs === 0;
    const outcome = yield* new Attempt(factory, strategy, { ...attempts, traced: isFirst }).perform();
    tally.note(outcome);
    if (outcome.ended === 'tooLong' && purpose === 'assertion') break;
    if (isFirst) {
      yield* assertSameAgain(factory, outcome, attempts);
      assertSomethingHappens(outcome);
    }
    if (outcome.ended === 'failed') failure = yield* failureOf(factory, outcome, attempts, tally);
  }
  const { whole, cut, tooLong, failed } = tally.ended;
  const isFinished = strategy.isFinished && tooLong === 0;
  const isAtMost = tally.runs === maxSchedules && !strategy.isFinished;
  return makeReport(
    { schedules: whole + failed, cut, tooLong, isFinished, failure },
    {
      isSample: options.mode !== undefined && options.mode !== 'exhaustive',
      hasTouched: tally.hasTouched,
      bounds: [...(isAtMost ? ['maxSchedules'] : []), ...(tooLong > 0 ? ['maxSteps'] : [])],
      // Whoever gives maxSteps knows of it.
      advice:
        purpose === 'assertion' || options.maxSteps === undefined
          ? tooLongAdvice(attempts.maxSteps, tally.givenUpAt)
          : '',
    },
  );
}

/** Throws for a model in which there is nothing to explore: it may have been made with another environment. */
function assertSomethingHappens({ ended, steps, decisions }: Outcome): void {
  if (ended === 'whole' && steps + decisions.length === 0)
    throw new ExplorerUseError(
      'nothing happened in the environment of the model; make its processes with the environment that the factory returns',
    );
}

/** Runs a model once in the order of a schedule. */
export function* again(made: ModelFactory, schedule: string, options: ReplayOptions): RunCalls<Replay> {
  const factory = freshModels('replay', made);
  const given = new Given(decisionsOf(schedule));
  const attempts = attemptOptions(checkReplayOptions(options));
  const outcome = yield* new Attempt(factory, given, { ...attempts, traced: true }).perform();
  given.assertFollowed(schedule);
  const { ended, fault, trace } = outcome;
  // A run that is given its decisions is never cut.
  return { ended: ended === 'cut' ? 'whole' : ended, fault, trace };
}

function* failureOf(
  factory: ModelFactory,
  found: Outcome,
  options: AttemptOptions,
  tally: Tally,
): RunCalls<Failure> {
  const misfit = causeThat(found.fault?.error, (one) => one instanceof ScheduleError);
  if (misfit !== undefined) throw misfit;
  const decisions = yield* new Shrinker(factory, options, found).shrink();
  tally.assertNew(decisions, found.fault);
  const given = new Given(decisions);
  const traced = yield* new Attempt(factory, given, { ...options, traced: true }).perform();
  if (traced.fault === undefined || given.misfit !== undefined) throw notTheSame(found.fault);
  return {
    ...traced.fault,
    schedule: scheduleOf(decisions),
    foundAs: scheduleOf(found.decisions),
    trace: traced.trace,
  };
}

function strategyOf({
  mode = 'exhaustive',
  reduce = true,
  seed = SEED,
  depth = DEPTH,
}: ExploreOptions): Strategy {
  switch (mode) {
    case 'exhaustive':
      return new Exhaustive(reduce);
    case 'random':
      return new Random(seed);
    case 'pct':
      return new Pct(seed, depth);
  }
}

function attemptOptions({ maxSteps = MOST_STEPS, allowBlocked = false }: ExploreOptions): AttemptOptions {
  return { maxSteps, allowBlocked, traced: false };
}
