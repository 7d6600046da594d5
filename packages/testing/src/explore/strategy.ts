import type { Footprint } from './footprint.js';
import type { DueLike } from './model.js';

/** Decides what is left open in a run, and how often the model is run. */
export interface Strategy {
  /** Prepares the next run. @returns `false` if there is none */
  begin(): boolean;
  /** Which of the entries goes first; `undefined` if the run is not worth going on with. Also asked for one alone. */
  chooseEntry(due: readonly DueLike[]): number | undefined;
  /** Which of `count` outcomes comes about, of at least two. */
  chooseOutcome(count: number): number;
  /** All that followed from the entry chosen last has been done; `footprint` is what it touched. */
  entryDone(footprint: Footprint): void;
  /** Whether every order has been tried; known once {@link begin} has said `false`. */
  readonly isFinished: boolean;
}
