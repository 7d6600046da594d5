import { readZones } from './clocks.js';
import { readRecords } from './records.js';
import type { Settings } from './settings.js';
import { recordsNeeded, timetableOf } from './timetable.js';
import type { Timetable } from './timetable.js';

/** The flights of the day asked for, from the file. */
export async function readTimetable({ date, delay }: Pick<Settings, 'date' | 'delay'>): Promise<Timetable> {
  const { airport, from, to } = recordsNeeded(date);
  return timetableOf(date, await readRecords(airport, from, to), readZones(), delay);
}
