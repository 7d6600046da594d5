import { describe, expect, test } from 'vitest';
import { ohareClock, readZones } from '../src/clocks.js';

/** Minutes since 1970 of a time on some clock. */
function minutes(time: string): number {
  return Date.parse(`${time}Z`) / 60_000;
}

function time(minutesSince1970: number): string {
  return new Date(minutesSince1970 * 60_000).toISOString().slice(0, 16);
}

function arrival(departed: string, zone: string, elapsed: number): string {
  return time(ohareClock(minutes(departed), zone, elapsed));
}

describe('the zone of an airport', () => {
  test.each([
    ['ORD', 'America/Chicago'],
    ['LGA', 'America/New_York'],
    ['LAX', 'America/Los_Angeles'],
    ['DTW', 'America/Detroit'],
    ['ANC', 'America/Anchorage'],
    ['HNL', 'Pacific/Honolulu'],
    ['SJU', 'America/Puerto_Rico'],
    ['PHX', 'America/Phoenix'],
    ['IND', 'America/Indiana/Indianapolis'],
    // Near a border between zones.
    ['EVV', 'America/Chicago'],
    ['CHA', 'America/New_York'],
    ['BNA', 'America/Chicago'],
    ['ELP', 'America/Denver'],
  ])('%s is in %s', (airport, zone) => {
    expect(readZones()(airport)).toBe(zone);
  });

  test('an unknown airport is an error that names it', () => {
    expect(() => readZones()('QQQ')).toThrow('QQQ');
  });
});

describe("the clock at O'Hare", () => {
  test.each([
    ['America/New_York', '2001-03-14T11:08'],
    ['America/Chicago', '2001-03-14T12:08'],
    ['America/Denver', '2001-03-14T13:08'],
    ['America/Los_Angeles', '2001-03-14T14:08'],
    ['America/Anchorage', '2001-03-14T15:08'],
    ['Pacific/Honolulu', '2001-03-14T16:08'],
    ['America/Puerto_Rico', '2001-03-14T10:08'],
  ])('in winter, two hours after 10:08 in %s, shows %s', (zone, expected) => {
    expect(arrival('2001-03-14T10:08', zone, 120)).toBe(expected);
  });

  test('does not shift against New York in summer, but does against places without daylight saving', () => {
    expect(arrival('2001-06-28T10:00', 'America/New_York', 120)).toBe('2001-06-28T11:00');
    expect(arrival('2001-03-14T10:00', 'America/Phoenix', 120)).toBe('2001-03-14T13:00');
    expect(arrival('2001-06-28T10:00', 'America/Phoenix', 120)).toBe('2001-06-28T14:00');
    expect(arrival('2001-03-14T10:00', 'America/Indiana/Indianapolis', 60)).toBe('2001-03-14T10:00');
    expect(arrival('2001-06-28T10:00', 'America/Indiana/Indianapolis', 60)).toBe('2001-06-28T11:00');
  });

  test('goes forward at two in the night to the first Sunday of April, while planes are in the air', () => {
    expect(arrival('2001-03-31T22:00', 'America/Los_Angeles', 119)).toBe('2001-04-01T01:59');
    expect(arrival('2001-03-31T22:00', 'America/Los_Angeles', 120)).toBe('2001-04-01T03:00');
    expect(arrival('2001-04-01T00:30', 'America/Denver', 60)).toBe('2001-04-01T03:30');
    expect(arrival('2001-04-01T04:00', 'America/Los_Angeles', 240)).toBe('2001-04-01T10:00');
  });

  test('carries a flight over midnight, the end of a month and a leap day that 2001 does not have', () => {
    expect(arrival('2001-03-13T23:50', 'America/Chicago', 45)).toBe('2001-03-14T00:35');
    expect(arrival('2001-01-31T22:30', 'America/Los_Angeles', 240)).toBe('2001-02-01T04:30');
    expect(arrival('2001-02-28T23:30', 'America/New_York', 133)).toBe('2001-03-01T00:43');
  });
});
