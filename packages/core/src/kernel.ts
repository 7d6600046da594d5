import { AsyncDriver } from './async-driver.js';
import { Delegate } from './delegate.js';
import type { Environment } from './environment.js';
import { EnvironmentClosedError, LivelockError, ReadOnlyError } from './errors.js';
import type { Place } from './errors.js';
import { FutureSet } from './future-set.js';
import type { FutureEntry } from './future-set.js';
import { LinkedLine } from './linked-line.js';
import type { ObserverGroup } from './observer.js';
import { Ring } from './ring.js';
import { Settling } from './settling.js';
import type { Task } from './task.js';

/** Steps between two turns of the host: some 10 ms of an async model. */
const STEPS_PER_TURN = 8192;

/** Why {@link Kernel.advance} came back. */
export type Pause =
  | 'parked' // an async process has been handed its turn and will call back
  | 'turn' // the host is due a turn
  | 'exhausted'
  | 'until'
  | 'event'
  | 'stopped'
  | 'aborted'
  | 'maxSteps'
  | 'failed';

/** How far a run may go. */
export interface Bounds {
  readonly limit: number;
  /** Whether entries at the limit itself are run. */
  readonly inclusive: boolean;
  readonly maxSteps: number;
}

/** The place in the order of future entries up to which everything has fired. */
interface Cursor {
  readonly priority: number;
  readonly sequence: number;
}

const BEFORE_ALL: Cursor = { priority: -Infinity, sequence: -Infinity };
const AFTER_ALL: Cursor = { priority: Infinity, sequence: Infinity };

/**
 * The loop under an environment: the ready line of the present instant, the future-event set, the clock.
 *
 * The line always comes before the next entry, the clock moves only when the line is empty, and one process runs at
 * a time. Everything else (who waits for what, and when it is granted) is said by waitables, operations and tasks.
 */
export class Kernel {
  now: number;
  /** The process whose step is being run. */
  active: Task | undefined = undefined;
  /** Order numbers for whatever is scheduled or stands in a line. */
  sequence = 0;
  processes = 0;
  facilities = 0;
  observer: ObserverGroup | undefined = undefined;
  readonly env: Environment;
  readonly settling: Settling = new Settling();
  readonly driver: AsyncDriver = new AsyncDriver(this);
  readonly delegate: Delegate = new Delegate(this);
  /** Every process that has not ended, in order of creation. */
  readonly live: LinkedLine<Task> = new LinkedLine<Task>();

  running = false;
  steps = 0;
  /** What was given to `stop`. */
  stopValue: unknown = undefined;
  /** The error that closed the environment. */
  failure: { readonly error: unknown; heard: boolean } | undefined = undefined;

  private readonly ready = new Ring<Task>();
  private readonly future = new FutureSet();
  private readonly maxStepsPerInstant: number;
  private readonly stepsPerTurn: number;
  /** A process that goes on first: its wait was over at once, but a limit of steps was reached. */
  private held: Task | undefined = undefined;
  private ending: Pause | undefined = undefined;
  private limit = Infinity;
  private inclusive = true;
  private lastStep = Infinity;
  private nextTurn = STEPS_PER_TURN;
  /** The number of steps at which the loop looks up: the lesser of the two above, so that a step costs one test. */
  private checkpoint = 0;
  private instantBegan = 0;
  /** Processes there were when the instant began: each may well do a step in it. */
  private processesAtBegin = 0;
  private cursor: Cursor = BEFORE_ALL;
  private cursorLimit = 0;
  private readOnlyFor: string | undefined = undefined;

  constructor(env: Environment, start: number, maxStepsPerInstant: number) {
    this.env = env;
    this.now = start;
    this.maxStepsPerInstant = maxStepsPerInstant;
    this.stepsPerTurn = Math.min(STEPS_PER_TURN, maxStepsPerInstant);
  }

  get place(): Place {
    return { time: this.now, process: this.active?.name };
  }

  get isReadOnly(): boolean {
    return this.readOnlyFor !== undefined;
  }

  /** Throws where only looking is allowed, or the environment is closed. */
  assertMayChange(): void {
    if (this.readOnlyFor !== undefined) {
      throw new ReadOnlyError(
        `${this.readOnlyFor} tried to change the simulation; it may only look, so schedule the change with env.schedule or make it in a process`,
        this.place,
      );
    }
    if (this.failure !== undefined) throw this.closedError();
  }

