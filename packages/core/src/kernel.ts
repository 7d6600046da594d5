import { AsyncDriver } from './async-driver.js';
import { argumentError, refusePromise } from './checks.js';
import { Clock } from './clock.js';
import { Delegate } from './delegate.js';
import type { Environment } from './environment.js';
import { EnvironmentClosedError, LivelockError, ReadOnlyError } from './errors.js';
import type { Place } from './errors.js';
import type { Explorer } from './explorer.js';
import type { FutureEntry } from './future-set.js';
import type { Ending, Pause } from './pause.js';
import { LinkedLine } from './linked-line.js';
import type { ObserverGroup } from './observer.js';
import { Ring } from './ring.js';
import { Settling } from './settling.js';
import { StepCount } from './step-count.js';
import type { Task } from './task.js';

/** How far a run may go. */
export interface Bounds {
  readonly limit: number;
  /** Whether entries at the limit itself are run. */
  readonly inclusive: boolean;
  readonly maxSteps: number;
  readonly explorer: Explorer | undefined;
}

/**
 * The loop under an environment: the ready line of the present instant, and the clock with what is to come.
 *
 * The line always comes before the next entry, the clock moves only when the line is empty, and one process runs at
 * a time. Everything else (who waits for what, and when it is granted) is said by waitables, operations and tasks.
 */
export class Kernel {
  readonly env: Environment;
  readonly clock: Clock;
  readonly steps: StepCount;
  readonly settling: Settling = new Settling();
  readonly driver: AsyncDriver = new AsyncDriver(this);
  readonly delegate: Delegate = new Delegate(this);
  /** Every process that has not ended, in order of creation. */
  readonly live: LinkedLine<Task> = new LinkedLine<Task>();
  observer: ObserverGroup | undefined = undefined;
  explorer: Explorer | undefined = undefined;
  /** The process whose step is being run. */
  active: Task | undefined = undefined;
  /** Whether a run is under way. */
  running = false;
  /** What was given to `stop`. */
  stopValue: unknown = undefined;
  /** The error that closed the environment. */
  failure: { readonly error: unknown; heard: boolean } | undefined = undefined;
  private readonly ready = new Ring<Task>();
  /** How many have been named by default, by the word in their names. */
  private readonly named = new Map<string, number>();
  /** The process that ran last, unless a callback has run since. */
  private latest: Task | undefined = undefined;
  /** A process that goes on first: its wait was over at once, but a limit of steps was reached. */
  private held: Task | undefined = undefined;
  private ending: Ending | undefined = undefined;
  private bounds: Bounds = { limit: Infinity, inclusive: true, maxSteps: Infinity, explorer: undefined };
  private readOnlyFor: string | undefined = undefined;

  constructor(env: Environment, start: number, maxStepsPerInstant: number) {
    this.env = env;
    this.clock = new Clock(start);
    this.steps = new StepCount(maxStepsPerInstant);
  }

  get now(): number {
    return this.clock.now;
  }

  get place(): Place {
    return { time: this.now, process: this.active?.name };
  }

  /** A name for what was given none: `word`, and a number. */
  defaultName(word: string): string {
    // Who asks first has the lower number.
    this.noteTouched(this.named);
    const number = (this.named.get(word) ?? 0) + 1;
    this.named.set(word, number);
    return `${word} ${String(number)}`;
  }

  /** Time of the next piece of work; Infinity if there is none. */
  peek(): number {
    if (!this.running) this.settleFromOutside();
    while (this.ready.first()?.hasEnded === true) this.ready.take();
    if (this.ready.length > 0 || this.held !== undefined) return this.now;
    return this.clock.next()?.time ?? Infinity;
  }

  // Changing

  get isReadOnly(): boolean {
    return this.readOnlyFor !== undefined;
  }

  /** Throws where only looking is allowed, or the environment is closed. */
  assertMayChange(): void {
    if (this.readOnlyFor !== undefined) throw new ReadOnlyError(this.readOnlyFor, this.place);
    if (this.failure !== undefined) throw this.closedError();
  }

  closedError(): EnvironmentClosedError {
    return new EnvironmentClosedError(this.failure?.error, this.place);
  }

  /** Runs `callback`, which may look at everything and change nothing. */
  readOnly<R>(who: string, callback: () => R): R {
    const outer = this.readOnlyFor;
    this.readOnlyFor = who;
    try {
      return callback();
    } finally {
      this.readOnlyFor = outer;
    }
  }

  /** Asks a callback of the model, such as a filter, which may look at everything, change nothing and not wait. */
  ask<R>(who: string, callback: () => R): R {
    const answer = this.readOnly(who, callback);
    refusePromise(this, who, answer);
    return answer;
  }

  // Steps

  makeReady(task: Task): void {
    this.ready.push(task);
  }

  /** Settles what the step made, and serves what it changed. To be called when a step ends. */
  endStep(): void {
    if (!this.settling.isEmpty) this.settling.settleAll();
    this.settling.serveChanged();
  }

