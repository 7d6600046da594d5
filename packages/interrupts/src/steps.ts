import { isWaitable, ProcessBodyError } from '@asimjs/core';
import type { Coroutine } from '@asimjs/core';
import type { Kernel } from '@asimjs/core/protocol';
import { isRoutine } from './routine.js';

/** What a routine does, told once for both styles of process: it yields what is to be waited for. */
export type Steps<T> = Generator<Step, T, unknown>;

/** A piece of a routine, to be waited for in the style of the process. */
export class Step {
  private readonly kernel: Kernel;
  private readonly name: string;
  private readonly result: unknown;

  /** @param name whose result it is, for messages */
  constructor(kernel: Kernel, name: string, result: unknown) {
    this.kernel = kernel;
    this.name = name;
    this.result = result;
  }

  /** What an async process is to await. */
  inAsync(): unknown {
    if (isCoroutine(this.result)) throw this.wrongStyle('a generator', 'an async function');
    return this.result;
  }

  /** What a generator process is to delegate to. */
  *inGenerator(): Coroutine {
    const { result } = this;
    if (isWaitable(result)) return yield* result;
    if (isRoutine(result)) return yield* result;
    if (isCoroutine(result)) return yield* result;
    if (isPromise(result)) throw this.refusePromise(result);
    return result;
  }

  private refusePromise(promise: PromiseLike<unknown>): ProcessBodyError {
    // The call was wrong; what the promise says later is of no interest.
    promise.then(undefined, () => undefined);
    return this.wrongStyle('a promise', 'a generator function');
  }

  private wrongStyle(given: string, wanted: string): ProcessBodyError {
    return new ProcessBodyError(
      `${this.name} returned ${given}; in this process, which is of the other style, it is ${wanted}`,
      this.kernel.place,
    );
  }
}

function isCoroutine(result: unknown): result is Coroutine {
  return typeof result === 'object' && result !== null && Symbol.iterator in result && 'next' in result;
}

function isPromise(result: unknown): result is PromiseLike<unknown> {
  return (
    typeof result === 'object' && result !== null && 'then' in result && typeof result.then === 'function'
  );
}
