import { measure } from './measures.js';
import type { Measures } from './measures.js';
import { simulate } from './model.js';
import type { Settings } from './settings.js';
import type { Timetable } from './timetable.js';

/** One way to run the airport. */
export interface Scenario {
  readonly name: string;
  readonly settings: Settings;
}

export interface Outcome extends Scenario {
  readonly measures: Measures;
}

const EXTRA_GATES = 10;

/**
 * As asked, with one runway less (unless there is only one), and with ten gates more. If there is a storm it is in all
 * of these, and a day without it comes first, to compare them with.
 */
export function scenariosOf(asked: Settings): Scenario[] {
  const scenarios: Scenario[] = [
    ...(asked.storm === undefined ? [] : [{ name: 'no storm', settings: { ...asked, storm: undefined } }]),
    { name: 'as asked', settings: asked },
    { name: 'one runway less', settings: { ...asked, runways: asked.runways - 1 } },
    { name: 'ten gates more', settings: { ...asked, gates: asked.gates + EXTRA_GATES } },
  ];
  return scenarios.filter(({ settings }) => settings.runways > 0);
}

/** Runs a day under one scenario. `onProgress` hears which share of the run is done, 0 to 1. */
export async function outcomeOf(
  scenario: Scenario,
  timetable: Timetable,
  onProgress?: (done: number) => void,
): Promise<Outcome> {
  const log = await simulate(timetable, scenario.settings, onProgress);
  return { ...scenario, measures: measure(timetable, scenario.settings, log) };
}
