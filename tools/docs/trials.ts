import { Environment, EnvironmentClosedError } from '@asimjs/core';
import type { ErrorType } from './error-classes.js';

/** Whether the run can go on, in the words of docs/errors.md; or that the error did not come at all. */
export type Verdict = 'yes' | 'if caught' | 'if heard' | 'no' | 'did not come';

/** A run of a model with a mistake in it, and what came of it. */
export interface Trial {
  readonly env: Environment;
  /** Whether the model catches an error where it is thrown, by a wait for the end of the process, or nowhere. */
  readonly catches: 'where thrown' | 'at the end' | 'nowhere';
  caught?: unknown;
  /** The error that ended the run. */
  ended?: unknown;
  /** Whether the rest of the model came to its end. */
  wentOn: boolean;
}

/** A mistake that leads to an error. */
export interface Mistake {
  addTo(trial: Trial): void;
  run(env: Environment): unknown;
}

async function tryOut(mistake: Mistake, catches: Trial['catches']): Promise<Trial> {
  const env = new Environment({ start: 7, maxStepsPerInstant: 100 });
  const trial: Trial = { env, catches, wentOn: false };
  const bystander = env.process(function* bystander() {
    yield* env.timeout(10);
  });
  mistake.addTo(trial);
  try {
    await mistake.run(env);
  } catch (error) {
    trial.ended = error;
  }
  try {
    await env.run();
    trial.wentOn = bystander.status === 'finished';
  } catch (error) {
    if (!(error instanceof EnvironmentClosedError)) throw error;
  }
  return trial;
}

function* causesOf(error: unknown): Generator<Error> {
  for (let cause = error; cause instanceof Error; cause = cause.cause) yield cause;
}

/** Makes a mistake, and sees what has to be done so that the run can go on. `error` is the one of `type` that came. */
export async function judge(
  type: ErrorType,
  mistake: Mistake,
): Promise<{ verdict: Verdict; error: Error | undefined }> {
  const left = await tryOut(mistake, 'nowhere');
  const caught = await tryOut(mistake, 'where thrown');
  const heard = await tryOut(mistake, 'at the end');

  const error = [left, caught, heard]
    .flatMap((trial) => [...causesOf(trial.caught), ...causesOf(trial.ended)])
    .find((one) => one instanceof type);
  if (error === undefined) return { verdict: 'did not come', error };
  if (left.wentOn) return { verdict: 'yes', error };
  if (caught.caught instanceof type && caught.wentOn) return { verdict: 'if caught', error };
  if (heard.caught instanceof type && heard.wentOn) return { verdict: 'if heard', error };
  return { verdict: 'no', error };
}
