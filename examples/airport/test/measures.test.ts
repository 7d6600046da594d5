import { describe, expect, test } from 'vitest';
import { minutesByHour } from '../src/hours.js';
import { measure } from '../src/measures.js';
import type { Log } from '../src/log.js';
import { DEFAULTS } from '../src/settings.js';
import type { Flight, Timetable } from '../src/timetable.js';

/** The hours in which something was in use, and for how many minutes. */
function used(intervals: { from: number; to: number }[]): [hour: number, minutes: number][] {
  return [...minutesByHour(intervals).entries()].filter(([, minutes]) => minutes > 0);
}

describe('minutes by hour', () => {
  test('are split exactly where an hour ends', () => {
    expect(used([{ from: 110, to: 200 }])).toEqual([
      [1, 10],
      [2, 60],
      [3, 20],
    ]);
  });

  test('that end on the hour do not touch the next', () => {
    expect(
      used([
        { from: 59.5, to: 60 },
        { from: 60, to: 60 },
      ]),
    ).toEqual([[0, 0.5]]);
  });

  test('add up over overlapping stretches', () => {
    expect(
      used([
        { from: 0, to: 60 },
        { from: 30, to: 90 },
      ]),
    ).toEqual([
      [0, 90],
      [1, 30],
    ]);
  });

  test('leave out what lies before and after the day', () => {
    expect(
      used([
        { from: -30, to: 15 },
        { from: 1430, to: 1500 },
        { from: -9, to: -1 },
      ]),
    ).toEqual([
      [0, 15],
      [23, 10],
    ]);
  });
});

describe('the measures of a day', () => {
  const flight = (kind: Flight['kind'], due: number): Flight => ({ kind, due, otherEnd: 'LGA' });
  const timetable: Timetable = {
    date: DEFAULTS.date,
    flights: [flight('arrival', -5), flight('arrival', 10), flight('departure', 70), flight('arrival', 1445)],
    leftOut: 0,
  };
  const settings = { ...DEFAULTS, runways: 2, gates: 1 };
  const log: Log = {
    landings: [
      { due: -5, runway: { from: -3, to: 3 }, gate: { from: 3, to: 33 } },
      { due: 10, runway: { from: 12, to: 18 }, gate: { from: 33, to: 63 } },
      { due: 1445, runway: { from: 1445, to: 1451 }, gate: { from: 1451, to: 1481 } },
    ],
    diversions: [
      { due: 20, gaveUp: 50 },
      { due: 1440, gaveUp: 1470 },
    ],
    takeOffs: [{ due: 70, runway: { from: 75, to: 81 } }],
    held: [
      { kind: 'departure', due: -1, from: 0, to: 9 },
      { kind: 'arrival', due: 10, from: 11, to: 12 },
      { kind: 'arrival', due: 20, from: 20, to: 50 },
      { kind: 'departure', due: 70, from: 71, to: 75 },
    ],
    idle: [
      { due: -5, begun: true, from: 0, to: 2 },
      { due: 10, begun: false, from: 33, to: 38 },
      { due: 11, begun: true, from: 38, to: 39.5 },
      { due: 12, begun: true, from: 38, to: 39 },
    ],
  };

  test('count the flights that were due on the day', () => {
    expect(measure(timetable, settings, log)).toMatchObject({ landed: 1, diverted: 1, departed: 1 });
  });

  test('hold the waits of those flights, diverted ones included', () => {
    const { holding, taxiOut, gateWait } = measure(timetable, settings, log);
    expect(holding).toEqual({ mean: 16, percentile95: expect.closeTo(2 + 0.95 * 28) as unknown, worst: 30 });
    expect(taxiOut).toEqual({ mean: 5, percentile95: 5, worst: 5 });
    expect(gateWait).toEqual({ mean: 15, percentile95: 15, worst: 15 });
  });

  test('hold the use of runways and gates by every plane in each hour', () => {
    const { hours } = measure(timetable, settings, log);
    expect(hours).toHaveLength(24);
    expect(hours[0]).toEqual({ arrivals: 1, departures: 0, runwayUse: 9 / 120, gateUse: 57 / 60 });
    expect(hours[1]).toEqual({ arrivals: 0, departures: 1, runwayUse: 6 / 120, gateUse: 3 / 60 });
    expect(hours[2]).toEqual({ arrivals: 0, departures: 0, runwayUse: 0, gateUse: 0 });
  });

  test('hold what the storm cost those flights', () => {
    expect(measure(timetable, settings, log).storm).toEqual({
      heldArrivals: 2,
      heldDepartures: 1,
      interrupted: 2,
      begunLate: 1,
      minutesLost: 7.5,
    });
  });

  test('have no waits where no plane waited', () => {
    const nothing: Log = { landings: [], diversions: [], takeOffs: [], held: [], idle: [] };
    expect(measure(timetable, settings, nothing)).toMatchObject({
      holding: undefined,
      taxiOut: undefined,
      gateWait: undefined,
    });
  });
});
