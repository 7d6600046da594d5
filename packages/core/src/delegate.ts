import { OutsideProcessError, ProcessBodyError } from './errors.js';
import type { Kernel } from './kernel.js';
import type { Task } from './task.js';
import type { Waitable } from './waitable.js';

declare const suspension: unique symbol;

/** What a generator process yields; only `yield*` of a waitable makes one. */
export interface Suspension {
  readonly [suspension]: true;
}

/** What the body of a generator process returns. */
export type Coroutine<T = unknown> = Generator<Suspension, T, unknown>;

/**
 * The iterator behind every `yield* waitable`.
 *
 * One serves a whole environment and returns one result object over and over: one process runs at a time, and
 * `yield*` reads a result at once. Against a generator and a result made for each wait that saves three objects.
 */
export class Delegate implements Iterator<unknown, unknown, unknown> {
  /** What a suspended generator yields. */
  readonly suspension: object = Object.freeze({});
  private readonly kernel: Kernel;
  private readonly result: { done: boolean; value: unknown } = { done: false, value: undefined };
  private target: Waitable | undefined = undefined;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  begin(target: Waitable): this {
    const task = this.kernel.active;
    if (task === undefined) {
      throw new OutsideProcessError(
        `${target.describe()} was waited for outside any process; put the wait into a body given to env.process`,
        this.kernel.place,
      );
    }
    if (!task.isGenerator) {
      throw new ProcessBodyError(
        `${target.describe()} was iterated in an async process; write 'await' there`,
        this.kernel.place,
      );
    }
    this.target = target;
    return this;
  }

  /** Called twice a wait: by `yield*` as it begins, and by the kernel as it resumes the process. */
  next(value?: unknown): IteratorResult<unknown, unknown> {
    const { target, result } = this;
    const task = this.kernel.active;
    if (task?.status !== 'running') throw this.notDelegated(task);
    result.done = true;
    result.value = value;
    if (target !== undefined) this.beginWait(task, target);
    return result;
  }

  throw(error: unknown): never {
    throw error;
  }

  private beginWait(task: Task, target: Waitable): void {
    const { result } = this;
    if (task.wait(target)) {
      const ending = task.takeEnding();
      if (ending.failed) throw ending.outcome;
      result.value = ending.outcome;
    } else {
      result.done = false;
      result.value = this.suspension;
    }
  }

  /** Ends the run: a wait has begun that the generator did not suspend for. */
  notDelegated(task: Task | undefined): ProcessBodyError {
    const what =
      task === undefined
        ? 'code outside any process went on with a wait of a process'
        : `process '${task.name}' went on while it waited for ${task.waitingFor?.describe() ?? 'something'}`;
    const error = new ProcessBodyError(
      `${what}; a generator process waits with 'yield*' and in no other way`,
      this.kernel.place,
    );
    this.kernel.fail(error);
    return error;
  }

  /** Forgets the wait that was begun last: the process goes on after it, or never asked for it. */
  reset(): void {
    this.target = undefined;
  }
}
