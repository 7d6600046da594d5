import { brand, isBranded } from './brand.js';
import { describeValue } from './describe-value.js';
import { ArgumentError, NOWHERE } from './errors.js';
import { assertFlag, assertName, assertOptions, isObject, kernelOf } from './checks.js';
import type { Coroutine } from './delegate.js';
import type { Environment } from './environment.js';
import type { SimEvent } from './event.js';
import { printAsText } from './print.js';
import { Task } from './task.js';
import type { ProcessStatus } from './task.js';
import type { Timeout } from './timeout.js';
import type { Plain, Waitable } from './waitable.js';

/** What the body of a process returns: a promise (async style) or a generator. */
export type Body<T> = Promise<T> | Coroutine<Plain<T>>;

export interface ProcessOptions {
  /** For messages and traces; by default the name of the function or class, and a number. */
  readonly name?: string | undefined;
  /** Whether it may wait for ever without being counted as deadlocked, as a server does. Default `false`. */
  readonly background?: boolean | undefined;
}

let taskOfProcess: (process: Process) => ProcessControl;

/**
 * A course of action in simulated time. Subclasses say what it does in {@link run}, as an async method or a generator
 * method; it begins in the instant in which it is made, after what is running.
 *
 * A process is no waitable, so it can travel through queues; to join it, await its {@link finished}.
 * @example
 * ```ts fragment
 * class Courier extends Process {
 *   async run() {
 *     await this.timeout(3);
 *     return 'delivered';
 *   }
 * }
 * const courier = new Courier(env, { name: 'Ada' });
 * env.process(async () => {
 *   const result = await courier.finished;
 *   console.log(env.now, result);
 * });
 * ```
 *
 * ```text output
 * 3 delivered
 * ```
 */
export abstract class Process<T = unknown> {
  readonly #task: Task;

  static {
    brand(this, 'process');
    printAsText(this);
    taskOfProcess = (process) => {
      if (isObject(process) && #task in process) return process.#task;
      throw new ArgumentError(
        `taskOf takes a Process of this copy of @asimjs/core, but was given ${describeValue(process)}; install one copy of it`,
        NOWHERE,
      );
    };
  }

  constructor(env: Environment, options: ProcessOptions = {}) {
    const kernel = kernelOf(env, `new ${new.target.name}`);
    kernel.assertMayChange();
    assertOptions(kernel, 'a process', options);
    assertName(kernel, options.name);
    assertFlag(kernel, 'background', options.background);
    const name = options.name ?? kernel.defaultName(new.target.name);
    this.#task = new Task(kernel, this, name, options.background === true);
  }

  /** What the process does. Called by the environment. */
  abstract run(): Body<T>;

  get name(): string {
    return this.#task.name;
  }

  get env(): Environment {
    return this.#task.kernel.env;
  }

  /** The simulated time. */
  get now(): number {
    return this.#task.kernel.now;
  }

  get status(): ProcessStatus {
    this.#task.kernel.noteTouched(this);
    return this.#task.status;
  }

  /** What it waits for, while its status is `waiting`. */
  get waitingFor(): Waitable | undefined {
    this.#task.kernel.noteTouched(this);
    return this.#task.status === 'waiting' ? this.#task.waitingFor : undefined;
  }

  toString(): string {
    const { status, waitingFor } = this;
    return `process '${this.name}' (${waitingFor === undefined ? status : `waiting for ${waitingFor.describe()}`})`;
  }

  /** Succeeds with what the body returns, fails with what it throws, or with Cancelled. */
  get finished(): SimEvent<T> {
    this.#task.kernel.noteTouched(this);
    return this.#task.finished as SimEvent<T>;
  }

  /** The same as `env.timeout`. */
  timeout(delay: number): Timeout;
  timeout<V>(delay: number, value: Plain<V>): Timeout<V>;
  timeout<V>(delay: number, value?: Plain<V>): Timeout<V | undefined> {
    return this.env.timeout<V | undefined>(delay, value as Plain<V | undefined>);
  }

  /**
   * Ends the process: {@link Cancelled} is thrown where it is suspended, and at every later suspension. A wait that
   * is over already gives its value first. A process that has not begun never does.
   * @returns whether it was alive
   */
  cancel(reason?: unknown): boolean {
    return this.#task.cancel(reason);
  }
}

/** Whether `value` is a process, of any copy of this package. */
export function isProcess(value: unknown): value is Process {
  return isBranded(value, 'process');
}

/** What a package like `interrupts` may do to a process. */
export type ProcessControl = Pick<
  Task,
  'deliver' | 'deliverLater' | 'recall' | 'holdDeliveries' | 'releaseDeliveries'
>;

/** How to throw errors into a process: for those who write packages like `interrupts`. */
export function taskOf(process: Process): ProcessControl {
  return taskOfProcess(process);
}
