import { describe, expect, test } from 'vitest';
import { clock, parseInterval } from '../src/interval.js';

describe('a stretch of time', () => {
  test.each([
    ['17:00-18:00', 1020, 1080],
    ['00:00-00:01', 0, 1],
    ['09:59-24:00', 599, 1440],
  ])('is read from %s', (text, from, to) => {
    expect(parseInterval(text)).toEqual({ from, to });
    expect(`${clock(from)}-${clock(to)}`).toBe(text);
  });

  test.each([
    ['17:00'],
    ['17:00-17:00'],
    ['18:00-17:00'],
    ['23:00-01:00'],
    ['23:00-24:01'],
    ['24:00-25:00'],
    ['17:60-18:00'],
    ['17:00-18:60'],
    ['7:00-8:00'],
    ['17-18'],
    ['17:00 - 18:00'],
    ['17:00-18:00-19:00'],
    ['-17:00-18:00'],
    [''],
  ])('is not read from %j', (text) => {
    expect(parseInterval(text)).toBeUndefined();
  });
});
