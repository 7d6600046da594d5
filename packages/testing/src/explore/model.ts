import type { RunResultLike } from '../structure.js';

/** What the explorer needs to know of a future entry of core. */
export interface DueLike {
  readonly time: number;
  readonly priority: number;
  readonly sequence: number;
  readonly waiters: readonly string[];
  describe(): string;
}

/** The hook of core that breaks ties. */
export interface ExplorerLike {
  choose(due: readonly DueLike[]): number | undefined;
  made(what: object): void;
  touched(what: object): void;
}

/** How a wait ended: with a value, or with an error. */
export interface EndingLike {
  readonly failed: boolean;
  readonly outcome: unknown;
}

interface Named {
  readonly name: string;
}

/** What the explorer hears of an environment, for the trace of a failure. */
export interface ExploringObserver {
  processStarted(process: Named): void;
  processSuspended(process: Named, waitable: { toString(): string }): void;
  processResumed(process: Named, ending: EndingLike): void;
  processEnded(process: Named): void;
  processFailed(process: Named, error: unknown): void;
}

export interface BlockedLike {
  readonly background: boolean;
  toString(): string;
}

export interface ExploredResult extends RunResultLike {
  readonly blocked: readonly BlockedLike[];
}

export interface ExploredRun {
  readonly until?: number;
  readonly maxSteps: number;
  readonly explorer: ExplorerLike;
}

/** What the explorer needs to know of an environment of core. */
export interface ExploredEnvironment {
  readonly now: number;
  readonly kernel: {
    readonly running: boolean;
    readonly steps: { readonly done: number };
    readOnly<R>(who: string, callback: () => R): R;
  };
  observe(observer: ExploringObserver): () => void;
  run(options: ExploredRun): Promise<ExploredResult>;
  runSync(options: ExploredRun): ExploredResult;
}

/** What a model may ask of the exploration that it is part of. */
export interface Exploration {
  /**
   * An outcome that is left open: whether a part fails, when an interrupt strikes. Every outcome is tried.
   * @param count how many outcomes there are, an integer >= 1
   * @returns one of 0 to `count` - 1; 0 is the usual one
   */
  readonly choose: (count: number) => number;
  /**
   * Says that the process which is running looks at or changes something that processes share without the help of
   * asimjs, such as a variable. Orders that differ in nothing that is touched are left out.
   * @param name the same wherever the same thing is meant
   */
  readonly touch: (name: string) => void;
}

/** What a check gives back: a promise would not be waited for, and a result would not be looked at. */
type Nothing = ReturnType<() => void> | undefined;

/** A model to be explored, in a fresh environment that has not run. It may have more, for whoever made it. */
export interface ExploredModel {
  readonly env: ExploredEnvironment;
  /** Simulated time up to which it is run. Default: to its end. */
  readonly until?: number;
  /** Checked after every step; throws if something is wrong. Its result is not looked at. */
  readonly invariant?: () => Nothing;
  /** Checked at the end of every run; throws if something is wrong. Its result is not looked at. */
  readonly atEnd?: () => Nothing;
}

/** Makes the environment and the model, anew for each run, and in the same way each time. */
export type ModelFactory = (exploration: Exploration) => ExploredModel;
