import { describe, expect, test, vi } from 'vitest';
import { measure } from '../src/measures.js';
import { simulate } from '../src/model.js';
import { readTimetable } from '../src/read-timetable.js';
import { scenariosOf } from '../src/scenarios.js';
import { DEFAULTS } from '../src/settings.js';
import type { Settings } from '../src/settings.js';
import { run } from './run-demo.js';

// The file of flights is read again and again, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const storm = { from: 1020, to: 1080 };

describe('the demo with a storm', () => {
  test('prints the tables of the default day without it and with it', async () => {
    const { code, output, messages } = await run('--storm', '17:00-18:00');
    expect([code, messages]).toEqual([0, '']);
    await expect(output).toMatchFileSnapshot('storm-day.txt');
  });

  test.each(['4', '1'])('prints no line of more than 100 characters for %s runways', async (runways) => {
    const { output } = await run(
      ...['--storm', '00:00-24:00', '--runways', runways, '--gates', '500'],
      ...['--patience', '299.75', '--turnround', '299.25', '--separation', '599.75'],
    );
    expect(output.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });
});

test('a storm is in every scenario but the first', () => {
  const shown = (settings: Settings): unknown[] =>
    scenariosOf(settings).map(({ name, settings: { runways, gates, storm } }) => [
      name,
      runways,
      gates,
      storm,
    ]);
  expect(shown({ ...DEFAULTS, storm })).toEqual([
    ['no storm', 4, 60, undefined],
    ['as asked', 4, 60, storm],
    ['one runway less', 3, 60, storm],
    ['ten gates more', 4, 70, storm],
  ]);
  expect(shown({ ...DEFAULTS, runways: 1, storm }).length).toBe(3);
  expect(shown(DEFAULTS).length).toBe(3);
});

describe.each<Partial<Settings>>([
  { storm },
  { storm: { from: 1020, to: 1021 } },
  { storm: { from: 0, to: 1440 } },
  { storm: { from: 1380, to: 1440 }, runways: 1, patience: 300 },
  { storm, gates: 20, separation: 100, turnround: 33.25 },
])("a day at O'Hare with %j", (changed) => {
  const settings = { ...DEFAULTS, ...changed };
  const day = readTimetable(DEFAULTS).then(async (timetable) => {
    const log = await simulate(timetable, settings);
    return { timetable, log, measures: measure(timetable, settings, log) };
  });

  test('lands or diverts every arrival and lets every departure go', async () => {
    const { timetable, log } = await day;
    const due = (kind: string): number[] =>
      timetable.flights.filter((flight) => flight.kind === kind).map((flight) => flight.due);
    const byTime = (flights: readonly { due: number }[]): number[] =>
      flights.map((flight) => flight.due).sort((one, other) => one - other);
    expect(byTime([...log.landings, ...log.diversions])).toEqual(due('arrival'));
    expect(byTime(log.takeOffs)).toEqual(due('departure'));
  });

  test('has nobody begin to use a runway in the storm, or begin and go on with a turn-round', async () => {
    const { log } = await day;
    const { from, to } = settings.storm ?? { from: NaN, to: NaN };
    const runways = [...log.landings, ...log.takeOffs].map(({ runway }) => runway);
    expect(runways.filter((runway) => runway.from >= from && runway.from < to)).toEqual([]);
    const ends = log.landings.map(({ gate }) => gate.to);
    expect(ends.filter((end) => end > from && end < to)).toEqual([]);
  });

  test('loses no minute of a turn-round, and counts none twice', async () => {
    const { log } = await day;
    const minutes = (intervals: readonly { from: number; to: number }[]): number =>
      intervals.reduce((sum, { from, to }) => sum + to - from, 0);
    const atGates = minutes(log.landings.map(({ gate }) => gate));
    expect(atGates - minutes(log.idle)).toBeCloseTo(log.landings.length * settings.turnround, 6);
  });

  test('costs something, and a day without it nothing', async () => {
    const { timetable, measures } = await day;
    const calm = await simulate(timetable, { ...settings, storm: undefined });
    expect(measures.storm.heldArrivals + measures.storm.heldDepartures).toBeGreaterThan(0);
    expect([calm.held, calm.idle]).toEqual([[], []]);
  });
});
