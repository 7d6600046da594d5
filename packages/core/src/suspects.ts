import type { Task } from './task.js';

/** Who may have started a helper that will wait when it is nobody's turn: whoever ran since a microtask passed. */
export class Suspects {
  /** The one, if it is only one process. */
  only: Task | undefined = undefined;
  /** When the first of them ran. */
  since: number | undefined = undefined;
  private synchronous = false;

  /** Whether code has run that no microtask followed. */
  get isOwing(): boolean {
    return this.synchronous;
  }

  /** An async process has ended its turn: nobody else has run since the last microtask. */
  set(task: Task, now: number): void {
    this.only = task;
    this.since = now;
  }

  /** A generator process, or a callback (`undefined`), runs. */
  addSynchronous(task: Task | undefined, now: number): void {
    if (!this.synchronous) {
      this.synchronous = true;
      this.only = task;
      this.since = now;
    } else if (this.only !== task) {
      this.only = undefined;
    }
  }

  clear(): void {
    this.only = undefined;
    this.since = undefined;
    this.synchronous = false;
  }
}
