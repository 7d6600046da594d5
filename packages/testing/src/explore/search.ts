import { Attempt } from './attempt.js';
import type { AttemptOptions, Outcome, RunCalls } from './attempt.js';
import { Exhaustive } from './exhaustive.js';
import { freshModels } from './fresh-models.js';
import { Given } from './given.js';
import type { ModelFactory } from './model.js';
import { checkExploreOptions, checkReplayOptions } from './options.js';
import type { ExploreOptions, ReplayOptions } from './options.js';
import { Pct } from './pct.js';
import { Random } from './random.js';
import { describeReport, tooLongAdvice } from './report.js';
import type { ExplorationReport, Failure } from './report.js';
import { assertSameAgain } from './same-again.js';
import { decisionsOf, notTheSame, scheduleErrorIn, scheduleOf } from './schedule.js';
import { Shrinker } from './shrink.js';
import type { Strategy } from './strategy.js';

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
  const count = { whole: 0, cut: 0, tooLong: 0, failed: 0 };
  let failure: Failure | undefined;
  let runs = 0;
  for (; failure === undefined && strategy.begin() && runs < maxSchedules; runs++) {
    const isFirst = runs === 0;
    const outcome = yield* new Attempt(factory, strategy, { ...attempts, traced: isFirst }).perform();
    count[outcome.ended]++;
    if (outcome.ended === 'tooLong' && purpose === 'assertion') break;
    if (isFirst) yield* assertSameAgain(factory, outcome, attempts);
    if (outcome.ended === 'failed') failure = yield* failureOf(factory, outcome, attempts);
  }
  const wording = {
    // Whoever gives maxSteps knows of it.
    advice: purpose === 'assertion' || options.maxSteps === undefined ? tooLongAdvice(attempts.maxSteps) : '',
    bounds: [
      ...(runs === maxSchedules && !strategy.isFinished ? ['maxSchedules'] : []),
      ...(count.tooLong > 0 ? ['maxSteps'] : []),
    ],
  };
  const report: ExplorationReport = {
    schedules: count.whole + count.failed,
    cut: count.cut,
    tooLong: count.tooLong,
    isFinished: strategy.isFinished && count.tooLong === 0,
    failure,
    toString: () => describeReport(report, wording),
  };
  return report;
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

function* failureOf(factory: ModelFactory, found: Outcome, options: AttemptOptions): RunCalls<Failure> {
  const misfit = scheduleErrorIn(found.fault?.error);
  if (misfit !== undefined) throw misfit;
  const decisions = yield* new Shrinker(factory, options, found).shrink();
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
