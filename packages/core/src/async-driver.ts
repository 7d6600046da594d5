import { ConcurrentWaitError, OutsideProcessError, RunStateError } from './errors.js';
import { hostTurn } from './host-turn.js';
import type { Kernel, Pause } from './kernel.js';
import type { Ending, RunningBody } from './body.js';
import type { Task } from './task.js';
import type { Waitable } from './waitable.js';

/** Whoever began a run, and is told how it goes. */
export interface RunListener {
  /** The host is about to have a turn. @returns how the run is to end, if it is to */
  beforeTurn(): Pause | undefined;
  ended(how: Pause): void;
}

const HOW_TO_WAIT =
  "wait for several with allOf or firstOf instead of Promise.all or Promise.race, await every async helper, and start what is to go on by itself with env.process";

/**
 * Runs async processes: hands one its turn, and does nothing until it waits again or its promise settles.
 *
 * `await waitable` calls the waitable's `then` a microtask later; that call is the suspension. Each resumption is
 * preceded by a microtask that arms the driver, so that a `then` that comes while the driver is not armed is known
 * to stem from the process before: it waits for two things at once.
 */
export class AsyncDriver {
  private readonly kernel: Kernel;
  private listener: RunListener | undefined = undefined;
  /** The async process that has its turn. */
  private parked: Task | undefined = undefined;
  /** The process that waited last: the culprit if a wait comes unarmed. */
  private lastWaiter: Task | undefined = undefined;
  /** Resumptions whose arming microtask has not come yet. */
  private unarmed = 0;
  /** How the run is to end, once the microtasks that are under way have come. */
  private ending: Pause | undefined = undefined;
  private readonly settled: Promise<void> = Promise.resolve();
  private readonly arm: () => void = () => {
    this.unarmed--;
  };

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  get isParked(): boolean {
    return this.parked !== undefined;
  }

  /** Runs a kernel that has begun, to the end, of which `listener` is told. */
  drive(listener: RunListener): void {
    this.listener = listener;
    this.proceed();
  }

  /** To be called before any body begins; what it awaits first is waited for after this microtask. */
  beforeBody(): void {
    if (this.listener !== undefined) this.disarm();
  }

  /** Parks the kernel until the async body that made `promise` waits or ends. */
  adopt(task: Task, promise: PromiseLike<unknown>): void {
    promise.then(
      (value) => {
        this.bodyEnded(task, false, value);
      },
      (error: unknown) => {
        this.bodyEnded(task, true, error);
      },
    );
    if (this.listener === undefined) this.kernel.fail(this.asyncInSyncRun(task));
    else this.parked = task;
  }

  /** Gives `task` its turn. What is settled after this call is seen by it, and by nobody before. */
  handTurn(task: Task): void {
    this.parked = task;
    this.disarm();
  }

  /** The `then` of every waitable. */
  wait(waitable: Waitable, resolve: (value: unknown) => void, reject: (error: unknown) => void): void {
    const task = this.parked;
    if (task === undefined || this.unarmed > 0) {
      this.strayWait(waitable, reject);
      return;
    }
    this.lastWaiter = task;
    task.continueAs(new AsyncBody(resolve, reject));
    if (task.wait(waitable)) {
      task.goOn();
    } else {
      this.parked = undefined;
      this.proceed();
    }
  }

  private disarm(): void {
    this.unarmed++;
    // Not queueMicrotask: Node makes an async resource for each of its calls.
    void this.settled.then(this.arm);
  }

  private proceed(): void {
    const pause = this.advance();
    if (pause === 'parked') return;
    const ending = pause === 'turn' ? this.listener?.beforeTurn() : pause;
    if (ending !== undefined) this.end(ending);
    else hostTurn(this.afterTurn);
  }

  private advance(): Pause {
    this.kernel.active = undefined;
    try {
      return this.kernel.advance();
    } catch (error) {
      this.kernel.fail(error);
      return 'failed';
    }
  }

  private readonly afterTurn: () => void = () => {
    if (this.listener === undefined) return;
    this.kernel.steps.beginTurn();
    this.proceed();
  };

  private bodyEnded(task: Task, failed: boolean, outcome: unknown): void {
    if (this.kernel.failure !== undefined) return;
    // Unarmed, the turn that is about to begin is a helper's.
    if (task !== this.parked || this.unarmed > 0) {
      this.failRun(this.helperStillWaits(task, failed, outcome));
      return;
    }
    this.parked = undefined;
    if (failed) task.fail(outcome);
    else task.finish(outcome);
    this.proceed();
  }

  private strayWait(waitable: Waitable, reject: (error: unknown) => void): void {
    const { kernel } = this;
    // A process of a closed environment stays where it is for ever.
    if (kernel.failure !== undefined) return;
    if (kernel.running) this.failRun(this.concurrentWait(waitable));
    else {
      reject(
        new OutsideProcessError(
          `${waitable.describe()} was awaited outside any process; put the wait into a body given to env.process, and give the clock a run with env.run`,
          kernel.place,
        ),
      );
    }
  }

  /** Ends the run with an error that no process gets to see. */
  private failRun(error: unknown): void {
    this.kernel.fail(error);
    if (this.listener !== undefined) this.end('failed');
  }

  /** Waits for a microtask, so that a second wait of the last step is still seen. */
  private end(how: Pause): void {
    const isFirst = this.ending === undefined;
    this.ending = how;
    if (isFirst) void this.settled.then(this.finish);
  }

  private readonly finish: () => void = () => {
    const { listener, ending } = this;
    this.listener = undefined;
    this.ending = undefined;
    this.parked = undefined;
    if (ending !== undefined) listener?.ended(ending);
  };

  private asyncInSyncRun(task: Task): RunStateError {
    return new RunStateError(
      `process '${task.name}' is async, and runSync runs generator processes only; write 'await env.run(...)', or make its body a generator`,
      this.kernel.place,
    );
  }

  private concurrentWait(waitable: Waitable): ConcurrentWaitError {
    const who = this.lastWaiter?.name;
    return new ConcurrentWaitError(
      `${who === undefined ? 'code outside any process' : `process '${who}'`} waited for ${waitable.describe()} while it was not its turn, as a second wait beside another does; ${HOW_TO_WAIT}`,
      { time: this.kernel.now, process: who },
    );
  }

  private helperStillWaits(task: Task, failed: boolean, outcome: unknown): ConcurrentWaitError {
    const what = task.waitingFor?.describe() ?? 'what it had waited for';
    return new ConcurrentWaitError(
      `the body of process '${task.name}' ended while a helper of it was still at work, with ${what}; ${HOW_TO_WAIT}`,
      { time: this.kernel.now, process: task.name },
      failed ? { cause: outcome } : {},
    );
  }
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
    task.kernel.driver.handTurn(task);
    if (failed) this.reject(outcome);
    else this.resolve(outcome);
  }
}
