import { draw, percent } from './draw.js';
import { clock, HOUR } from './interval.js';
import type { Hour } from './measures.js';
import type { Outcome } from './scenarios.js';

const HOUR_COLUMNS = 3;
const SCENARIO_WIDTH = 8;
/** For four scenarios, so that no line is longer than 100 characters. */
const NARROW_WIDTH = 6;

/** What was due and what was in use in each hour. */
export function hourTable(outcomes: readonly Outcome[]): string {
  const names = outcomes.map(({ name }) => name);
  const unnamed = names.slice(1).map(() => '');
  const hours = outcomes[0]?.measures.hours ?? [];
  const uses = (hour: number, useOf: (hour: Hour) => number): string[] =>
    outcomes.map(({ measures }) => percent(measures.hours.slice(hour, hour + 1).map(useOf)[0]));
  const rows = hours.map(({ arrivals, departures }, hour) => [
    `${clock(hour * HOUR)}-${clock((hour + 1) * HOUR)}`,
    String(arrivals),
    String(departures),
    ...uses(hour, ({ runwayUse }) => runwayUse),
    ...uses(hour, ({ gateUse }) => gateUse),
  ]);
  const width = names.length > 3 ? NARROW_WIDTH : SCENARIO_WIDTH;
  const columns = Object.fromEntries(
    [...names, ...names].map((_, index) => [HOUR_COLUMNS + index, { width, wrapWord: true }]),
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
