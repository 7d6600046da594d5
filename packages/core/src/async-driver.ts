import type { Ending, RunningBody } from './body.js';
import { ConcurrentWaitError, OutsideProcessError, RunStateError } from './errors.js';
import { hostTurn } from './host-turn.js';
import type { Kernel } from './kernel.js';
import { isEnding } from './pause.js';
import type { Ending as RunEnding } from './pause.js';
import { Suspects } from './suspects.js';
import type { Task } from './task.js';
import type { Waitable } from './waitable.js';

/** Whoever began a run, and is told how it goes. */
export interface RunListener {
  /** The host is about to have a turn. @returns how the run is to end, if it is to */
  beforeTurn(): RunEnding | undefined;
  ended(how: RunEnding): void;
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
  private ending: RunEnding | undefined = undefined;
  private readonly settled: Promise<void> = Promise.resolve();

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
      if (failed) task.fail(outcome);
      else task.finish(outcome);
      this.endTurn(task);
    } else if (this.kernel.failure === undefined) {
      this.failRun(helperStillWaits(task, failed, outcome));
    }
  }

  private endTurn(task: Task): void {
    this.turn = undefined;
    this.suspects.set(task, this.kernel.now);
    // Not queueMicrotask: Node makes an async resource for each of its calls.
    void this.settled.then(this.afterMicrotask);
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
    this.kernel.steps.beginTurn();
    this.proceed();
  };

  private proceed(): void {
    this.suspects.clear();
    this.kernel.active = undefined;
    const pause = this.kernel.advance();
    if (pause === 'parked') return;
    if (pause === 'microtask') {
      void this.settled.then(this.afterMicrotask);
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
  private end(how: RunEnding): void {
    const isFirst = this.ending === undefined;
    this.ending = how;
    if (isFirst) void this.settled.then(this.finish);
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

/** An async function at an `await`. */
class AsyncBody implements RunningBody {
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

const HOW_TO_WAIT =
  'wait for several with allOf or firstOf instead of Promise.all or Promise.race, await every async helper, and start what is to go on by itself with env.process';

function concurrentWait(kernel: Kernel, suspects: Suspects, waitable: Waitable): ConcurrentWaitError {
  // A generator that is running calls `then` itself.
  const culprit = kernel.active ?? suspects.only;
  const who =
    culprit === undefined
      ? 'code outside any process, or a helper that a callback or one of several generator processes started,'
      : `process '${culprit.name}'`;
  return new ConcurrentWaitError(
    `${who} waited for ${waitable.describe()} while it was not its turn, as a second wait beside another does; ${HOW_TO_WAIT}`,
    { time: suspects.since ?? kernel.now, process: culprit?.name },
  );
}

function helperStillWaits(task: Task, failed: boolean, outcome: unknown): ConcurrentWaitError {
  const what = task.waitingFor?.describe() ?? 'what it had waited for';
  return new ConcurrentWaitError(
    `the body of process '${task.name}' ended while a helper of it was still at work, with ${what}; ${HOW_TO_WAIT}`,
    { time: task.kernel.now, process: task.name },
    failed ? { cause: outcome } : {},
  );
}

function waitOutside(kernel: Kernel, waitable: Waitable): OutsideProcessError {
  return new OutsideProcessError(
    `${waitable.describe()} was awaited outside any process; put the wait into a body given to env.process, and give the clock a run with env.run`,
    kernel.place,
  );
}

function asyncInSyncRun(task: Task): RunStateError {
  return new RunStateError(
    `process '${task.name}' is async, and runSync runs generator processes only; write 'await env.run(...)', or make its body a generator`,
    task.kernel.place,
  );
}
