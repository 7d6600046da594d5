import type { Coroutine } from './delegate.js';
import { describeValue } from './describe-value.js';
import { ProcessBodyError } from './errors.js';
import type { Task } from './task.js';
import { isThenable, isWaitable } from './waitable.js';

/** How a wait ended. */
export interface Ending {
  /** Whether something was thrown there: the error of what was waited for, an interrupt, a cancellation. */
  readonly failed: boolean;
  /** The value, or what was thrown. */
  readonly outcome: unknown;
}

/** The running part of a process: its suspended function, in one of two styles. */
export interface RunningBody {
  readonly isGenerator: boolean;
  /** Goes on where it waits. */
  goOn(task: Task, ending: Ending): void;
}

/** Begins the body of a process, which is `running`. */
export function beginBody(task: Task): void {
  const { process, kernel } = task;
  let made: unknown;
  try {
    made = process.run();
  } catch (error) {
    task.fail(error);
    return;
  }
  if (isCoroutine(made)) task.adopt(new GeneratorBody(made));
  else if (isThenable(made) && !isWaitable(made)) kernel.driver.adopt(task, made as PromiseLike<unknown>);
  else task.fail(notABody(task, made));
}

class GeneratorBody implements RunningBody {
  readonly isGenerator = true;
  private readonly generator: Coroutine;

  constructor(generator: Coroutine) {
    this.generator = generator;
  }

  goOn(task: Task, { failed, outcome }: Ending): void {
    const { delegate, driver } = task.kernel;
    delegate.reset();
    driver.noteSynchronous(task);
    let result: IteratorResult<unknown, unknown>;
    try {
      result = failed ? this.generator.throw(outcome) : this.generator.next(outcome);
    } catch (error) {
      task.fail(error);
      return;
    }
    if (task.status === 'waiting' && result.value !== delegate.suspension)
      task.fail(delegate.notDelegated(task));
    else if (result.done === true) task.finish(result.value);
    else if (result.value !== delegate.suspension) task.fail(bareYield(task, result.value));
  }
}

function isCoroutine(made: unknown): made is Coroutine {
  return (
    typeof made === 'object' &&
    made !== null &&
    Symbol.iterator in made &&
    typeof (made as { next?: unknown }).next === 'function'
  );
}

function notABody({ name, kernel }: Task, made: unknown): ProcessBodyError {
  return new ProcessBodyError(
    `the body of process '${name}' returned ${describeValue(made)}; a body is an async function or a generator function`,
    kernel.place,
  );
}

function bareYield({ name, kernel }: Task, value: unknown): ProcessBodyError {
  const what = isWaitable(value) ? value.describe() : describeValue(value);
  return new ProcessBodyError(
    `process '${name}' yielded ${what}; a generator process waits with 'yield*', as in 'yield* env.timeout(1)'`,
    kernel.place,
  );
}
