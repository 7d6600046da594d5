import { argumentError, assertFlag, assertOptions, isObject } from './checks.js';
import { ArgumentError } from './errors.js';
import { isSimEvent } from './event.js';
import type { SimEvent } from './event.js';
import type { Explorer } from './explorer.js';
import type { Bounds, Kernel } from './kernel.js';

/** What a run needs to know of an AbortSignal. */
export interface AbortSignalLike {
  readonly aborted: boolean;
}

export interface Progress {
  readonly now: number;
  /** Steps done in this run. */
  readonly steps: number;
}

export interface RunOptions {
  /** A time: everything at times <= it is run. An event: the run ends after the step in which it happens. */
  readonly until?: number | SimEvent<unknown> | undefined;
  /** A time: everything at times < it is run. Not together with `until`. */
  readonly before?: number | undefined;
  /** The run ends after this many steps, an integer >= 1. */
  readonly maxSteps?: number | undefined;
  /** Looked at before the run and at every turn of the host. */
  readonly signal?: AbortSignalLike | undefined;
  /** Whether to throw DeadlockError if nothing is left to do and processes other than background ones still wait. */
  readonly strict?: boolean | undefined;
  /** Called at every turn of the host (some thousand steps apart) and at the end. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Decides which of the future entries of equal time and priority goes first. Default: as they were scheduled. */
  readonly explorer?: Explorer | undefined;
}

/** Run options that have been checked. */
export interface RunPlan extends Bounds {
  readonly event: SimEvent<unknown> | undefined;
  readonly signal: AbortSignalLike | undefined;
  readonly strict: boolean;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

const KNOWN = ['until', 'before', 'maxSteps', 'signal', 'strict', 'onProgress', 'explorer'];

/** @throws ArgumentError */
export function planRun(kernel: Kernel, options: number | RunOptions): RunPlan {
  const given: RunOptions = typeof options === 'number' ? { until: options } : options;
  assertOptions(kernel, 'run', given, KNOWN);
  const { until, before, maxSteps, signal, strict, onProgress, explorer } = given;
  if (until !== undefined && before !== undefined) {
    throw argumentError(kernel, "run takes 'until' or 'before', not both", given);
  }
  assertFlag(kernel, 'strict', strict);
  return {
    ...(before === undefined
      ? checkUntil(kernel, until)
      : { limit: checkTime(kernel, before), event: undefined }),
    inclusive: before === undefined,
    maxSteps: checkMaxSteps(kernel, maxSteps),
    signal: checkSignal(kernel, signal),
    strict: strict === true,
    onProgress: checkCallback(kernel, onProgress),
    explorer: checkExplorer(kernel, explorer),
  };
}

function checkUntil(kernel: Kernel, until: RunOptions['until']): Pick<RunPlan, 'limit' | 'event'> {
  if (until === undefined) return { limit: Infinity, event: undefined };
  if (!isSimEvent(until)) return { limit: checkTime(kernel, until), event: undefined };
  if (until.kernel === kernel) return { limit: Infinity, event: until };
  throw new ArgumentError(
    `'until' is an event of this environment, but was given ${until.describe()} of another one`,
    kernel.place,
  );
}

function checkTime(kernel: Kernel, time: number): number {
  if (typeof time !== 'number' || Number.isNaN(time)) {
    throw argumentError(kernel, 'a run goes to a time or an event', time);
  }
  if (time >= kernel.now) return time;
  throw argumentError(kernel, `a run goes to a time that is not before now, ${String(kernel.now)}`, time);
}

function checkMaxSteps(kernel: Kernel, maxSteps: number | undefined): number {
  if (maxSteps === undefined) return Infinity;
  if (Number.isInteger(maxSteps) && maxSteps >= 1) return maxSteps;
  throw argumentError(kernel, "'maxSteps' is an integer >= 1", maxSteps);
}

function checkSignal(kernel: Kernel, signal: AbortSignalLike | undefined): AbortSignalLike | undefined {
  if (signal === undefined || (isObject(signal) && typeof signal.aborted === 'boolean')) return signal;
  throw argumentError(kernel, "'signal' is an AbortSignal", signal);
}

function checkCallback(kernel: Kernel, callback: RunPlan['onProgress']): RunPlan['onProgress'] {
  if (callback === undefined || typeof callback === 'function') return callback;
  throw argumentError(kernel, "'onProgress' is a function", callback);
}

function checkExplorer(kernel: Kernel, explorer: RunOptions['explorer']): RunOptions['explorer'] {
  if (explorer === undefined || (isObject(explorer) && typeof explorer.choose === 'function'))
    return explorer;
  throw argumentError(kernel, "'explorer' is an object with a function 'choose'", explorer);
}
