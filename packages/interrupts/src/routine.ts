import { OperationUseError, OutsideProcessError, ProcessBodyError } from '@asimjs/core';
import type { Coroutine, Environment, Process, Suspension } from '@asimjs/core';
import { brand, isBranded, kernelOf } from '@asimjs/core/protocol';
import type { Kernel } from '@asimjs/core/protocol';
import { takeAsync } from './async-routine.js';
import type { Steps } from './steps.js';

/**
 * Something that a process does and that waits, such as `work`: for `await` in an async process, where it begins at the
 * call, and for `yield*` in a generator, where it begins then. Like a function of your own it is a part of the process, and no waitable that could be raced. It serves
 * one wait, of the process that called for it.
 */
export class Routine<T> implements PromiseLike<T> {
  static {
    brand(this, 'routine');
  }

  readonly #name: string;
  readonly #kernel: Kernel;
  readonly #process: Process;
  readonly #promise: Promise<T> | undefined;
  readonly #coroutine: Coroutine<T> | undefined;
  #isUsed = false;

  constructor(name: string, env: Environment, begin: (process: Process, kernel: Kernel) => Steps<T>) {
    const kernel = kernelOf(env, name);
    const { active } = kernel;
    if (active === undefined) {
      throw new OutsideProcessError(
        `${name} was called outside any process; call it in a body given to env.process`,
        kernel.place,
      );
    }
    this.#name = name;
    this.#kernel = kernel;
    this.#process = active.process;
    const steps = begin(active.process, kernel);
    // As a function of the model would: an async one begins when it is called, a generator when it is delegated to.
    if (active.isGenerator) this.#coroutine = takeCoroutine(steps);
    else this.#promise = takeAsync(steps);
  }

  then<A = T, B = never>(
    resolve?: ((value: T) => A | PromiseLike<A>) | null,
    reject?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    if (this.#promise === undefined) throw this.#wrongStyle('awaited', 'yield*');
    this.#claim();
    return this.#promise.then(resolve, reject);
  }

  [Symbol.iterator](): Iterator<Suspension, T, unknown> {
    if (this.#coroutine === undefined) throw this.#wrongStyle('iterated', 'await');
    this.#claim();
    return this.#coroutine;
  }

  /** Throws where it may not be waited for: another process would take the steps of this one. */
  #claim(): void {
    const { place, active } = this.#kernel;
    if (active?.process !== this.#process) {
      throw new OperationUseError(
        `${this.#name} belongs to process '${this.#process.name}'; let that process wait, and join it through its 'finished'`,
        place,
      );
    }
    if (this.#isUsed) {
      throw new OperationUseError(
        `${this.#name} is already waited for; it serves one wait, so call it again`,
        place,
      );
    }
    this.#isUsed = true;
  }

  #wrongStyle(used: string, right: string): ProcessBodyError {
    return new ProcessBodyError(
      `${this.#name} was ${used} in a process of the other style; write '${right}' there`,
      this.#kernel.place,
    );
  }
}

/** Whether `value` is a routine, of any copy of this package. */
export function isRoutine(value: unknown): value is Routine<unknown> {
  return isBranded(value, 'routine');
}

function* takeCoroutine<T>(steps: Steps<T>): Coroutine<T> {
  let step = steps.next();
  while (step.done !== true) {
    let answer: unknown;
    try {
      answer = yield* step.value.inGenerator();
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next(answer);
  }
  return step.value;
}
