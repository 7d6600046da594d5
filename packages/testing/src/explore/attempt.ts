import type { TraceEntry } from '../trace.js';
import { causeThat } from './cause.js';
import { check, CheckError } from './checks.js';
import type { CheckName } from './checks.js';
import { ExplorerUseError } from './explorer-use-error.js';
import { Footprints } from './footprint.js';
import type { DueLike, ExploredModel, ExploredResult, ExplorerLike, ModelFactory } from './model.js';
import { Recorder } from './recorder.js';
import { RunExploration } from './run-exploration.js';
import type { Decisions } from './schedule.js';
import type { Strategy } from './strategy.js';

/** What went wrong in a run. */
export interface Fault {
  /**
   * - `error`: the run threw, as with a LivelockError
   * - `deadlock`: nothing was left to do, but processes other than background ones still waited
   * - `invariant`: a check of the model threw
   */
  readonly kind: 'error' | 'deadlock' | 'invariant';
  readonly error: unknown;
  /** Simulated time at which it was found. */
  readonly time: number;
  /** Who waited for ever, and for what. */
  readonly blocked: readonly string[];
}

/** How one run of a model went. */
export interface Outcome {
  /** `cut`: the strategy saw no use in going on; `tooLong`: it would have done more steps than are allowed. */
  readonly ended: 'whole' | 'cut' | 'tooLong' | 'failed';
  readonly decisions: Decisions;
  /** How many ways there were, for each decision. */
  readonly ways: readonly number[];
  readonly fault: Fault | undefined;
  /** How many steps it had. */
  readonly steps: number;
  /** Simulated time at its end. */
  readonly time: number;
  /** Whether the model said that it touched something. */
  readonly hasTouched: boolean;
  /** Empty, unless it was asked for. */
  readonly trace: readonly TraceEntry[];
}

export interface AttemptOptions {
  readonly maxSteps: number;
  /** Whether it is all right that processes wait for ever. */
  readonly allowBlocked: boolean;
  readonly traced: boolean;
}

/** What is to be run next; answered with the result. */
export type RunCalls<Answer> = Generator<RunCall, Answer, ExploredResult>;

export interface RunCall {
  readonly env: ExploredModel['env'];
  readonly options: Parameters<ExploredModel['env']['runSync']>[0];
}

/** One run of a model from its start, in which a strategy decides what is left open. */
export class Attempt {
  private readonly factory: ModelFactory;
  private readonly strategy: Strategy;
  private readonly options: AttemptOptions;
  private readonly footprints = new Footprints();
  private readonly exploration = new RunExploration((count) => this.decideOutcome(count), this.footprints);
  private readonly decisions: number[] = [];
  private readonly ways: number[] = [];
  private env: ExploredModel['env'] | undefined = undefined;
  private recorder: Recorder | undefined = undefined;
  private wasCut = false;
  /** Whether an invariant is checked after every step. */
  private isWatched = false;
  /** The entry that was chosen last, and how many steps followed from it so far. */
  private latest: DueLike | undefined = undefined;
  private stepsSince = 0;
  private steps = 0;

  constructor(factory: ModelFactory, strategy: Strategy, options: AttemptOptions) {
    this.factory = factory;
    this.strategy = strategy;
    this.options = options;
  }

  *perform(): RunCalls<Outcome> {
    try {
      return yield* this.performOnce();
    } finally {
      this.exploration.end();
    }
  }

  private *performOnce(): RunCalls<Outcome> {
    const model = this.factory(this.exploration);
    this.env = model.env;
    if (this.options.traced) this.recorder = this.makeRecorder(model.env);
    let result: ExploredResult;
    try {
      result = yield* this.run(model);
    } catch (error) {
      return this.failed(model, 'error', error);
    }
    if (result.reason !== 'exhausted' && result.reason !== 'until') this.footprints.noteEverything();
    this.entryDone();
    return this.conclude(model, result);
  }

  private decideOutcome(count: number): number {
    const taken = this.strategy.chooseOutcome(count);
    this.noteDecision(taken, count);
    this.recorder?.noteOutcome(count, taken);
    return taken;
  }

  // What core asks and tells

