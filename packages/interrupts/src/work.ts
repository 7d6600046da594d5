import type { Coroutine, Environment, Waitable } from '@asimjs/core';
import { argumentError, assertOptions, kernelOf } from '@asimjs/core/protocol';
import type { Kernel } from '@asimjs/core/protocol';
import { isInterrupt, noteRemaining } from './interrupt.js';
import type { Interrupt } from './interrupt.js';
import { isLoss } from './loss.js';
import { Routine } from './routine.js';
import { Step } from './steps.js';
import type { Steps } from './steps.js';

/**
 * What becomes of a piece of work that was interrupted:
 * - `resume`: it goes on with what was left
 * - `restart`: it begins anew
 * - `drop`: it ends as it is
 */
export type WorkDecision = 'resume' | 'restart' | 'drop';

/** How far a piece of work has come. */
export interface WorkProgress {
  /** Time spent on it so far, without interruptions, and with what a restart has thrown away. */
  readonly worked: number;
  /** Time that is left. */
  readonly remaining: number;
  /** How often it was interrupted. */
  readonly interruptions: number;
}

/** How a piece of work ended. */
export interface WorkReport extends WorkProgress {
  /** Whether all of it was done; else it was dropped. */
  readonly completed: boolean;
}

/** What a handler may say. Nothing means `resume`. */
// eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- `async () => {}` gives it
export type Handled = WorkDecision | undefined | void;

export interface WorkOptions<H extends Handled = Handled> {
  /**
   * What the process does when it is interrupted, before it goes on with the work. It runs as a part of the process
   * and may wait; what it throws, `work` throws. An interrupt that comes meanwhile is thrown in the handler, so let
   * it `work` too if it takes time and may be interrupted in turn.
   */
  readonly onInterrupt: (
    interrupt: Interrupt,
    progress: WorkProgress,
  ) => H | PromiseLike<H> | Coroutine<H> | Waitable<H>;
}

const DECISIONS: readonly unknown[] = ['resume', 'restart', 'drop'];

/**
 * A piece of work that takes `duration` and survives interruptions: the time worked before one is kept, `onInterrupt`
 * runs, and then the work is resumed, restarted or dropped, as that says. Interruptions may nest to any depth; no time
 * is lost, or counted twice.
 *
 * If the interrupt took something from the process that is worked with, as an eviction takes a slot, it is thrown
 * after the handler, unless that has got the like of it again. An interrupt that comes out of `work` says in
 * `remaining` how much was left.
 * @param duration a number >= 0; Infinity means that it never ends by itself
 * @throws ArgumentError, before anything is done, for a duration or options that are none; later for a decision that is none.
 * @throws OutsideProcessError outside a process.
 * @throws ProcessBodyError for a handler that is of the other style than the process.
 * @example
 * ```ts fragment
 * async function perform(task: string, minutes: number) {
 *   await work(env, minutes, {
 *     onInterrupt: async ({ cause }, { remaining }) => {
 *       console.log(`${task}, ${remaining} minutes left, gives way to ${String(cause)}`);
 *       await perform(String(cause), 10); // may be interrupted in turn
 *     },
 *   });
 * }
 * const cook = env.process(() => perform('the dinner', 30));
 * env.schedule(12, () => interrupt(cook, 'a guest'));
 * ```
 *
 * ```text output
 * the dinner, 18 minutes left, gives way to a guest
 * ```
 */
export function work<H extends Handled>(
  env: Environment,
  duration: number,
  options: WorkOptions<H>,
): Routine<WorkReport> {
  checkWork(kernelOf(env, 'work'), duration, options);
  return new Routine('work', env, (_process, kernel) => new Work(kernel, duration, options).steps());
}

function checkWork(kernel: Kernel, duration: number, options: WorkOptions): void {
  if (typeof duration !== 'number' || !(duration >= 0))
    throw argumentError(kernel, 'work takes a duration that is a number >= 0', duration);
  assertOptions(kernel, 'work', options, ['onInterrupt']);
  if (typeof options.onInterrupt !== 'function')
    throw argumentError(kernel, "work takes a function as 'onInterrupt'", options.onInterrupt);
}

class Work {
  private readonly kernel: Kernel;
  private readonly duration: number;
  private readonly options: WorkOptions;
  /** Time spent that counts: since the beginning, or the latest restart. */
  private done = 0;
  private thrownAway = 0;
  private interruptions = 0;

  constructor(kernel: Kernel, duration: number, options: WorkOptions) {
    this.kernel = kernel;
    this.duration = duration;
    this.options = options;
  }

  *steps(): Steps<WorkReport> {
    do {
      const interrupt = yield* this.stretch();
      if (interrupt === undefined) break;
      const decision = yield* this.handle(interrupt);
      if (decision === 'drop') return this.report(false);
      if (decision === 'restart') this.restart();
    } while (this.remaining > 0);
    return this.report(true);
  }

  private get remaining(): number {
    return this.duration - this.done;
  }

  private get progress(): WorkProgress {
    const { done, thrownAway, remaining, interruptions } = this;
    return { worked: thrownAway + done, remaining, interruptions };
  }

  private report(completed: boolean): WorkReport {
    return { completed, ...this.progress };
  }

  /** Works until all is done, or until an interrupt, which it returns. */
  private *stretch(): Steps<Interrupt | undefined> {
    const begun = this.kernel.now;
    const end = this.kernel.env.timeout(this.remaining);
    try {
      yield new Step(this.kernel, 'work', end);
    } catch (error) {
      if (!isInterrupt(error)) throw error;
      this.advance(begun, end.time);
      return error;
    }
    this.done = this.duration;
    return undefined;
  }

  /** Counts the time since `begun`. Times are rounded: at the end of a stretch their difference may not be what was left. */
  private advance(begun: number, end: number): void {
    const { now } = this.kernel;
    this.done = now < end ? this.done + (now - begun) : this.duration;
  }

  private *handle(interrupt: Interrupt): Steps<unknown> {
    this.interruptions++;
    noteRemaining(interrupt, this.remaining);
    let decision: unknown;
    try {
      const handling = this.options.onInterrupt(interrupt, this.progress);
      decision = yield new Step(this.kernel, "the handler 'onInterrupt' of work", handling);
    } catch (error) {
      if (isInterrupt(error)) noteRemaining(error, this.remaining);
      throw error;
    }
    if (isLoss(interrupt.cause) && !interrupt.cause.isMadeGood) throw interrupt;
    if (decision !== undefined && !DECISIONS.includes(decision))
      throw argumentError(
        this.kernel,
        "'onInterrupt' returns 'resume', 'restart', 'drop' or nothing",
        decision,
      );
    return decision;
  }

  private restart(): void {
    this.thrownAway += this.done;
    this.done = 0;
  }
}
