import { Airport } from './airport.js';
import type { Log } from './log.js';
import { Arrival, Departure } from './planes.js';
import type { Settings } from './settings.js';
import { COOL_DOWN, DAY, WARM_UP } from './timetable.js';
import type { Flight, Timetable } from './timetable.js';

/** Brings every flight to the airport when it is due. */
async function followTimetable(airport: Airport, flights: readonly Flight[]): Promise<void> {
  const { env } = airport;
  for (const flight of flights) {
    await env.timeout(flight.due - env.now);
    if (flight.kind === 'arrival') new Arrival(airport, flight);
    else new Departure(airport, flight);
  }
}

/** Minutes of the clock that a run takes if nobody waits long. */
const WHOLE_RUN = WARM_UP + DAY + COOL_DOWN;

/** Runs the timetable to its last plane. `onProgress` hears now and then which share of the run is done, 0 to 1. */
export async function simulate(
  timetable: Timetable,
  settings: Settings,
  onProgress?: (done: number) => void,
): Promise<Log> {
  const airport = new Airport(settings);
  const { env, log } = airport;
  env.process(() => followTimetable(airport, timetable.flights), { name: 'timetable' });
  await env.run({
    strict: true,
    onProgress: ({ now }) => onProgress?.(Math.min(1, (now + WARM_UP) / WHOLE_RUN)),
  });
  return log;
}
