import type { ModelFactory } from './model.js';
import type { ExploreOptions, ReplayOptions } from './options.js';
import { performAsync, performSync } from './perform.js';
import { ExplorationError } from './report.js';
import type { ExplorationReport } from './report.js';
import { again, search } from './search.js';
import type { Replay } from './search.js';

/**
 * Runs a model under many orders of the events that the laws leave open: future entries of equal time and priority,
 * and the outcomes of `choose`. The line of an instant keeps its order. Looks for errors, for processes that wait for
 * ever, and for checks of the model that fail, and stops at the first.
 * @throws ExplorerUseError for what it cannot explore, such as options that make no sense.
 * @throws ScheduleError for a model that does something else when it is run again.
 * @example
 * ```ts
 * import { Environment, Resource } from 'asimjs';
 * import { explore } from '@asimjs/testing';
 *
 * const report = await explore(() => {
 *   const env = new Environment();
 *   const [left, right] = [new Resource(env), new Resource(env)];
 *   for (const [first, second] of [[left, right], [right, left]] as const) {
 *     env.process(async () => {
 *       await env.timeout(1);
 *       using _one = await first.acquire();
 *       await env.timeout(1);
 *       using _other = await second.acquire();
 *     });
 *   }
 *   return { env };
 * });
 * console.log(report.failure?.kind, report.failure?.time);
 * ```
 *
 * ```text output
 * deadlock 2
 * ```
 */
export async function explore(
  factory: ModelFactory,
  options: ExploreOptions = {},
): Promise<ExplorationReport> {
  return performAsync(search(factory, options, 'report'));
}

/** Like {@link explore}, for models of generator processes. */
export function exploreSync(factory: ModelFactory, options: ExploreOptions = {}): ExplorationReport {
  return performSync(search(factory, options, 'report'));
}

/**
 * Explores, for tests: rejects with an ExplorationError if anything goes wrong, if the mode is `exhaustive` and not every
 * order was tried, and as soon as a run is given up as too long.
 * @throws ExplorerUseError and ScheduleError as {@link explore} does.
 */
export async function assertEveryOrder(
  factory: ModelFactory,
  options: ExploreOptions = {},
): Promise<ExplorationReport> {
  return passed(await performAsync(search(factory, options, 'assertion')), options);
}

/** Like {@link assertEveryOrder}, for models of generator processes. */
export function assertEveryOrderSync(factory: ModelFactory, options: ExploreOptions = {}): ExplorationReport {
  return passed(performSync(search(factory, options, 'assertion')), options);
}

/**
 * Runs a model once more in the order of a schedule, and says what happens in it.
 * @throws ExplorerUseError for what it cannot run.
 * @throws ScheduleError for a text that is no schedule, or one that the model cannot follow.
 */
export async function replay(
  factory: ModelFactory,
  schedule: string,
  options: ReplayOptions = {},
): Promise<Replay> {
  return performAsync(again(factory, schedule, options));
}

/** Like {@link replay}, for models of generator processes. */
export function replaySync(factory: ModelFactory, schedule: string, options: ReplayOptions = {}): Replay {
  return performSync(again(factory, schedule, options));
}

function passed(report: ExplorationReport, { mode = 'exhaustive' }: ExploreOptions): ExplorationReport {
  const isPartial = mode === 'exhaustive' ? !report.isFinished : report.tooLong > 0;
  if (report.failure !== undefined || isPartial) throw new ExplorationError(report);
  return report;
}
