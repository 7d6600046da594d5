import { ohareClock } from './clocks.js';
import type { FlightRecord } from './records.js';
import type { DelayRule } from './settings.js';

/**
 * The block time, gate to gate, is 40 minutes for taxiing, climb and approach, and a minute for each
 * 7.9 miles (474 miles an hour): 133 minutes for New York (733 miles), 261 for Los Angeles (1,745 miles),
 * about what the timetables of those years say. Wind is left out: in truth it takes longer to fly west.
 */
const FIXED_MINUTES = 40;
const MILES_A_MINUTE = 7.9;

/**
 * Estimated arrival in minutes since 1970 on O'Hare's clock: departure + delay + block time, moved to
 * O'Hare's time zone. With the rule `ignore` the delay is left out.
 */
export function estimatedArrival(record: FlightRecord, zone: string, rule: DelayRule): number {
  const delay = rule === 'add' ? record.delay : 0;
  return ohareClock(record.departed, zone, delay + blockTime(record.distance));
}

/** Estimated minutes from gate to gate; a whole number. */
function blockTime(miles: number): number {
  return Math.round(FIXED_MINUTES + miles / MILES_A_MINUTE);
}
