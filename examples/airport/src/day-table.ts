import { max, mean } from 'd3-array';
import { draw, percent } from './draw.js';
import type { Hour, Measures, Waits } from './measures.js';
import type { Outcome } from './scenarios.js';

/** A row of the table of the day: what it is, which figure of it, and the figure of each scenario. */
type Row = readonly [what: string, which: string, figure: (outcome: Outcome) => string];

const ROWS: readonly Row[] = [
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

const STORM_ROWS: readonly Row[] = [
  ['Held by the storm', 'arrivals', ({ measures }) => String(measures.storm.heldArrivals)],
  ['', 'departures', ({ measures }) => String(measures.storm.heldDepartures)],
  ['Turn-rounds', 'interrupted', ({ measures }) => String(measures.storm.interrupted)],
  ['', 'begun late', ({ measures }) => String(measures.storm.begunLate)],
  ['', 'minutes lost', ({ measures }) => measures.storm.minutesLost.toFixed(0)],
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

/** The figures of the day, a column for each scenario. */
export function dayTable(outcomes: readonly Outcome[]): string {
  const stormy = outcomes.some(({ settings }) => settings.storm !== undefined);
  const shown = stormy ? [...ROWS, ...STORM_ROWS] : ROWS;
  const names = outcomes.map(({ name }) => name);
  const rows = shown.map(([what, which, figure]) => [what, which, ...outcomes.map(figure)]);
  const groups = shown.flatMap(([what], row) => (what === '' ? [] : [row + 1]));
  return draw([['', '', ...names], ...rows], {
    columns: { 0: { alignment: 'left' }, 1: { alignment: 'left' } },
    drawHorizontalLine: (line, rowCount) => line === 0 || line === rowCount || groups.includes(line),
  });
}
