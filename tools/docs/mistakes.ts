// The places at which a model may go wrong.
import type { Coroutine, Environment, ProcessFunction } from '@asimjs/core';
import type { Mistake, Trial } from './trials.js';

// Strict, so that a deadlock is an error.
const run = (env: Environment): unknown => env.run({ strict: true });

function catchOrThrow(trial: Trial, error: unknown): void {
  if (trial.catches !== 'where thrown') throw error as Error;
  trial.caught = error;
}

function attempt(trial: Trial, call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    catchOrThrow(trial, error);
    return undefined;
  }
}

function addProcess(trial: Trial, body: ProcessFunction<unknown>): void {
  const { env, catches } = trial;
  // Made first, so that it waits before the other fails.
  if (catches === 'at the end') env.process(listener);
  const culprit = env.process(body);

  function* listener(): Coroutine<void> {
    try {
      yield* culprit.finished;
    } catch (error) {
      trial.caught = error;
    }
  }
}

/** In a generator process. What it yields and returns is not checked, so that it may be wrong. */
export function inProcess(body: (env: Environment) => Generator): Mistake {
  const addTo = (trial: Trial): void => {
    const guarded = function* (): Generator {
      try {
        return (yield* body(trial.env)) as unknown;
      } catch (error) {
        catchOrThrow(trial, error);
      }
    };
    addProcess(trial, guarded as ProcessFunction<unknown>);
  };
  return { addTo, run };
}

/** In an async process. */
export function inAsyncProcess(body: (env: Environment) => Promise<void>): Mistake {
  const addTo = (trial: Trial): void =>
    addProcess(trial, async () => {
      try {
        await body(trial.env);
      } catch (error) {
        catchOrThrow(trial, error);
      }
    });
  return { addTo, run };
}

/** In a callback given to `env.schedule`. */
export function inCallback(callback: (env: Environment) => unknown): Mistake {
  const addTo = (trial: Trial): void =>
    void trial.env.schedule(1, () => attempt(trial, () => callback(trial.env)));
  return { addTo, run };
}

/** In an observer. */
export function inObserver(look: (env: Environment) => unknown): Mistake {
  const addTo = (trial: Trial): void =>
    void trial.env.observe({ clockMoved: () => attempt(trial, () => look(trial.env)) });
  return { addTo, run };
}

/** In a synchronous run. */
export function inSyncRun(mistake: Mistake): Mistake {
  return { ...mistake, run: (env) => env.runSync() };
}
