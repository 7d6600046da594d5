import type { RunListener } from './async-driver.js';
import { describeBlocked, findBlocked } from './blocked.js';
import type { Blocked } from './blocked.js';
import { refusePromise } from './checks.js';
import { CallbackFailedError, DeadlockError, RunStateError } from './errors.js';
import type { Kernel } from './kernel.js';
import { isEnding } from './pause.js';
import type { Ending, EndReason } from './pause.js';
import { planRun } from './run-options.js';
import type { RunOptions, RunPlan } from './run-options.js';
import type { Listener, Waitable } from './waitable.js';

/** Why a run ended, and how things stand. */
export interface RunResult<Value = unknown> {
  /**
   * - `exhausted`: nothing is left to do, up to the limit or at all
   * - `until`: the time of `until` or `before` was reached, and there is more to do after it
   * - `event`: the event of `until` happened
   * - `stopped`: `stop` was called
   * - `aborted`: the signal said so
   * - `maxSteps`: that many steps were done
   */
  readonly reason: EndReason;
  /** The simulated time at the end. */
  readonly now: number;
  /** Steps done in this run. */
  readonly steps: number;
  /** The value of the event, or what `stop` was given. */
  readonly value: Value | undefined;
  /** Every process that is suspended, in order of creation. */
  readonly blocked: readonly Blocked[];
}

/** Who is told how an async run ended. */
export interface RunCallbacks {
  resolve(result: RunResult): void;
  reject(error: unknown): void;
}

/** One call of `run` or `runSync`. */
export class Run implements RunListener, Listener {
  private readonly kernel: Kernel;
  private readonly plan: RunPlan;
  private readonly firstStep: number;
  private callbacks: RunCallbacks | undefined = undefined;

  /** @throws ArgumentError, RunStateError, EnvironmentClosedError, or the error that closed the environment */
  constructor(kernel: Kernel, options: number | RunOptions) {
    assertCanRun(kernel);
    this.kernel = kernel;
    this.plan = planRun(kernel, options);
    this.firstStep = kernel.steps.done;
    const { isAborted } = this;
    kernel.begin(this.plan);
    if (isAborted) kernel.endRun('aborted');
    this.plan.event?.attend(this);
  }

  get isHeard(): boolean {
    return true;
  }

  /** The event of `until` has happened. */
  happened(event: Waitable): void {
    if (event.failed) this.kernel.fail(event.outcome);
    else this.kernel.endRun('event');
  }

  sync(): RunResult {
    for (;;) {
      const pause = this.kernel.advance();
      const ending = isEnding(pause) ? pause : this.beforeTurn();
      if (ending !== undefined) return this.end(ending);
      this.kernel.hostHadTurn();
    }
  }

  /** Runs with async processes, and tells `callbacks` how it ended. */
  async(callbacks: RunCallbacks): void {
    this.callbacks = callbacks;
    this.kernel.driver.drive(this);
  }

  beforeTurn(): Ending | undefined {
    this.reportProgress();
    if (this.kernel.failure !== undefined) return 'failed';
    return this.isAborted ? 'aborted' : undefined;
  }

  ended(how: Ending): void {
    try {
      this.callbacks?.resolve(this.end(how));
    } catch (error) {
      this.callbacks?.reject(error);
    }
  }

  private get isAborted(): boolean {
    return this.plan.signal?.aborted === true;
  }

  /** @throws the error that ended the run */
  private end(how: Ending): RunResult {
    const { kernel, plan } = this;
    kernel.active = undefined;
    plan.event?.abandon(this);
    if (how === 'exhausted' || how === 'until') kernel.moveToLimit();
    this.reportProgress();
    kernel.running = false;
    kernel.explorer = undefined;
    const blocked = findBlocked(kernel);
    if (how === 'exhausted' && plan.strict) this.failIfDeadlocked(blocked);
    if (how === 'failed' || kernel.failure !== undefined) throw takeFailure(kernel);
    const value = how === 'event' ? plan.event?.outcome : kernel.stopValue;
    return { reason: how, now: kernel.now, steps: kernel.steps.done - this.firstStep, value, blocked };
  }

  private failIfDeadlocked(blocked: readonly Blocked[]): void {
    const stuck = blocked.filter(({ background }) => !background);
    if (stuck.length === 0) return;
    this.kernel.fail(new DeadlockError(stuck, describeBlocked(stuck), this.kernel.place));
  }

  private reportProgress(): void {
    const { kernel, plan, firstStep } = this;
    try {
      refusePromise(
        kernel,
        'onProgress',
        plan.onProgress?.({ now: kernel.now, steps: kernel.steps.done - firstStep }),
      );
    } catch (error) {
      kernel.fail(new CallbackFailedError('onProgress', error, kernel.place));
    }
  }
}

function assertCanRun(kernel: Kernel): void {
  if (kernel.running) {
    throw new RunStateError(
      'the environment is running already; await the run that is under way',
      kernel.place,
    );
  }
  if (kernel.failure !== undefined) throw takeFailure(kernel);
}

/** The error that closed the environment, the first time; then that it is closed. */
function takeFailure(kernel: Kernel): unknown {
  const { failure } = kernel;
  if (failure === undefined || failure.heard) return kernel.closedError();
  failure.heard = true;
  return failure.error;
}
