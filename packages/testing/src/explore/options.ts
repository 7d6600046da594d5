import { ExplorerUseError } from './explorer-use-error.js';
import { show } from './shape.js';

export interface ExploreOptions {
  /**
   * - `exhaustive`: every order, depth first
   * - `random`: each decision by chance
   * - `pct`: random orders that meet rare ones with a known chance
   *
   * Default `exhaustive`.
   */
  readonly mode?: 'exhaustive' | 'random' | 'pct' | undefined;
  /** How many runs at most, an integer >= 1; those to shrink what was found are not counted. Default 10,000. */
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

/** What a run of a schedule can be told. */
export type ReplayOptions = Pick<ExploreOptions, 'maxSteps' | 'allowBlocked'>;

const MODES: readonly unknown[] = ['exhaustive', 'random', 'pct'];

/** What each option has to be. */
const RULES = {
  mode: ["'exhaustive', 'random' or 'pct'", (mode) => MODES.includes(mode)],
  maxSchedules: ['an integer >= 1', isCount],
  maxSteps: ['an integer >= 1', isCount],
  allowBlocked: ['a boolean', isFlag],
  reduce: ['a boolean', isFlag],
  seed: ['an integer', Number.isInteger],
  depth: ['an integer >= 1', isCount],
} satisfies Record<keyof ExploreOptions, readonly [wanted: string, holds: (value: unknown) => boolean]>;

const REPLAY_OPTIONS: readonly string[] = ['maxSteps', 'allowBlocked'];

/** Throws ExplorerUseError for what are no options, or options that make no sense. */
export function checkExploreOptions(options: ExploreOptions): ExploreOptions {
  checkOptions('explore', options, Object.keys(RULES));
  return options;
}

/** Throws ExplorerUseError for what are no options, or options that make no sense, or not for one run. */
export function checkReplayOptions(options: ReplayOptions): ReplayOptions {
  checkOptions('replay', options, REPLAY_OPTIONS);
  return options;
}

function checkOptions(call: string, options: object, known: readonly string[]): void {
  if (typeof options !== 'object' || (options as unknown) === null)
    throw new ExplorerUseError(`${call} takes an object of options, but was given ${show(options)}`);
  for (const [name, value] of Object.entries(options) as [string, unknown][]) {
    if (!known.includes(name))
      throw new ExplorerUseError(`${call} takes the options ${known.join(', ')}, but was given '${name}'`);
    const [wanted, holds] = RULES[name as keyof ExploreOptions];
    if (value !== undefined && !holds(value))
      throw new ExplorerUseError(`${call} takes ${wanted} as '${name}', but was given ${show(value)}`);
  }
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 1;
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean';
}