  /** Counts the step of a callback. */
  beginCallback(): void {
    this.steps.done++;
    this.latest = undefined;
    this.driver.noteSynchronous(undefined);
  }

  /** Whether a process whose wait was over at once may go on in its step; else it is held until the loop comes by. */
  mayGoOn(task: Task): boolean {
    if (this.steps.isAtCheckpoint) {
      this.held = task;
      return false;
    }
    this.steps.done++;
    return true;
  }

  // Running

  begin(bounds: Bounds): void {
    this.running = true;
    this.stopValue = undefined;
    this.bounds = bounds;
    this.explorer = bounds.explorer;
    this.steps.beginRun(bounds.maxSteps, this.live.length);
    this.ending = undefined;
    this.settleFromOutside();
    // Work that is ready at `now` is not before `now`.
    if (!bounds.inclusive && bounds.limit === this.now && this.peek() < Infinity) this.ending ??= 'until';
  }

  /** To be called after the host has had its turn: it may have put something. */
  hostHadTurn(): void {
    this.steps.beginTurn();
    this.settleFromOutside();
  }

  /** Settles what was put while no step was under way; but a step that was cut short goes on. */
  private settleFromOutside(): void {
    if (this.held === undefined) this.endStep();
  }

  /** Closes the environment with `error`, unless an error has done so already; the run ends when the step does. */
  fail(error: unknown): void {
    this.failure ??= { error, heard: false };
    this.ending = 'failed';
  }

  /** Ends the run when the step does. */
  endRun(why: 'stopped' | 'aborted' | 'event'): void {
    this.ending ??= why;
  }

  /** Works until an async process has its turn, the host is due one, or the run is over. Throws nothing. */
  advance(): Pause {
    try {
      return this.work();
    } catch (error) {
      this.fail(error);
      return 'failed';
    }
  }

  private work(): Pause {
    for (;;) {
      if (this.ending !== undefined) return this.ending;
      if (this.steps.isAtCheckpoint) {
        const reached = this.reachedCheckpoint();
        if (reached !== undefined) return reached;
      }
      if (this.driver.owesMicrotask && this.isAsyncNext) return 'microtask';
      if (this.runReady()) {
        if (this.driver.isParked) return 'parked';
        this.active = undefined;
      } else if (!this.fireNext()) {
        return this.clock.next() === undefined ? 'exhausted' : 'until';
      }
    }
  }

  /** Moves the clock to the limit of a run that has come to its end. */
  moveToLimit(): void {
    const { limit, inclusive } = this.bounds;
    if (limit === Infinity) return;
    this.moveClock(limit);
    if (inclusive) this.clock.finishInstant();
  }

  /** Whether the process that goes next is async, or may turn out to be. */
  private get isAsyncNext(): boolean {
    const next = this.held ?? this.ready.first();
    return next !== undefined && !next.isGenerator;
  }

  /** Runs a step of the process that goes next; `false` if none is ready. */
  private runReady(): boolean {
    const { held } = this;
    const task = held ?? this.ready.take();
    if (task === undefined) return false;
    // It was cancelled before it began.
    if (task.hasEnded) return true;
    this.steps.done++;
    this.active = task;
    this.latest = task;
    this.held = undefined;
    if (held === undefined) task.run();
    else task.goOn();
    return true;
  }

  /** Fires the next future entry; `false` if there is none within the limit. */
  private fireNext(): boolean {
    const entry = this.clock.next();
    const { limit, inclusive } = this.bounds;
    if (entry === undefined || entry.time > limit || (entry.time === limit && !inclusive)) return false;
    this.moveClock(entry.time);
    const chosen = this.explorer === undefined ? entry : this.chosenBy(this.explorer);
    if (chosen === undefined) {
      this.endRun('stopped');
      return true;
    }
    this.clock.take(chosen);
    chosen.fire();
    this.settling.serveChanged();
    return true;
  }

  private chosenBy(explorer: Explorer): FutureEntry | undefined {
    const due = this.clock.ties();
    const index = this.ask('an explorer', () => explorer.choose(due));
    if (index === undefined) return undefined;
    const chosen = due[index];
    if (chosen !== undefined) return chosen;
    throw argumentError(this, `an explorer gives an index below ${String(due.length)}, or undefined`, index);
  }

  /** Notes that something which processes can share was made. */
  noteMade(what: object): void {
    this.explorer?.made?.(what);
  }

  /** Notes that something which processes share is looked at or changed. */
  noteTouched(what: object): void {
    this.explorer?.touched?.(what);
  }

  private moveClock(time: number): void {
    const from = this.now;
    if (time === from) return;
    this.clock.moveTo(time);
    this.steps.beginInstant(this.live.length);
    this.observer?.clockMoved(from, time);
  }

  private reachedCheckpoint(): Pause | undefined {
    const reached = this.steps.reached();
    if (reached !== 'livelock') return reached;
    // The limit is a number of steps that may be done: only one more is too many.
    if (this.peek() > this.now) return undefined;
    this.fail(new LivelockError(this.steps.inInstant, { time: this.now, process: this.latest?.name }));
    return 'failed';
  }
}
