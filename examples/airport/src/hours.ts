import { sum } from 'd3-array';
import { HOUR } from './interval.js';
import type { Interval } from './interval.js';
import { DAY } from './timetable.js';

/** Minutes that fall in each hour of the day; what lies before or after the day is left out. */
export function minutesByHour(intervals: readonly Interval[]): number[] {
  return Array.from({ length: DAY / HOUR }, (_, hour) => {
    const [start, end] = [hour * HOUR, (hour + 1) * HOUR];
    return sum(intervals, ({ from, to }) => Math.max(0, Math.min(to, end) - Math.max(from, start)));
  });
}
