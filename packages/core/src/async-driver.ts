import { AsyncBody } from './async-body.js';
import { hostTurn } from './host-turn.js';
import type { Kernel } from './kernel.js';
import { isEnding } from './pause.js';
import type { Ending } from './pause.js';
import { Suspects } from './suspects.js';
import type { Task } from './task.js';
import { asyncInSyncRun, concurrentWait, helperStillWaits, waitOutside } from './wait-errors.js';
import type { Waitable } from './waitable.js';

/** Whoever began a run, and is told how it goes. */
export interface RunListener {
  /** The host is about to have a turn. @returns how the run is to end, if it is to */
  beforeTurn(): Ending | undefined;
  ended(how: Ending): void;
}

/**
 * Runs async processes: hands one its turn, and does nothing until it waits again or its promise settles.
 *
 * `await waitable` calls the waitable's `then` a microtask later; that call is the suspension. Before anyone else runs
 * the driver lets a microtask pass: a `then` that comes in it, while it is nobody's turn, is known to stem from the
 * step before, which waits for two things at once.
 */
export class AsyncDriver {
  private readonly kernel: Kernel;
  private readonly suspects = new Suspects();
  private listener: RunListener | undefined = undefined;
  /** The async process that has its turn. */
  private turn: Task | undefined = undefined;
  /** The process that goes on with its step when the microtask has passed: its wait was over at once. */
  private goesOn: Task | undefined = undefined;
  /** How the run is to end, once the microtasks that are under way have come. */
  private ending: Ending | undefined = undefined;
  private readonly resolved: Promise<void> = Promise.resolve();

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  get isParked(): boolean {
    return this.turn !== undefined;
  }

  /** Whether synchronous code has run, which may have started helpers, since a microtask passed. */
  get owesMicrotask(): boolean {
    return this.suspects.isOwing;
  }

  /** Runs a kernel that has begun, to the end, of which `listener` is told. */
  drive(listener: RunListener): void {
    this.listener = listener;
    this.proceed();
  }

  /** Notes that a generator process, or a callback, runs. */
  noteSynchronous(task: Task | undefined): void {
    if (this.listener !== undefined) this.suspects.addSynchronous(task, this.kernel.now);
  }

  /** Takes the body of a process that turned out to be async, and parks the kernel until that waits or ends. */
  adopt(task: Task, promise: PromiseLike<unknown>): void {
    promise.then(
      (value) => {
        this.bodyEnded(task, false, value);
      },
      (error: unknown) => {
        this.bodyEnded(task, true, error);
      },
    );
    this.handTurn(task);
  }

  /** Gives `task` its turn. @returns whether that can be done in this run */
  handTurn(task: Task): boolean {
    if (this.listener === undefined) {
      this.kernel.fail(asyncInSyncRun(task));
      return false;
    }
    this.turn = task;
    return true;
  }

  /** The `then` of every waitable. */
  wait(waitable: Waitable, resolve: (value: unknown) => void, reject: (error: unknown) => void): void {
    const task = this.turn;
    if (task === undefined) {
      this.strayWait(waitable, reject);
      return;
    }
    task.continueAs(new AsyncBody(resolve, reject));
    if (task.wait(waitable)) this.goesOn = task;
    this.endTurn(task);
  }

  private bodyEnded(task: Task, failed: boolean, outcome: unknown): void {
    if (task === this.turn) {
      try {
        if (failed) task.fail(outcome);
        else task.finish(outcome);
      } catch (error) {
        this.kernel.fail(error);
      }
      this.endTurn(task);
    } else if (this.kernel.failure === undefined) {
      this.failRun(helperStillWaits(task, failed, outcome));
    }
  }

  private endTurn(task: Task): void {
    this.turn = undefined;
    this.suspects.set(task, this.kernel.now);
    this.inMicrotask(this.afterMicrotask);
  }

  private readonly afterMicrotask: () => void = () => {
    if (this.listener === undefined || this.ending !== undefined) return;
    const { goesOn } = this;
    this.goesOn = undefined;
    if (goesOn === undefined) this.proceed();
    else goesOn.goOn();
  };

  private readonly afterHostTurn: () => void = () => {
    if (this.listener === undefined || this.ending !== undefined) return;
    this.kernel.hostHadTurn();
    this.proceed();
  };

  private proceed(): void {
    this.suspects.clear();
    this.kernel.active = undefined;
    const pause = this.kernel.advance();
    if (pause === 'parked') return;
    if (pause === 'microtask') {
      this.inMicrotask(this.afterMicrotask);
      return;
    }
    const ending = isEnding(pause) ? pause : this.listener?.beforeTurn();
    if (ending === undefined) hostTurn(this.afterHostTurn);
    else this.end(ending);
  }

  private strayWait(waitable: Waitable, reject: (error: unknown) => void): void {
    const { kernel } = this;
    // A process of a closed environment stays where it is for ever.
    if (kernel.failure !== undefined) return;
    if (kernel.running) this.failRun(concurrentWait(kernel, this.suspects, waitable));
    else reject(waitOutside(kernel, waitable));
  }

  /** Ends the run with an error that no process gets to see. */
  private failRun(error: unknown): void {
    this.kernel.fail(error);
    if (this.listener !== undefined) this.end('failed');
  }

  /** Lets a microtask pass, so that a second wait of the last step is still seen. */
  private end(how: Ending): void {
    const isFirst = this.ending === undefined;
    this.ending = how;
    if (isFirst) this.inMicrotask(this.finish);
  }

  private inMicrotask(callback: () => void): void {
    // Not queueMicrotask: Node makes an async resource for each of its calls.
    void this.resolved.then(callback);
  }

  private readonly finish: () => void = () => {
    const { listener, ending } = this;
    this.listener = undefined;
    this.ending = undefined;
    this.turn = undefined;
    this.goesOn = undefined;
    if (ending !== undefined) listener?.ended(ending);
  };
}
