import { runAsync } from './async-run.js';
import { brand } from './brand.js';
import { assertDelay, assertOptions, assertPriority, isObject } from './checks.js';
import { describeValue } from './describe-value.js';
import { ArgumentError, NOWHERE, RunStateError } from './errors.js';
import { SimEvent } from './event.js';
import { FunctionProcess } from './function-process.js';
import type { ProcessFunction } from './function-process.js';
import { Kernel } from './kernel.js';
import { ObserverGroup } from './observer.js';
import type { Observer } from './observer.js';
import { printAsText } from './print.js';
import type { Process, ProcessOptions } from './process.js';
import type { RunOptions } from './run-options.js';
import { Run } from './run.js';
import type { RunResult } from './run.js';
import { ScheduledCall } from './scheduled-call.js';
import type { ScheduleHandle } from './scheduled-call.js';
import { Timeout } from './timeout.js';
import type { Plain } from './waitable.js';

export interface EnvironmentOptions {
  /** The simulated time at the beginning, a finite number. Default 0. */
  readonly start?: number | undefined;
  /**
   * How many steps may be done without the clock moving before a LivelockError, besides one for each process that
   * was there when the instant began. Default 1,000,000.
   */
  readonly maxStepsPerInstant?: number | undefined;
}

export interface ScheduleOptions {
  /** Lower goes first among what is due at the same time; timeouts have 0. Default 0. */
  readonly priority?: number | undefined;
}

export interface EventOptions {
  /** For messages and traces. */
  readonly name?: string | undefined;
}

/**
 * A simulation: a clock, the processes that live by it, and the events to come. Time has the unit of your model.
 *
 * All state hangs on the environment, so any number of them can run side by side.
 * @example
 * ```ts fragment
 * const env = new Environment();
 * env.process(async function bus() {
 *   for (;;) {
 *     await env.timeout(4);
 *     console.log(env.now);
 *   }
 * });
 * const { reason } = await env.run({ until: 10 });
 * console.log(env.now, reason);
 * ```
 *
 * ```text output
 * 4
 * 8
 * 10 until
 * ```
 */
export class Environment {
  static {
    brand(this, 'environment');
    printAsText(this);
  }

  /** For those who write waitables, resources and packages like `interrupts`. */
  readonly kernel: Kernel;

  constructor(options: EnvironmentOptions = {}) {
    this.kernel = new Kernel(this, checkStart(options), checkStepLimit(options));
  }

  toString(): string {
    return `environment (time ${String(this.now)})`;
  }

  /** The simulated time. */
  get now(): number {
    return this.kernel.now;
  }

  /** The process whose step is being run, if one is. */
  get activeProcess(): Process | undefined {
    return this.kernel.active?.process;
  }

  /**
   * An event that succeeds `delay` from now, with `value`. A delay of 0 is due in this instant, after everything that
   * is ready; Infinity never comes.
   * @param delay a number >= 0
   */
  timeout(delay: number): Timeout;
  timeout<V>(delay: number, value: Plain<V>): Timeout<V>;
  timeout<V>(delay: number, value?: Plain<V>): Timeout<V | undefined> {
    return new Timeout<V | undefined>(this.kernel, delay, value);
  }

  /** An event that happens when its `succeed` or `fail` is called. */
  event<T = void>(options: EventOptions = {}): SimEvent<T> {
    assertOptions(this.kernel, 'env.event', options);
    return new SimEvent<T>(this.kernel, options.name);
  }

  /** A process with the given body, which begins in this instant, after what is running. */
  process<T>(body: ProcessFunction<T>, options?: ProcessOptions): Process<T> {
    return new FunctionProcess(this, body, options);
  }

  /**
   * Calls a plain function `delay` from now. It keeps the run alive until it has run or is cancelled; what it throws
   * ends the run.
   * @param delay a number >= 0
   */
  schedule(delay: number, callback: () => void, options: ScheduleOptions = {}): ScheduleHandle {
    const { kernel } = this;
    kernel.assertMayChange();
    assertDelay(kernel, 'schedule', delay);
    assertOptions(kernel, 'schedule', options);
    const { priority = 0 } = options;
    assertPriority(kernel, priority);
    return new ScheduledCall(kernel, delay, priority, callback);
  }

  /**
   * Runs the simulation: to the end, up to a time (a number is short for `{ until }`), or to an event.
   *
   * The promise is rejected with ArgumentError or RunStateError for a wrong call, with the error of a process, event or
   * callback that failed unheard, with the error of the event of `until`, with ConcurrentWaitError, LivelockError or
   * DeadlockError. All but a wrong call close the environment.
   */
  run<Value>(options: RunOptions & { readonly until: SimEvent<Value> }): Promise<RunResult<Value>>;
  run(options?: number | RunOptions): Promise<RunResult>;
  run(options: number | RunOptions = {}): Promise<RunResult> {
    return runAsync(this.kernel, options);
  }

  /** Like {@link run}, at once, for models whose processes are all generators. Throws what `run` rejects with. */
  runSync<Value>(options: RunOptions & { readonly until: SimEvent<Value> }): RunResult<Value>;
  runSync(options?: number | RunOptions): RunResult;
  runSync(options: number | RunOptions = {}): RunResult {
    return new Run(this.kernel, options).sync();
  }

  /** Time of the next piece of work; Infinity if there is none. */
  peek(): number {
    this.kernel.noteTouched(this);
    return this.kernel.peek();
  }

  /**
   * Ends the run when the present step does. The run can be taken up again.
   * @throws RunStateError if no run is under way
   */
  stop(value?: unknown): void {
    const { kernel } = this;
    if (!kernel.running) throw new RunStateError('stop was called while no run is under way', kernel.place);
    kernel.assertMayChange();
    kernel.stopValue = value;
    kernel.endRun('stopped');
  }

  /** Has `observer` told of everything from now on. @returns a function that ends it */
  observe(observer: Observer): () => void {
    const { kernel } = this;
    assertOptions(kernel, 'env.observe', observer);
    const group = (kernel.observer ??= new ObserverGroup(kernel));
    const stop = group.add(observer);
    // An observer sees everything: what goes before and what after makes a difference.
    kernel.noteTouched(this);
    return () => {
      kernel.noteTouched(this);
      stop();
    };
  }
}

function checkStart(options: EnvironmentOptions): number {
  if (!isObject(options))
    throw badOption(`takes an object of options, but was given ${describeValue(options)}`);
  const { start = 0 } = options;
  if (Number.isFinite(start)) return start;
  throw badOption(`takes a 'start' that is a finite number, but was given ${describeValue(start)}`);
}

function checkStepLimit({ maxStepsPerInstant = 1_000_000 }: EnvironmentOptions): number {
  if (maxStepsPerInstant === Infinity) return maxStepsPerInstant;
  if (Number.isInteger(maxStepsPerInstant) && maxStepsPerInstant >= 1) return maxStepsPerInstant;
  throw badOption(
    `takes a 'maxStepsPerInstant' that is an integer >= 1 or Infinity, but was given ${describeValue(maxStepsPerInstant)}`,
  );
}

function badOption(complaint: string): ArgumentError {
  return new ArgumentError(`new Environment ${complaint}`, NOWHERE);
}
