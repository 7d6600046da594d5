import { ExplorerUseError } from './explorer-use-error.js';
import { isThenable } from './shape.js';

/** Sets what a check of the model threw apart from what its run threw. */
export class CheckError extends Error {}

/** The checks that a model may have. */
export type CheckName = 'invariant' | 'atEnd';

/** Makes a check of the model. Throws CheckError for what it throws, ExplorerUseError if it answers. */
export function check(name: CheckName, callback: (() => unknown) | undefined): void {
  let answer: unknown;
  try {
    answer = callback?.();
  } catch (error) {
    throw new CheckError('a check of the model failed', { cause: error });
  }
  refuseAnswer(name, answer);
}

function refuseAnswer(name: CheckName, answer: unknown): void {
  if (typeof answer === 'boolean')
    throw new ExplorerUseError(
      `the '${name}' of the model returned ${String(answer)}, but a result is not looked at: throw an error if something is wrong`,
    );
  if (!isThenable(answer)) return;
  // The exploration ends here; what the promise says later is of no interest.
  answer.then(undefined, () => undefined);
  throw new ExplorerUseError(
    `the '${name}' of the model returned a promise, which nobody waits for: make it a plain function that throws if something is wrong`,
  );
}