  closedError(): EnvironmentClosedError {
    return new EnvironmentClosedError(
      'the environment was closed by an error, its cause; it can be read, not run, so make a new Environment',
      this.place,
      { cause: this.failure?.error },
    );
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

  /** Closes the environment with `error`, unless an error has done so already; the run ends when the step does. */
  fail(error: unknown): void {
    this.failure ??= { error, heard: false };
    this.ending = 'failed';
  }

  /** Ends the run when the step does. */
  endRun(why: 'stopped' | 'aborted' | 'event'): void {
    this.ending ??= why;
  }

  // Scheduling

  makeReady(task: Task): void {
    this.ready.push(task);
  }

  /** Adds an entry; one at Infinity never comes and is not kept. @returns whether it was added */
  schedule(entry: FutureEntry): boolean {
    if (entry.time === Infinity) return false;
    this.future.push(entry);
    return true;
  }

  entryUnwanted(): void {
    this.future.entryUnwanted();
  }

  entryWantedAgain(): void {
    this.future.entryWantedAgain();
  }

  /** Whether an entry that was left out of the future set, since nobody wanted it, would have fired by now. */
  hasPassed(entry: FutureEntry): boolean {
    if (entry.time !== this.now) return entry.time < this.now;
    const { priority, sequence } = this.cursor;
    if (entry.sequence >= this.cursorLimit) return false;
    return entry.priority === priority ? entry.sequence < sequence : entry.priority < priority;
  }

  /** Time of the next piece of work; Infinity if there is none. */
  peek(): number {
    if (this.ready.length > 0 || this.held !== undefined) return this.now;
    return this.future.first()?.time ?? Infinity;
  }

  /** Settles what the step made, and serves what it changed. To be called when a step ends. */
  endStep(): void {
    if (!this.settling.isEmpty) {
      this.settling.settleAll((item) => {
        this.active?.noteUnused(item);
      });
    }
    this.settling.serveChanged();
  }

  /** Whether a process whose wait was over at once may go on in its step; else it is held until the loop comes by. */
  mayGoOn(task: Task): boolean {
    if (this.steps === this.checkpoint) {
      this.held = task;
      return false;
    }
    this.steps++;
    return true;
  }

  // Running

  begin({ limit, inclusive, maxSteps }: Bounds): void {
    this.running = true;
    this.stopValue = undefined;
    this.limit = limit;
    this.inclusive = inclusive;
    this.lastStep = this.steps + maxSteps;
    // Work that is ready at `now` is not before `now`.
    if (this.steps === this.instantBegan) this.beginInstant();
    this.ending = !inclusive && this.now >= limit ? 'until' : undefined;
    this.turnTaken();
    this.endStep();
  }

  /** To be called after the host has had its turn. */
  turnTaken(): void {
    this.nextTurn = this.steps + this.stepsPerTurn;
    this.checkpoint = Math.min(this.nextTurn, this.lastStep);
  }

  /** Works until an async process has its turn, the host is due one, or the run is over. */
  advance(): Pause {
    for (;;) {
      if (this.ending !== undefined) return this.ending;
      if (this.steps === this.checkpoint) return this.atCheckpoint();
      if (this.runReady()) {
        if (this.driver.isParked) return 'parked';
        this.active = undefined;
      } else if (!this.fireNext()) {
        return this.future.first() === undefined ? 'exhausted' : 'until';
      }
    }
  }

  /** Moves the clock to the limit of a run that has come to its end. */
  moveToLimit(): void {
    if (this.limit === Infinity || this.limit < this.now) return;
    this.moveClock(this.limit);
    this.setCursor(this.inclusive ? AFTER_ALL : BEFORE_ALL);
  }

  /** Runs a step of the process that goes next; `false` if none is ready. */
  private runReady(): boolean {
    const { held } = this;
    const task = held ?? this.ready.take();
    if (task === undefined) return false;
    this.steps++;
    this.active = task;
    this.held = undefined;
    if (held === undefined) task.run();
    else task.goOn();
    return true;
  }

  private atCheckpoint(): Pause {
    if (this.steps - this.instantBegan >= this.maxStepsPerInstant + this.processesAtBegin) {
      this.fail(this.livelock());
      return 'failed';
    }
    return this.steps === this.lastStep ? 'maxSteps' : 'turn';
  }

  private livelock(): LivelockError {
    const next = this.held ?? this.ready.first();
    const who = next === undefined ? 'scheduled callbacks' : `process '${next.name}'`;
    return new LivelockError(
      `${String(this.steps - this.instantBegan)} steps were done without the clock moving, the latest by ${who}; give its loop a delay, or raise maxStepsPerInstant of the Environment`,
      { time: this.now, process: next?.name },
    );
  }

  /** Fires the next future entry; `false` if there is none within the limit. */
  private fireNext(): boolean {
    const entry = this.future.first();
    if (entry === undefined || entry.time > this.limit) return false;
    if (entry.time === this.limit && !this.inclusive) return false;
    this.future.removeTop();
    if (entry.time > this.now) this.moveClock(entry.time);
    this.setCursor(entry);
    entry.fire();
    this.settling.serveChanged();
    return true;
  }

  private moveClock(time: number): void {
    if (time === this.now) return;
    const from = this.now;
    this.now = time;
    this.beginInstant();
    this.observer?.clockMoved(from, time);
  }

  private beginInstant(): void {
    this.instantBegan = this.steps;
    this.processesAtBegin = this.live.length;
  }

  private setCursor(cursor: Cursor): void {
    this.cursor = cursor;
    this.cursorLimit = this.sequence;
  }
}
