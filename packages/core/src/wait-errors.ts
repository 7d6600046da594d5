import { ConcurrentWaitError, OutsideProcessError, RunStateError } from './errors.js';
import type { Kernel } from './kernel.js';
import type { Suspects } from './suspects.js';
import type { Task } from './task.js';
import type { Waitable } from './waitable.js';

const HOW_TO_WAIT =
  'wait for several with allOf or firstOf instead of Promise.all or Promise.race, await every async helper, and start what is to go on by itself with env.process';

/** Two waits at once, or a wait from outside during a run. */
export function concurrentWait(kernel: Kernel, suspects: Suspects, waitable: Waitable): ConcurrentWaitError {
  // A generator that is running calls `then` itself.
  const culprit = kernel.active ?? suspects.only;
  const who =
    culprit === undefined
      ? 'code outside any process, or a helper that a callback or one of several generator processes started,'
      : `process '${culprit.name}'`;
  return new ConcurrentWaitError(
    `${who} waited for ${waitable.describe()} while it was not its turn, as a second wait beside another does; ${HOW_TO_WAIT}`,
    { time: suspects.since ?? kernel.now, process: culprit?.name },
  );
}

/** A body ended before a helper that it started. */
export function helperStillWaits(task: Task, failed: boolean, outcome: unknown): ConcurrentWaitError {
  const what = task.waitingFor?.describe() ?? 'what it had waited for';
  return new ConcurrentWaitError(
    `the body of process '${task.name}' ended while a helper of it was still at work, with ${what}; ${HOW_TO_WAIT}`,
    { time: task.kernel.now, process: task.name },
    failed ? { cause: outcome } : {},
  );
}

/** A wait while no run is under way. */
export function waitOutside(kernel: Kernel, waitable: Waitable): OutsideProcessError {
  return new OutsideProcessError(
    `${waitable.describe()} was awaited outside any process; put the wait into a body given to env.process, and give the clock a run with env.run`,
    kernel.place,
  );
}

/** An async process in a synchronous run. */
export function asyncInSyncRun(task: Task): RunStateError {
  return new RunStateError(
    `process '${task.name}' is async, and runSync runs generator processes only; write 'await env.run(...)', or make its body a generator`,
    task.kernel.place,
  );
}
