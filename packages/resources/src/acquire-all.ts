import { ArgumentError, OperationUseError } from '@asimjs/core';
import type { Outcome, Waitable } from '@asimjs/core';
import { argumentError, describeValue, NOWHERE } from '@asimjs/core/protocol';
import { AllOf } from '@asimjs/combinators/base';
import type { Part } from '@asimjs/combinators/base';
import { Acquire, isAcquire } from './base/acquire.js';
import type { Grant } from './base/grant.js';

/** The grants of an {@link acquireAll}, in the order of its requests. Disposing of them releases all. */
export type Grants<Requests extends readonly Waitable<Grant>[]> = {
  readonly [Index in keyof Requests]: Outcome<Requests[Index]>;
} & Disposable;

/**
 * Acquires several things at once: all of them, in the moment in which all can be had, or none.
 *
 * Until then nothing is held, so that two who want the same things can't block each other. The requests stand in the
 * lines of their resources, each in the place of the first of them, and hold back those behind as any other would.
 *
 * @param requests made in this call, with `acquire` and with the same priority
 * @throws ArgumentError for what is no request, for none at all, and for different priorities.
 * @throws OperationUseError for a request that stands in line already.
 * @throws OutsideProcessError outside a process.
 * @example
 * ```ts fragment
 * const theatre = new Resource(env);
 * const nurses = new Resource(env, { capacity: 5 });
 * env.process(async () => {
 *   using _team = await acquireAll([theatre.acquire(), nurses.acquire({ amount: 2 })]);
 *   await env.timeout(90);
 *   console.log(env.now, theatre.inUse, nurses.inUse);
 * });
 * ```
 *
 * ```text output
 * 90 1 2
 * ```
 */
export function acquireAll<const Requests extends readonly Acquire[]>(
  requests: Requests,
): Waitable<Grants<Requests>> {
  checkRequests(requests);
  const tooSmall = Acquire.findTooSmall(requests);
  if (tooSmall !== undefined) {
    const { lender, most } = tooSmall.ledger;
    throw argumentError(
      lender.kernel,
      `acquireAll takes at most as many of '${lender.name}' as it has ever had, ${String(most)}`,
      tooSmall.amount,
    );
  }
  const parts = requests.map((waitable, key) => ({ key, waitable }));
  // It may refuse them too, and then they are to be what they were.
  const all = new AllOf('acquireAll', parts, grantsOf<Requests>);
  Acquire.together(requests);
  return all;
}

function checkRequests(requests: readonly Acquire[]): void {
  const given: unknown = requests;
  if (!Array.isArray(given)) throw noRequests(given, [given]);
  const priority = requests[0]?.priority;
  for (const request of requests) {
    if (!isAcquire(request)) throw noRequests(request, requests);
    const { kernel } = request;
    if (request.state !== 'unsettled') {
      throw new OperationUseError(
        `acquireAll takes requests that are made in its call, not one that was made before, for ${request.describe()}`,
        kernel.place,
      );
    }
    if (request.priority !== priority) {
      throw argumentError(
        kernel,
        `acquireAll takes requests of the same priority as the first, ${String(priority)}`,
        request.priority,
      );
    }
  }
}

/** @param given where a request tells in which environment that was, and so when */
function noRequests(value: unknown, given: readonly unknown[]): ArgumentError {
  return new ArgumentError(
    `acquireAll takes an array of requests, as in acquireAll([desk.acquire(), clerk.acquire()]), but was given ${describeValue(value)}`,
    given.find(isAcquire)?.kernel.place ?? NOWHERE,
  );
}

function grantsOf<Requests extends readonly Acquire[]>(parts: readonly Part[]): Grants<Requests> {
  const grants = parts.map(({ waitable }) => waitable.outcome as Grant);
  const release = (): void => {
    for (const grant of grants) grant[Symbol.dispose]();
  };
  // `map` forgets the tuple: each grant is the outcome of the request in its place.
  return Object.assign(grants, { [Symbol.dispose]: release }) as unknown as Grants<Requests>;
}
