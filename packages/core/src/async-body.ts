import type { Ending, RunningBody } from './body.js';
import type { Task } from './task.js';

/** An async function at an `await`. */
export class AsyncBody implements RunningBody {
  readonly isGenerator = false;
  private readonly resolve: (value: unknown) => void;
  private readonly reject: (error: unknown) => void;

  constructor(resolve: (value: unknown) => void, reject: (error: unknown) => void) {
    this.resolve = resolve;
    this.reject = reject;
  }

  goOn(task: Task, { failed, outcome }: Ending): void {
    if (!task.kernel.driver.handTurn(task)) return;
    if (failed) this.reject(outcome);
    else this.resolve(outcome);
  }
}
