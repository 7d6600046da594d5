import { describe, expect, test } from 'vitest';
import { midnightOf } from '../src/clocks.js';
import { estimatedArrival } from '../src/estimate.js';
import type { FlightRecord } from '../src/records.js';
import { timetableOf } from '../src/timetable.js';

const DATE = '2001-03-14';
const zones: Record<string, string> = {
  LGA: 'America/New_York',
  LAX: 'America/Los_Angeles',
  DTW: 'America/Detroit',
};
const zoneOf = (airport: string): string => zones[airport] ?? 'America/Chicago';

/** A flight that left `departed` minutes after midnight, on the clock of its origin. */
function record(
  origin: string,
  destination: string,
  departed: number,
  others: Partial<FlightRecord> = {},
): FlightRecord {
  return { departed: midnightOf(DATE) + departed, delay: 0, distance: 733, origin, destination, ...others };
}

describe('an estimated arrival', () => {
  test('adds a block time of 40 minutes and a minute for each 7.9 miles, rounded to a whole minute', () => {
    const blockTimes = [0, 79, 334, 733, 1745, 4243].map(
      (distance) =>
        estimatedArrival(record('MSP', 'ORD', 600, { distance }), 'America/Chicago', 'add') -
        midnightOf(DATE) -
        600,
    );
    expect(blockTimes).toEqual([40, 50, 82, 133, 261, 577]);
  });

  const late = record('LGA', 'ORD', 600, { delay: 25 });

  test("is departure + delay + block time on the clock of O'Hare", () => {
    expect(estimatedArrival(late, 'America/New_York', 'add') - midnightOf(DATE)).toBe(600 + 25 + 133 - 60);
    const early = { ...late, delay: -25 };
    expect(estimatedArrival(early, 'America/New_York', 'add') - midnightOf(DATE)).toBe(600 - 25 + 133 - 60);
  });

  test('leaves the delay out when it is to be ignored', () => {
    expect(estimatedArrival(late, 'America/New_York', 'ignore') - midnightOf(DATE)).toBe(600 + 133 - 60);
  });
});

describe('the timetable of a day', () => {
  const timetable = (...records: FlightRecord[]): unknown[] =>
    timetableOf(DATE, records, zoneOf, 'add').flights.map(({ kind, due, otherEnd }) => [due, kind, otherEnd]);

  test('has the departures as they were recorded, whatever their delay', () => {
    expect(timetable(record('ORD', 'LGA', 600, { delay: 200 }), record('ORD', 'LAX', 0))).toEqual([
      [0, 'departure', 'LAX'],
      [600, 'departure', 'LGA'],
    ]);
  });

  test('has the arrivals at their estimated times, those of the night before included', () => {
    expect(timetable(record('LAX', 'ORD', -90, { distance: 1745 }), record('LGA', 'ORD', 600))).toEqual([
      [-90 + 261 + 120, 'arrival', 'LAX'],
      [600 + 133 - 60, 'arrival', 'LGA'],
    ]);
  });

  test('is in order of time; in one minute arrivals come first, then the order of the file', () => {
    expect(
      timetable(
        record('ORD', 'LGA', 673),
        record('LGA', 'ORD', 600),
        record('DTW', 'ORD', 600),
        record('ORD', 'LAX', 672),
      ),
    ).toEqual([
      [672, 'departure', 'LAX'],
      [673, 'arrival', 'LGA'],
      [673, 'arrival', 'DTW'],
      [673, 'departure', 'LGA'],
    ]);
  });

  test('begins with the evening before and ends in the night after', () => {
    const departures = [-361, -360, 1619, 1620].map((minute) => record('ORD', 'LGA', minute));
    expect(timetable(...departures)).toEqual([
      [-360, 'departure', 'LGA'],
      [1619, 'departure', 'LGA'],
    ]);
  });

  test('leaves out absurd delays and counts those that left on the day', () => {
    const records = [-61, -60, 720, 721].flatMap((delay) => [
      record('ORD', 'LGA', 0, { delay }),
      record('LGA', 'ORD', 1439, { delay, distance: 0 }),
      record('ORD', 'LGA', -1, { delay }),
      record('LGA', 'ORD', 1440, { delay, distance: 0 }),
    ]);
    const { flights, leftOut } = timetableOf(DATE, records, zoneOf, 'ignore');
    expect(leftOut).toBe(4);
    expect(flights).toHaveLength(8);
  });
});
