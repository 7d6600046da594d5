/** A stretch of time, in minutes after midnight. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Minutes. */
export const HOUR = 60;
/** Two times of one day, such as `17:00-18:00`. */
const PATTERN = /^(\d\d):([0-5]\d)-(\d\d):([0-5]\d)$/;
const MIDNIGHT = 24 * HOUR;

/** Reads `17:00-18:00`; `undefined` if it is not that, or does not go forward within one day. */
export function parseInterval(text: string): Interval | undefined {
  const [hour, minute, endHour, endMinute] = PATTERN.exec(text)?.slice(1).map(Number) ?? [];
  const [from, to] = [minutes(hour, minute), minutes(endHour, endMinute)];
  return from < to && to <= MIDNIGHT ? { from, to } : undefined;
}

function minutes(hour = NaN, minute = NaN): number {
  return hour * HOUR + minute;
}

/** A time of the day as clocks show it: `17:05`. */
export function clock(time: number): string {
  const hour = Math.floor(time / HOUR);
  return [hour, time - hour * HOUR].map((part) => String(part).padStart(2, '0')).join(':');
}
