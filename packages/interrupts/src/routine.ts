import { OutsideProcessError, ProcessBodyError } from '@asimjs/core';
import type { Coroutine, Environment, Process, Suspension } from '@asimjs/core';
import { kernelOf } from '@asimjs/core/protocol';
import type { Kernel } from '@asimjs/core/protocol';
import { takeAsync } from './async-routine.js';
import type { Steps } from './steps.js';

/**
 * Something that a process does and that waits, such as `work`: for `await` in an async process, and for `yield*` in
 * a generator. Like a function of your own it is a part of the process, and no waitable that could be raced.
 */
export class Routine<T> implements PromiseLike<T> {
  readonly #name: string;
  readonly #kernel: Kernel;
  readonly #promise: Promise<T> | undefined;
  readonly #coroutine: Coroutine<T> | undefined;

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
    return this.#promise.then(resolve, reject);
  }

  [Symbol.iterator](): Iterator<Suspension, T, unknown> {
    if (this.#coroutine === undefined) throw this.#wrongStyle('iterated', 'await');
    return this.#coroutine;
  }

  #wrongStyle(used: string, right: string): ProcessBodyError {
    return new ProcessBodyError(
      `${this.#name} was ${used} in a process of the other style; write '${right}' there`,
      this.#kernel.place,
    );
  }
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
