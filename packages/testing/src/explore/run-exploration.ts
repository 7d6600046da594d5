import { ExplorerUseError } from './explorer-use-error.js';
import type { Footprints } from './footprint.js';
import type { Exploration } from './model.js';
import { show } from './shape.js';

/** The exploration that a model is given in one run. */
export class RunExploration implements Exploration {
  private readonly decide: (count: number) => number;
  private readonly footprints: Footprints;
  /** Why the model may not choose now, if it may not. */
  private closed: string | undefined = undefined;

  /** @param decide which of so many outcomes, at least two, comes about */
  constructor(decide: (count: number) => number, footprints: Footprints) {
    this.decide = decide;
    this.footprints = footprints;
  }

  readonly choose = (count: number): number => {
    if (!Number.isInteger(count) || count < 1)
      throw new ExplorerUseError(
        `choose takes a number of outcomes, an integer >= 1, but was given ${show(count)}`,
      );
    if (this.closed !== undefined) throw new ExplorerUseError(`choose was called ${this.closed}`);
    return count === 1 ? 0 : this.decide(count);
  };

  readonly touch = (name: string): void => {
    if (typeof name !== 'string' || name === '')
      throw new ExplorerUseError(
        `touch takes the name of what processes share, such as 'seats', but was given ${show(name)}`,
      );
    this.footprints.noteNamed(name);
  };

  /** Lets the model choose no more while `check` is made. */
  during(check: string, make: () => void): void {
    this.closed = `in the '${check}' of the model; it belongs into the factory and into processes`;
    make();
    this.closed = undefined;
  }

  end(): void {
    this.closed = 'in a run that is over; take it anew from what the factory is given';
  }
}
