import { isWaitable } from '@asimjs/core';
import type { Outcome, Waitable } from '@asimjs/core';
import { FirstOf } from './first-of.js';
import type { Part } from './parts.js';

/** What `withTimeout` gives; `value` is there once `timedOut` is known to be false. */
export type Timed<T> = { readonly timedOut: false; readonly value: T } | { readonly timedOut: true };

const DEADLINE = 'deadline';

/**
 * Waits for `waitable`, but no longer than `delay`; after that an operation is withdrawn without effect. Of two that
 * happen at the same time, the one that is due first wins.
 * @param delay a number >= 0; with Infinity there is no limit
 * @throws ArgumentError, OperationUseError and OutsideProcessError as `firstOf` does.
 * @example
 * ```ts fragment
 * const desk = new Resource(env, { capacity: 0 });
 * env.process(async () => {
 *   const turn = await withTimeout(desk.acquire(), 5);
 *   if (turn.timedOut) console.log(env.now, 'gone away');
 *   else turn.value.release();
 * });
 * ```
 *
 * ```text output
 * 5 gone away
 * ```
 */
export function withTimeout<W extends Waitable>(waitable: W, delay: number): Waitable<Timed<Outcome<W>>> {
  const parts: Part[] = [{ key: 'wait', waitable }];
  if (isWaitable(waitable)) parts.push({ key: DEADLINE, waitable: waitable.kernel.env.timeout(delay) });
  return new FirstOf<Timed<Outcome<W>>>('withTimeout', parts, (key, value) =>
    // The only other part is `waitable`.
    key === DEADLINE ? { timedOut: true } : { timedOut: false, value: value as Outcome<W> },
  );
}
