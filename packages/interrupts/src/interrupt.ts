import { ArgumentError, isProcess, SimulationError } from '@asimjs/core';
import type { Process } from '@asimjs/core';
import { brand, describeValue, isBranded, NOWHERE, taskOf } from '@asimjs/core/protocol';
import { isLoss } from './loss.js';

let noteRemainingIn: (interrupt: Interrupt, remaining: number) => void;

/** Says how much `work` had left when it was interrupted. */
export function noteRemaining(interrupt: Interrupt, remaining: number): void {
  noteRemainingIn(interrupt, remaining);
}

/**
 * Thrown in a process that was interrupted, where it is suspended. Caught there, the process goes on, and so does the
 * run; not caught, the process fails.
 */
export class Interrupt<C = unknown> extends SimulationError {
  static {
    brand(this, 'interrupt');
    noteRemainingIn = (interrupt, remaining) => {
      interrupt.#remaining = remaining;
    };
  }

  override readonly name: string = 'Interrupt';
  /** What was given as the reason. */
  override readonly cause: C;
  /** The process that was running when it was sent; `undefined` if none was. */
  readonly by: Process | undefined;
  #remaining: number | undefined = undefined;

  constructor(target: Process, cause: C) {
    const { activeProcess, now } = target.env;
    super(`process '${target.name}' was interrupted${describeCause(cause, activeProcess)}`, {
      time: now,
      process: target.name,
    });
    this.cause = cause;
    this.by = activeProcess;
  }

  /** If it comes out of `work`, or is given to the handler of one: the time that this work has left. */
  get remaining(): number | undefined {
    return this.#remaining;
  }
}

/** Whether `error` is an interrupt, of any copy of this package. */
export function isInterrupt(error: unknown): error is Interrupt {
  return isBranded(error, 'interrupt');
}

/**
 * Interrupts a process: its present wait ends with an {@link Interrupt}, and what it waited for is withdrawn. If that
 * wait was granted before, its value arrives first, and the interrupt is thrown at the next await that would suspend.
 * So it is with a process that is not waiting: one that has not begun, or this one itself.
 *
 * Each is delivered once, in the order sent, unless the process ends first.
 * @returns whether the process is alive
 * @throws ArgumentError for what is no process.
 * @example
 * ```ts fragment
 * const sleeper = env.process(async () => {
 *   try {
 *     await env.timeout(8);
 *   } catch (error) {
 *     if (!isInterrupt(error)) throw error;
 *     console.log(env.now, error.cause);
 *   }
 * });
 * env.schedule(5, () => interrupt(sleeper, 'the alarm'));
 * ```
 *
 * ```text output
 * 5 the alarm
 * ```
 */
export function interrupt(process: Process, cause?: unknown): boolean {
  if (!isProcess(process)) {
    throw new ArgumentError(
      `interrupt takes a Process first, but was given ${describeValue(process)}`,
      NOWHERE,
    );
  }
  return taskOf(process).deliver({ error: new Interrupt(process, cause) });
}

function describeCause(cause: unknown, by: Process | undefined): string {
  // Who is behind a loss, the loss says for itself.
  if (isLoss(cause)) return `: ${cause.toString()}`;
  const who = by === undefined ? '' : ` by '${by.name}'`;
  return `${who}${cause === undefined ? '' : `: ${describeValue(cause)}`}`;
}
