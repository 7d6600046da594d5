import type { Coroutine, Environment, Process, Waitable } from '@asimjs/core';
import { argumentError, kernelOf, taskOf } from '@asimjs/core/protocol';
import type { Kernel } from '@asimjs/core/protocol';
import { Routine } from './routine.js';
import { Step } from './steps.js';
import type { Steps } from './steps.js';

/**
 * Runs `body` as a part of the calling process, and holds interrupts and `cancel` back until it has ended. They are
 * then thrown, in the order sent, at the next await that would suspend. Nests: the outermost one lets them in.
 *
 * Only the error is held back, not what caused it: a slot that is preempted meanwhile is lost at once.
 * @param body an async function; in a generator process a generator function
 * @returns what `body` returns
 * @throws ArgumentError for a body that is no function.
 * @throws OutsideProcessError outside a process.
 * @throws ProcessBodyError for a body that is of the other style than the process; otherwise what `body` throws.
 * @example
 * ```ts fragment
 * const clerk = env.process(async () => {
 *   await uninterruptible(env, () => env.timeout(8));
 *   console.log(env.now, 'closed the books');
 *   try {
 *     await env.timeout(60);
 *   } catch (error) {
 *     if (!isInterrupt(error)) throw error;
 *     console.log(env.now, error.cause);
 *   }
 * });
 * env.schedule(5, () => interrupt(clerk, 'a call'));
 * ```
 *
 * ```text output
 * 8 closed the books
 * 8 a call
 * ```
 */
export function uninterruptible<T>(
  env: Environment,
  body: () => PromiseLike<T> | Coroutine<T> | Waitable<T>,
): Routine<T> {
  const kernel = kernelOf(env, 'uninterruptible');
  if (typeof body !== 'function') throw argumentError(kernel, 'uninterruptible takes a function', body);
  return new Routine('uninterruptible', env, (process) => holding<T>(process, kernel, body));
}

function* holding<T>(process: Process, kernel: Kernel, body: () => unknown): Steps<T> {
  const deliveries = taskOf(process);
  deliveries.holdDeliveries();
  try {
    return (yield new Step(kernel, 'the body of uninterruptible', body())) as T;
  } finally {
    deliveries.releaseDeliveries();
  }
}
