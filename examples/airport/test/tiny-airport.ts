import type { Log } from '../src/log.js';
import { simulate } from '../src/model.js';
import { DEFAULTS } from '../src/settings.js';
import type { Settings } from '../src/settings.js';
import type { Flight } from '../src/timetable.js';

export const arrival = (due: number): Flight => ({ kind: 'arrival', due, otherEnd: 'LGA' });
export const departure = (due: number): Flight => ({ kind: 'departure', due, otherEnd: 'LGA' });

/** One runway, taken for 2 minutes by each plane; turn-rounds of 30 minutes; planes divert after 10. */
export function run(flights: Flight[], settings: Partial<Settings>): Promise<Log> {
  return simulate(
    { date: DEFAULTS.date, flights, leftOut: 0 },
    { ...DEFAULTS, separation: 120, turnround: 30, patience: 10, runways: 1, gates: 9, ...settings },
  );
}

/** What happened, in order of time: `[12, 'landing due at 10']`. */
export function movements({ landings, diversions, takeOffs }: Log): [time: number, what: string][] {
  const all: [number, string][] = [
    ...landings.map(({ due, runway }): [number, string] => [runway.from, `landing due at ${due}`]),
    ...takeOffs.map(({ due, runway }): [number, string] => [runway.from, `take-off due at ${due}`]),
    ...diversions.map(({ due, gaveUp }): [number, string] => [gaveUp, `diversion of ${due}`]),
  ];
  return all.sort(([one], [other]) => one - other);
}
