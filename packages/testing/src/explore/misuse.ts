/**
 * The explorer was given what it cannot explore: no model or one that it had before, an async model in a synchronous
 * call, a check that answers, options that make no sense.
 */
export class ExplorerUseError extends Error {
  override readonly name: string = 'ExplorerUseError';
}

/** A value in a few words, for the message of an error. */
export function show(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  return hasMethod(value, 'runSync') ? 'an environment' : 'an object';
}

/** Whether `value` is a promise, or would be awaited like one. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && hasMethod(value, 'then');
}

export function hasMethod(value: object, name: string): boolean {
  return typeof (value as Record<string, unknown>)[name] === 'function';
}

/** Throws if a check of the model has answered, as if that were looked at. */
export function refuseAnswer(check: string, answer: unknown): void {
  if (typeof answer === 'boolean')
    throw new ExplorerUseError(
      `the '${check}' of the model returned ${String(answer)}, but a result is not looked at: throw an error if something is wrong`,
    );
  if (!isThenable(answer)) return;
  // The exploration ends here; what the promise says later is of no interest.
  answer.then(undefined, () => undefined);
  throw new ExplorerUseError(
    `the '${check}' of the model returned a promise, which nobody waits for: make it a plain function that throws if something is wrong`,
  );
}

/** What an error of a synchronous run is to be thrown as, if it came of an async process. */
export function asyncProcessIn(error: unknown): ExplorerUseError | undefined {
  if (!(error instanceof Error) || error.name !== 'RunStateError') return undefined;
  const [, who] = /^(process '.*') is async, and runSync/.exec(error.message) ?? [];
  if (who === undefined) return undefined;
  return new ExplorerUseError(
    `${who} is async, but exploreSync, assertEveryOrderSync and replaySync take generator processes only; write 'await explore(...)', 'await assertEveryOrder(...)' or 'await replay(...)'`,
    { cause: error },
  );
}