  private readonly explorer: ExplorerLike = {
    choose: (due) => this.chooseEntry(due),
    made: (what) => this.footprints.noteMade(what),
    touched: (what) => {
      // That something was written down about it makes no difference to the model.
      if (this.recorder?.isWriting === true) return;
      if (what === this.env) this.footprints.noteEverything();
      else this.footprints.noteTouched(what);
    },
  };

  private chooseEntry(due: readonly DueLike[]): number | undefined {
    if (this.isOvertaken(due)) this.footprints.noteEverything();
    this.entryDone();
    const taken = this.strategy.chooseEntry(due);
    if (taken === undefined) {
      this.wasCut = true;
      return undefined;
    }
    if (due.length > 1) this.noteDecision(taken, due.length);
    this.recorder?.noteTie(due, taken);
    this.latest = due[taken];
    return taken;
  }

  private entryDone(): void {
    // What an invariant saw in between would not be seen in another order.
    if (this.isWatched && this.stepsSince !== 1) this.footprints.noteEverything();
    this.stepsSince = 0;
    this.strategy.entryDone(this.footprints.take());
  }

  /** Whether the latest entry has made something due that goes before what was due together with it. */
  private isOvertaken([next]: readonly DueLike[]): boolean {
    const { latest } = this;
    return latest !== undefined && next?.time === latest.time && next.priority < latest.priority;
  }

  /** Decisions that were made while the model was, are in the trace too. */
  private makeRecorder(env: ExploredModel['env']): Recorder {
    const recorder = new Recorder(env);
    for (const [place, taken] of this.decisions.entries()) recorder.noteOutcome(this.ways[place] ?? 0, taken);
    return recorder;
  }

  private noteDecision(taken: number, ways: number): void {
    this.decisions.push(taken);
    this.ways.push(ways);
  }

  // The run

  /** Runs to the end; a step at a time, if something is to be checked after each. */
  private *run(model: ExploredModel): RunCalls<ExploredResult> {
    const { env, until, invariant } = model;
    this.isWatched = invariant !== undefined;
    // With one more it is known whether there is more to do.
    let left = this.options.maxSteps + 1;
    for (;;) {
      const maxSteps = invariant === undefined ? left : 1;
      const options = { maxSteps, explorer: this.explorer, ...(until === undefined ? {} : { until }) };
      const result = yield { env, options };
      left -= result.steps;
      this.stepsSince += result.steps;
      this.steps += result.steps;
      this.check('invariant', () => env.kernel.readOnly('an invariant', () => invariant?.()));
      if (result.reason !== 'maxSteps' || left <= 0) return result;
    }
  }

  private conclude(model: ExploredModel, result: ExploredResult): Outcome {
    if (this.wasCut) return this.outcome('cut');
    if (result.reason === 'maxSteps') return this.outcome('tooLong');
    const stuck = result.blocked.filter(({ background }) => !background);
    if (result.reason === 'exhausted' && stuck.length > 0 && !this.options.allowBlocked)
      return this.failed(model, 'deadlock', undefined, stuck.map(String));
    try {
      this.check('atEnd', model.atEnd);
    } catch (error) {
      return this.failed(model, 'invariant', error);
    }
    return this.outcome('whole');
  }

  private check(name: CheckName, callback: (() => unknown) | undefined): void {
    this.exploration.during(name, () => check(name, callback));
  }

  private failed(
    { env }: ExploredModel,
    kind: Fault['kind'],
    error: unknown,
    blocked: string[] = [],
  ): Outcome {
    const misuse = causeThat(error, (one) => one instanceof ExplorerUseError);
    if (misuse !== undefined) throw misuse;
    const isOfCheck = error instanceof CheckError;
    return this.outcome('failed', {
      kind: isOfCheck ? 'invariant' : kind,
      error: isOfCheck ? error.cause : error,
      time: env.now,
      blocked,
    });
  }

  private outcome(ended: Outcome['ended'], fault?: Fault): Outcome {
    const { decisions, ways, steps, recorder } = this;
    const { hasNamed: hasTouched } = this.footprints;
    const trace = recorder?.entries ?? [];
    return { ended, fault, decisions, ways, steps, time: this.env?.now ?? NaN, hasTouched, trace };
  }
}
