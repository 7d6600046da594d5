import { readOptions } from './options.js';
import { progressBar } from './progress.js';
import type { Progress } from './progress.js';
import { readTimetable } from './read-timetable.js';
import { report } from './report.js';
import { outcomeOf, scenariosOf } from './scenarios.js';
import type { Outcome } from './scenarios.js';
import type { Settings } from './settings.js';
import type { Timetable } from './timetable.js';

/** Does what the command line asks for, and gives the exit code. */
export async function demo(
  args: readonly string[],
  output: NodeJS.WritableStream,
  messages: NodeJS.WritableStream,
): Promise<number> {
  const request = readOptions(args);
  if (request.kind === 'say') {
    (request.exitCode === 0 ? output : messages).write(request.text);
    return request.exitCode;
  }
  const progress = progressBar(messages, 'reading the flights');
  const { timetable, outcomes } = await run(request.settings, progress).finally(() => {
    progress.end();
  });
  output.write(report(timetable, outcomes));
  return 0;
}

/** Reading the file is about half of the work. */
const READING = 0.5;

async function run(
  settings: Settings,
  progress: Progress,
): Promise<{ timetable: Timetable; outcomes: Outcome[] }> {
  const timetable = await readTimetable(settings);
  const scenarios = scenariosOf(settings);
  const outcomes: Outcome[] = [];
  for (const [index, scenario] of scenarios.entries()) {
    const share = (done: number): number => READING + ((1 - READING) * (index + done)) / scenarios.length;
    const step = `simulating: ${scenario.name}`;
    progress.at(share(0), step);
    const outcome = await outcomeOf(scenario, timetable, (done) => {
      progress.at(share(done), step);
    });
    outcomes.push(outcome);
  }
  return { timetable, outcomes };
}
