import { Environment, interrupt, isInterrupt } from 'asimjs';
import type { Process } from 'asimjs';
import type { ExploredModel, Exploration } from '@asimjs/testing';
import { Day, MATTERS } from './day.js';
import type { Matter } from './day.js';

/** How many minutes it takes Dana to save what she has written. */
export const SAVING = 1;

const FIRST_CALL_AT = 10;
/** After how many minutes the second call may come. */
const SECOND_CALL_AFTER = [15, 2, 4, 9] as const;
/** How long Carl waits when he has heard the phone: so long that Dana has saved. */
const COURTESY = SAVING;

/** What Dana does all day. It is she whom phone and colleague interrupt, with a {@link Matter} as the cause. */
export type Developer = (env: Environment, day: Day) => Promise<void>;

export interface Office extends ExploredModel {
  readonly day: Day;
}

/** A small office: Dana writes a report, the phone rings twice, and Carl has a question. */
export function office(developer: Developer, { choose }: Exploration): Office {
  const env = new Environment();
  const day = new Day();
  const phoneRings = env.event({ name: 'ringing' });

  const dana: Process = env.process(async () => developer(env, day), { name: 'Dana' });
  const disturb = (matter: Matter): boolean => interrupt(dana, matter);

  env.process(
    async () => {
      await env.timeout(FIRST_CALL_AT);
      disturb('the first call');
      phoneRings.succeed();
      await env.timeout(SECOND_CALL_AFTER[choose(SECOND_CALL_AFTER.length)] ?? 0);
      disturb('the second call');
    },
    { name: 'phone' },
  );

  env.process(
    async () => {
      await phoneRings;
      await env.timeout(COURTESY);
      disturb('a question');
    },
    { name: 'Carl' },
  );

  const atEnd = (): void => {
    if (day.missing.length > 0) throw new Error(`missing: ${day.missing.join(', ')}`);
  };
  return { env, day, atEnd };
}

/** What Dana was interrupted for. What is no such interrupt is thrown on. */
export function matterOf(error: unknown): Matter {
  const matter = isInterrupt(error) ? matters.find((one) => one === error.cause) : undefined;
  if (matter === undefined) throw error;
  return matter;
}

const matters = Object.keys(MATTERS) as Matter[];
