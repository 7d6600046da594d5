import type { TraceEntry } from '../trace.js';
import { Footprints } from './footprint.js';
import type {
  DueLike,
  ExploredModel,
  ExploredResult,
  Exploration,
  ExplorerLike,
  ModelFactory,
} from './model.js';
import { Recorder } from './recorder.js';
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
export class Attempt implements Exploration {
  private readonly factory: ModelFactory;
  private readonly strategy: Strategy;
  private readonly options: AttemptOptions;
  private readonly footprints = new Footprints();
  private readonly decisions: number[] = [];
  private readonly ways: number[] = [];
  private recorder: Recorder | undefined = undefined;
  private wasCut = false;

  constructor(factory: ModelFactory, strategy: Strategy, options: AttemptOptions) {
    this.factory = factory;
    this.strategy = strategy;
    this.options = options;
  }

  *perform(): RunCalls<Outcome> {
    const model = this.factory(this);
    if (this.options.traced) this.recorder = new Recorder(model.env);
    let result: ExploredResult;
    try {
      result = yield* this.run(model);
    } catch (error) {
      return this.failed(model, 'error', error);
    }
    if (result.reason !== 'exhausted' && result.reason !== 'until') this.footprints.noteEverything();
    this.strategy.entryDone(this.footprints.take());
    return this.conclude(model, result);
  }

  // What the model asks

  choose(count: number): number {
    if (!Number.isInteger(count) || count < 1)
      throw new RangeError(
        `choose takes a number of outcomes, an integer >= 1, but was given ${String(count)}`,
      );
    if (count === 1) return 0;
    const taken = this.strategy.chooseOutcome(count);
    this.noteDecision(taken, count);
    this.recorder?.noteOutcome(count, taken);
    return taken;
  }

  touch(name: string): void {
    this.footprints.noteNamed(name);
  }

  // What core asks and tells

  private readonly explorer: ExplorerLike = {
    choose: (due) => this.chooseEntry(due),
    made: (what) => this.footprints.noteMade(what),
    touched: (what) => this.footprints.noteTouched(what),
  };

  private chooseEntry(due: readonly DueLike[]): number | undefined {
    this.strategy.entryDone(this.footprints.take());
    const taken = this.strategy.chooseEntry(due);
    if (taken === undefined) {
      this.wasCut = true;
      return undefined;
    }
    if (due.length > 1) this.noteDecision(taken, due.length);
    this.recorder?.noteTie(due, taken);
    return taken;
  }

  private noteDecision(taken: number, ways: number): void {
    this.decisions.push(taken);
    this.ways.push(ways);
  }

  // The run

  /** Runs to the end; a step at a time, if something is to be checked after each. */
  private *run(model: ExploredModel): RunCalls<ExploredResult> {
    const { env, until, invariant } = model;
    let left = this.options.maxSteps;
    for (;;) {
      const maxSteps = invariant === undefined ? left : 1;
      const options = { maxSteps, explorer: this.explorer, ...(until === undefined ? {} : { until }) };
      const result = yield { env, options };
      left -= result.steps;
      check(invariant);
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
      check(model.atEnd);
    } catch (error) {
      return this.failed(model, 'invariant', error);
    }
    return this.outcome('whole');
  }

  private failed(
    { env }: ExploredModel,
    kind: Fault['kind'],
    error: unknown,
    blocked: string[] = [],
  ): Outcome {
    const isOfCheck = error instanceof CheckError;
    return this.outcome('failed', {
      kind: isOfCheck ? 'invariant' : kind,
      error: isOfCheck ? error.cause : error,
      time: env.now,
      blocked,
    });
  }

  private outcome(ended: Outcome['ended'], fault?: Fault): Outcome {
    return { ended, fault, decisions: this.decisions, ways: this.ways, trace: this.recorder?.entries ?? [] };
  }
}

/** Sets what a check of the model threw apart from what its run threw. */
class CheckError extends Error {}

function check(invariant: (() => void) | undefined): void {
  try {
    invariant?.();
  } catch (error) {
    throw new CheckError('a check of the model failed', { cause: error });
  }
}
