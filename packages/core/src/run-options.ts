import { assertFlag, isObject, wrong } from './checks.js';
import { isSimEvent } from './event.js';
import type { SimEvent } from './event.js';
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
}

/** Run options that have been checked. */
export interface RunPlan extends Bounds {
  readonly event: SimEvent<unknown> | undefined;
  readonly signal: AbortSignalLike | undefined;
  readonly strict: boolean;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

/** @throws ArgumentError */
export function planRun(kernel: Kernel, options: number | RunOptions): RunPlan {
  const given: RunOptions = typeof options === 'number' ? { until: options } : options;
  if (!isObject(given)) throw wrong(kernel, 'run takes a time or options', options);
  const { until, before, maxSteps, signal, strict, onProgress } = given;
  if (until !== undefined && before !== undefined)
    throw wrong(kernel, "run takes 'until' or 'before', not both", given);
  if (maxSteps !== undefined && !(Number.isInteger(maxSteps) && maxSteps >= 1)) {
    throw wrong(kernel, "'maxSteps' is an integer >= 1", maxSteps);
  }
  if (signal !== undefined && !isSignal(signal)) throw wrong(kernel, "'signal' is an AbortSignal", signal);
  assertFlag(kernel, 'strict', strict);
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw wrong(kernel, "'onProgress' is a function", onProgress);
  }
  const event = isSimEvent(until) ? until : undefined;
  if (event !== undefined && event.kernel !== kernel)
    throw wrong(kernel, "'until' is an event of this environment", event);
  return {
    limit:
      event === undefined
        ? checkLimit(kernel, before === undefined ? (until as number | undefined) : before)
        : Infinity,
    inclusive: before === undefined,
    maxSteps: maxSteps ?? Infinity,
    event,
    signal,
    strict: strict === true,
    onProgress,
  };
}

function isSignal(signal: unknown): boolean {
  return isObject(signal) && typeof (signal as AbortSignalLike).aborted === 'boolean';
}

function checkLimit(kernel: Kernel, limit: number | undefined): number {
  if (limit === undefined) return Infinity;
  if (typeof limit !== 'number' || Number.isNaN(limit))
    throw wrong(kernel, 'a run goes to a time or an event', limit);
  if (limit < kernel.now)
    throw wrong(kernel, `a run goes to a time that is not before now, ${String(kernel.now)}`, limit);
  return limit;
}
