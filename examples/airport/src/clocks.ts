import { readFileSync } from 'node:fs';
import { TZDate, tzOffset } from '@date-fns/tz';
import findZone from '@photostructure/tz-lookup';
import { csvParse } from 'd3-dsv';
import { datasetFile } from './dataset.js';

const OHARE_ZONE = 'America/Chicago';
const MILLISECONDS_A_MINUTE = 60_000;

/** Minutes since 1970-01-01 00:00 at which a day begins, on the clock of wherever it is. */
export function midnightOf(date: string): number {
  return Date.parse(`${date}T00:00Z`) / MILLISECONDS_A_MINUTE;
}

/** The time zone of an airport, by its three-letter code: `zoneOf('LAX')` is `'America/Los_Angeles'`. */
export type ZoneOf = (airport: string) => string;

/** Looks the zones up by where the airports are. An airport that is not in the list throws. */
export function readZones(): ZoneOf {
  const places = new Map(
    csvParse(readFileSync(datasetFile('airports.csv'), 'utf8')).map((place) => [place.iata, place]),
  );
  const zones = new Map<string, string>();
  return (airport) => {
    const known = zones.get(airport);
    if (known !== undefined) return known;
    const place = places.get(airport);
    if (place === undefined) throw new Error(`No position is known for airport ${airport}.`);
    const zone = findZone(Number(place.latitude), Number(place.longitude));
    zones.set(airport, zone);
    return zone;
  };
}

/**
 * What O'Hare's clock shows `elapsed` minutes after the clock of `zone` showed `time`; both in
 * minutes since 1970-01-01 00:00 on their own clock. Knows each zone's daylight saving on that date.
 */
export function ohareClock(time: number, zone: string, elapsed: number): number {
  const shown = new Date(time * MILLISECONDS_A_MINUTE);
  const instant = new TZDate(
    shown.getUTCFullYear(),
    shown.getUTCMonth(),
    shown.getUTCDate(),
    shown.getUTCHours(),
    shown.getUTCMinutes(),
    zone,
  ).getTime();
  const arrival = new Date(instant + elapsed * MILLISECONDS_A_MINUTE);
  return arrival.getTime() / MILLISECONDS_A_MINUTE + tzOffset(OHARE_ZONE, arrival);
}
