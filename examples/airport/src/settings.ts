import type { Interval } from './interval.js';

/** What a run of the model can be asked to change. Times are minutes unless the name says otherwise. */
export interface Settings {
  /** Day simulated, `YYYY-MM-DD` on O'Hare's calendar. */
  readonly date: string;
  /** Runways in use; any of them takes a landing or a take-off. At least 1. */
  readonly runways: number;
  /** Gates; only arrivals hold one. At least 1. */
  readonly gates: number;
  /** Minutes that an arriving plane holds for a runway before it diverts. */
  readonly patience: number;
  /** Minutes that a plane stays at its gate. */
  readonly turnround: number;
  /** Seconds that one landing or take-off keeps its runway for itself. */
  readonly separation: number;
  /** Whether the recorded delay is a part of the estimated arrival time: see `timetable.ts`. */
  readonly delay: DelayRule;
  /** When a thunderstorm is over the airport; `undefined` if none is. */
  readonly storm: Interval | undefined;
}

export type DelayRule = 'add' | 'ignore';

/** The days that the file covers whole, first and last. */
export const RECORDED = { first: '2001-01-01', last: '2001-06-30' } as const;

/**
 * The Airport Capacity Benchmark Report of the Federal Aviation Administration (April 2001) gives O'Hare
 * 200 to 202 flights an hour in good weather, 157 to 160 in bad. The file holds about three quarters of
 * O'Hare's flights (the domestic ones of the large airlines), so they get about three quarters of the
 * good weather: 4 runways x 3600 s / 90 s = 160 flights an hour. 90 s is what a jet needs to land and
 * turn off, and about the distance behind it that its wake asks for.
 */
const RUNWAYS = 4;
const SEPARATION_SECONDS = 90;

/** In the middle of the 45 to 60 minutes that airlines of the time planned for a domestic jet. */
const TURNROUND_MINUTES = 50;

/**
 * Chosen so that a usual day fills them in its busiest hours. O'Hare had about three times as many, but
 * theirs also held planes that stay longer than a turn-round, and the flights that the file leaves out.
 */
const GATES = 60;

/** Assumed: half an hour of fuel for holding, on top of what the flight to another airport needs. */
const PATIENCE_MINUTES = 30;

/** A Wednesday of usual traffic and weather. */
const DATE = '2001-03-14';

export const DEFAULTS: Settings = {
  date: DATE,
  runways: RUNWAYS,
  gates: GATES,
  patience: PATIENCE_MINUTES,
  turnround: TURNROUND_MINUTES,
  separation: SEPARATION_SECONDS,
  delay: 'add',
  storm: undefined,
};
