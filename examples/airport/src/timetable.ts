import { midnightOf } from './clocks.js';
import type { ZoneOf } from './clocks.js';
import { estimatedArrival } from './estimate.js';
import type { FlightRecord } from './records.js';
import type { DelayRule } from './settings.js';

/** A flight that wants a runway at O'Hare at a certain time. */
export interface Flight {
  readonly kind: 'arrival' | 'departure';
  /** Minutes after midnight of the day simulated, on O'Hare's clock; negative on the evening before. */
  readonly due: number;
  /** The airport at the other end. */
  readonly otherEnd: string;
}

export interface Timetable {
  readonly date: string;
  /** By time; of one minute's flights arrivals come first, then the order of the file. */
  readonly flights: readonly Flight[];
  /** Records with an absurd delay among those that left their airport on this day. */
  readonly leftOut: number;
}

/** Minutes. A flight is of the day when it is due at a time >= 0 and < DAY. */
export const DAY = 1440;
/** Minutes of the evening before that are simulated too, so that runways and gates are in use at midnight. */
export const WARM_UP = 360;
/** Minutes of the next day that are simulated too, so that the last flights meet the traffic they met. */
export const COOL_DOWN = 180;

/** Minutes. More than an hour early or half a day late is taken for an error: 28 of O'Hare's 331,914 records. */
const EARLIEST = -60;
const LATEST = 720;

const OHARE = 'ORD';

/**
 * When the records must have left, in minutes since 1970, to be of any use for a day: the longest flight
 * (Honolulu, 10 hours and 5 time zones) may be half a day late.
 */
export function recordsNeeded(date: string): { airport: string; from: number; to: number } {
  const midnight = midnightOf(date);
  return { airport: OHARE, from: midnight - 2 * DAY, to: midnight + 2 * DAY };
}

function isAbsurd(delay: number): boolean {
  return delay < EARLIEST || delay > LATEST;
}

/** The flights that a simulation of one day needs, from the records of the days around it. */
export function timetableOf(
  date: string,
  records: readonly FlightRecord[],
  zoneOf: ZoneOf,
  rule: DelayRule,
): Timetable {
  const midnight = midnightOf(date);
  const sound = records.filter((record) => !isAbsurd(record.delay));
  const absurd = records.filter((record) => isAbsurd(record.delay));
  const arrivals = sound
    .filter((record) => record.destination === OHARE)
    .map((record): Flight => {
      const due = estimatedArrival(record, zoneOf(record.origin), rule) - midnight;
      return { kind: 'arrival', due, otherEnd: record.origin };
    });
  const departures = sound
    .filter((record) => record.origin === OHARE)
    .map((record): Flight => {
      return { kind: 'departure', due: record.departed - midnight, otherEnd: record.destination };
    });
  return {
    date,
    flights: [...arrivals, ...departures]
      .filter(({ due }) => due >= -WARM_UP && due < DAY + COOL_DOWN)
      .sort((one, other) => one.due - other.due),
    leftOut: absurd.filter(({ departed }) => isOfTheDay(departed - midnight)).length,
  };
}

/** Whether a time, in minutes after midnight, falls on the day simulated. */
export function isOfTheDay(time: number): boolean {
  return time >= 0 && time < DAY;
}
