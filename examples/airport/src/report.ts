import { dayTable } from './day-table.js';
import { lines } from './draw.js';
import { hourTable } from './hour-table.js';
import { clock } from './interval.js';
import type { Interval } from './interval.js';
import type { Outcome } from './scenarios.js';
import { isOfTheDay } from './timetable.js';
import type { Timetable } from './timetable.js';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The whole answer, ready to print: no line is longer than 100 characters. */
export function report(timetable: Timetable, outcomes: readonly Outcome[]): string {
  return [heading(timetable, outcomes), dayTable(outcomes), explanations(outcomes), hourTable(outcomes)].join(
    '\n',
  );
}

function heading({ date, flights, leftOut }: Timetable, outcomes: readonly Outcome[]): string {
  const ofTheDay = flights.filter(({ due }) => isOfTheDay(due));
  const arrivals = ofTheDay.filter(({ kind }) => kind === 'arrival').length;
  const weekday = WEEKDAYS[new Date(`${date}T00:00Z`).getUTCDay()] ?? '';
  const storm = stormOf(outcomes);
  return lines(
    `Chicago O'Hare, ${weekday} ${date}`,
    `${String(arrivals)} arrivals (estimated times), ${String(ofTheDay.length - arrivals)} departures (recorded times);` +
      ` left out for an absurd delay: ${String(leftOut)}`,
    ...(storm === undefined
      ? []
      : [`Thunderstorm from ${clock(storm.from)} to ${clock(storm.to)}, in all columns but the first`]),
  );
}

const STORM: readonly string[] = [
  'Storm          nobody begins to land or to take off, and no crew works outdoors',
  'Held           planes whose turn for a runway came in the storm; those that then diverted included',
  'Turn-rounds    go on afterwards with what was left; planes stand without a crew for the minutes lost',
];

function stormOf(outcomes: readonly Outcome[]): Interval | undefined {
  return outcomes.find(({ settings }) => settings.storm !== undefined)?.settings.storm;
}

function explanations(outcomes: readonly Outcome[]): string {
  const settings = outcomes[0]?.settings;
  if (settings === undefined) return '';
  return lines(
    'Flights        those due from 0:00 to 24:00, whenever they got their runway',
    `Holding        of an arriving plane, in the air, for a runway; after ${String(settings.patience)} minutes it diverts`,
    'Taxi-out wait  of a departing plane, on the ground, for a runway; landings go first',
    `Gates          taken by arrivals only, for ${String(settings.turnround)} minutes each; planes wait on the ground`,
    `In use         share of their time; a landing or a take-off takes a runway for ${String(settings.separation)} seconds`,
    ...(stormOf(outcomes) === undefined ? [] : STORM),
  );
}
