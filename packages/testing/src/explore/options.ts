export interface ExploreOptions {
  /**
   * - `exhaustive`: every order, depth first
   * - `random`: each decision by chance
   * - `pct`: random orders that meet rare ones with a known chance
   *
   * Default `exhaustive`.
   */
  readonly mode?: 'exhaustive' | 'random' | 'pct' | undefined;
  /** How many runs at most, an integer >= 1. Default 10,000. */
  readonly maxSchedules?: number | undefined;
  /** How many steps a run may have, an integer >= 1. Default 10,000. */
  readonly maxSteps?: number | undefined;
  /** Whether it is all right that processes wait for ever. Default `false`. */
  readonly allowBlocked?: boolean | undefined;
  /**
   * Whether to leave out orders that cannot differ, in the mode `exhaustive`. Right if processes meet only in what
   * asimjs knows of (resources, events, processes) and in what they {@link Exploration.touch}. Default `true`.
   */
  readonly reduce?: boolean | undefined;
  /** Seed of the modes `random` and `pct`, an integer. Default 1. */
  readonly seed?: number | undefined;
  /** Depth of the faults that the mode `pct` looks for: how many orderings must come together, an integer >= 1. Default 3. */
  readonly depth?: number | undefined;
}
