/** A future entry that is due: a timeout that somebody waits for, or a scheduled callback. */
export interface Due {
  /** Simulated time at which it is due. */
  readonly time: number;
  /** Lower goes first at equal times. */
  readonly priority: number;
  /** Order of scheduling; unique in its environment. */
  readonly sequence: number;
  /** Names of the processes that wait for it; none for a callback. */
  readonly waiters: readonly string[];
  /** What it is, in words. */
  describe(): string;
}

/**
 * Decides what the laws leave open: which of the future entries of equal time and priority goes first. Without one it
 * is the one that was scheduled first. Given to a run as `explorer`; it may look at everything, and change nothing.
 */
export interface Explorer {
  /**
   * Called before each entry that fires, with all that could fire in its place; often that is one alone.
   * @param due in the order in which they were scheduled
   * @returns the index of the one that goes first; `undefined` ends the run, as `stopped`
   */
  choose(due: readonly Due[]): number | undefined;
  /** Called when something is made in the run that processes can share. Whoever makes it is the first to touch it. */
  made?(what: object): void;
  /**
   * Called whenever something that processes share is looked at or changed: a resource, an event, a process. Two
   * entries after which nothing is touched by both may go in either order, with the same outcome, if neither makes
   * something due that goes before the other. The environment itself stands for everything: whoever touches it has
   * looked at what else is due, or may have.
   */
  touched?(what: object): void;
}
