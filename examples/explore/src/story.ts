import { explore, replay } from '@asimjs/testing';
import type { ExplorationReport, ModelFactory } from '@asimjs/testing';
import type { Day } from './day.js';
import { nearlyRight } from './nearly-right.js';
import { office } from './office.js';
import type { Developer } from './office.js';
import { right } from './right.js';

/** Explores every order of a day with this developer. */
export async function exploreDay(developer: Developer): Promise<ExplorationReport> {
  return explore((exploration) => office(developer, exploration));
}

/** Runs one order of a day again. @returns how it came out, in words */
export async function replayDay(developer: Developer, schedule: string): Promise<string> {
  const days: Day[] = [];
  const factory: ModelFactory = (exploration) => {
    const model = office(developer, exploration);
    days.push(model.day);
    return model;
  };
  await replay(factory, schedule);
  const missing = days.flatMap((day) => day.missing);
  return missing.length === 0 ? 'nothing is missing' : ['missing:', ...missing].join('\n  ');
}

/** The whole story, as it is printed. */
export async function tellStory(): Promise<string> {
  const nearly = await exploreDay(nearlyRight);
  const complete = await exploreDay(right);
  const schedule = nearly.failure?.schedule ?? 'usual';
  return [
    'Nearly right, in the usual order',
    '================================',
    await replayDay(nearlyRight, 'usual'),
    '',
    'Nearly right, in every order',
    '============================',
    String(nearly),
    '',
    await replayDay(nearlyRight, schedule),
    '',
    'Right, in that order',
    '====================',
    await replayDay(right, schedule),
    '',
    'Right, in every order',
    '=====================',
    String(complete),
  ].join('\n');
}
