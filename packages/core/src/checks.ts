import { isBranded } from './brand.js';
import type { Environment } from './environment.js';
import { describeValue } from './describe-value.js';
import { ArgumentError, NOWHERE, WaitableValueError, ProcessBodyError } from './errors.js';
import type { Kernel } from './kernel.js';
import { isThenable, isWaitable } from './waitable.js';

/** Whether `value` is an environment, of any copy of this package. */
export function isEnvironment(value: unknown): value is Environment {
  return isBranded(value, 'environment');
}

/** The kernel of `env`; throws where `env` is no environment. */
export function kernelOf(env: Environment, call: string): Kernel {
  if (isEnvironment(env)) return env.kernel;
  throw new ArgumentError(`${call} takes an Environment first, but was given ${describeValue(env)}`, NOWHERE);
}

/** Throws unless `value` is a number >= 0; Infinity passes. */
export function assertDelay(kernel: Kernel, call: string, value: number): void {
  if (typeof value === 'number' && value >= 0) return;
  throw argumentError(kernel, `${call} takes a delay that is a number >= 0`, value);
}

export function assertPriority(kernel: Kernel, priority: unknown): void {
  if (typeof priority !== 'number' || Number.isNaN(priority))
    throw argumentError(kernel, 'a priority is a number', priority);
}

export function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** Throws unless `options` is an object, and has no key but those that are `known`, if they are given. */
export function assertOptions(
  kernel: Kernel,
  call: string,
  options: unknown,
  known?: readonly string[],
): void {
  if (!isObject(options)) throw argumentError(kernel, `${call} takes an object of options`, options);
  if (known === undefined) return;
  const unknown = Object.keys(options as object).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw argumentError(kernel, `${call} takes the options ${known.join(', ')}`, unknown);
}

/** Throws unless `value` is a boolean or `undefined`. */
export function assertFlag(kernel: Kernel, flag: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'boolean')
    throw argumentError(kernel, `'${flag}' is a boolean`, value);
}

export function assertName(kernel: Kernel, name: unknown): void {
  if (name !== undefined && typeof name !== 'string') throw argumentError(kernel, 'a name is a string', name);
}

/** Throws if `await` would unwrap `value`. */
export function assertPlain(kernel: Kernel, call: string, value: unknown): void {
  if ((typeof value === 'object' || typeof value === 'function') && isThenable(value))
    throw new WaitableValueError(call, value, kernel.place);
}

/** The error for an argument that is not what was `wanted`. */
export function argumentError(kernel: Kernel, wanted: string, value: unknown): ArgumentError {
  return new ArgumentError(`${wanted}, but was given ${describeValue(value)}`, kernel.place);
}

/** Throws if a callback that cannot wait returned a promise. A waitable is no promise: `() => queue.put(x)` is all right. */
export function refusePromise(kernel: Kernel, callback: string, returned: unknown): void {
  if (!isThenable(returned) || isWaitable(returned)) return;
  // The run ends here; what the promise says later is of no interest.
  (returned as PromiseLike<unknown>).then(undefined, () => undefined);
  throw new ProcessBodyError(
    `${callback} returned a promise; it cannot wait, so use env.process`,
    kernel.place,
  );
}
