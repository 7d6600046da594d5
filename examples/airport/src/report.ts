import { max, mean } from 'd3-array';
import { getBorderCharacters, table } from 'table';
import type { TableUserConfig } from 'table';
import type { Hour, Measures, Waits } from './measures.js';
import type { Outcome } from './scenarios.js';
import { isOfTheDay } from './timetable.js';
import type { Timetable } from './timetable.js';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The whole answer, ready to print: no line is longer than 100 characters. */
export function report(timetable: Timetable, outcomes: readonly Outcome[]): string {
  return [heading(timetable), dayTable(outcomes), explanations(outcomes), hourTable(outcomes)].join('\n');
}

function heading({ date, flights, leftOut }: Timetable): string {
  const ofTheDay = flights.filter(({ due }) => isOfTheDay(due));
  const arrivals = ofTheDay.filter(({ kind }) => kind === 'arrival').length;
  const weekday = WEEKDAYS[new Date(`${date}T00:00Z`).getUTCDay()] ?? '';
  return lines(
    `Chicago O'Hare, ${weekday} ${date}`,
    `${String(arrivals)} arrivals (estimated times), ${String(ofTheDay.length - arrivals)} departures (recorded times);` +
      ` left out for an absurd delay: ${String(leftOut)}`,
  );
}

/** A row of the table of the day: what it is, which figure of it, and the figure of each scenario. */
type Row = readonly [what: string, which: string, figure: (outcome: Outcome) => string];

const DAY_ROWS: readonly Row[] = [
  ['Airport', 'runways', ({ settings }) => String(settings.runways)],
  ['', 'gates', ({ settings }) => String(settings.gates)],
  ['Flights', 'landed', ({ measures }) => String(measures.landed)],
  ['', 'diverted', ({ measures }) => String(measures.diverted)],
  ['', 'departed', ({ measures }) => String(measures.departed)],
  ...waitRows('Holding, minutes', ({ holding }) => holding),
  ...waitRows('Taxi-out wait, minutes', ({ taxiOut }) => taxiOut),
  ...waitRows('Wait for a gate, minutes', ({ gateWait }) => gateWait),
  ...useRows('Runways in use, %', ({ runwayUse }) => runwayUse),
  ...useRows('Gates in use, %', ({ gateUse }) => gateUse),
];

function waitRows(what: string, waitsOf: (measures: Measures) => Waits | undefined): Row[] {
  const figure = (which: keyof Waits) => (outcome: Outcome) =>
    waitsOf(outcome.measures)?.[which].toFixed(1) ?? '-';
  return [
    [what, 'mean', figure('mean')],
    ['', '95th percentile', figure('percentile95')],
    ['', 'worst', figure('worst')],
  ];
}

function useRows(what: string, useOf: (hour: Hour) => number): Row[] {
  return [
    [what, 'all day', ({ measures }) => percent(mean(measures.hours, useOf))],
    ['', 'busiest hour', ({ measures }) => percent(max(measures.hours, useOf))],
  ];
}

function dayTable(outcomes: readonly Outcome[]): string {
  const names = outcomes.map(({ name }) => name);
  const rows = DAY_ROWS.map(([what, which, figure]) => [what, which, ...outcomes.map(figure)]);
  const groups = DAY_ROWS.flatMap(([what], row) => (what === '' ? [] : [row + 1]));
  return draw([['', '', ...names], ...rows], {
    columns: { 0: { alignment: 'left' }, 1: { alignment: 'left' } },
    drawHorizontalLine: (line, rowCount) => line === 0 || line === rowCount || groups.includes(line),
  });
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
  );
}

const HOUR_COLUMNS = 3;
const SCENARIO_WIDTH = 8;

function hourTable(outcomes: readonly Outcome[]): string {
  const names = outcomes.map(({ name }) => name);
  const unnamed = names.slice(1).map(() => '');
  const hours = outcomes[0]?.measures.hours ?? [];
  const uses = (hour: number, useOf: (hour: Hour) => number): string[] =>
    outcomes.map(({ measures }) => percent(measures.hours.slice(hour, hour + 1).map(useOf)[0]));
  const rows = hours.map(({ arrivals, departures }, hour) => [
    `${clock(hour)}-${clock(hour + 1)}`,
    String(arrivals),
    String(departures),
    ...uses(hour, ({ runwayUse }) => runwayUse),
    ...uses(hour, ({ gateUse }) => gateUse),
  ]);
  const columns = Object.fromEntries(
    [...names, ...names].map((_, index) => [HOUR_COLUMNS + index, { width: SCENARIO_WIDTH, wrapWord: true }]),
  );
  return draw(
    [
      ['', 'Flights due', '', 'Runways in use, %', ...unnamed, 'Gates in use, %', ...unnamed],
      ['Hour', 'arrivals', 'departures', ...names, ...names],
      ...rows,
    ],
    {
      columns,
      spanningCells: [
        { row: 0, col: 1, colSpan: 2 },
        { row: 0, col: HOUR_COLUMNS, colSpan: names.length },
        { row: 0, col: HOUR_COLUMNS + names.length, colSpan: names.length },
      ],
      drawHorizontalLine: (line, rowCount) => line === 0 || line === 2 || line === rowCount,
    },
  );
}

function draw(rows: readonly (readonly string[])[], config: TableUserConfig): string {
  const text = table(
    rows.map((row) => [...row]),
    {
      border: getBorderCharacters('norc'),
      columnDefault: { alignment: 'right' },
      drawVerticalLine: () => false,
      ...config,
    },
  );
  return lines(
    ...text
      .trimEnd()
      .split('\n')
      .map((line) => line.trimEnd()),
  );
}

function percent(share: number | undefined): string {
  return share === undefined ? '-' : (share * 100).toFixed(0);
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

function lines(...text: string[]): string {
  return text.map((line) => `${line}\n`).join('');
}
