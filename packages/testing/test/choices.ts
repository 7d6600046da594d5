import type { ExploredEnvironment, ModelFactory } from '@asimjs/testing';

/** An environment in which nothing happens: for models that only choose. */
function idle(): ExploredEnvironment {
  const result = { reason: 'exhausted', now: 0, steps: 0, blocked: [] };
  return {
    now: 0,
    kernel: { readOnly: (_, callback) => callback() },
    observe: () => () => undefined,
    run: async () => result,
    runSync: () => result,
  };
}

/** A model that chooses, and that is wrong at its end if `check` throws for what was chosen. */
export function choosing(check: (choose: (count: number) => number) => void): ModelFactory {
  return ({ choose }) => {
    let wrong: { error: unknown } | undefined;
    try {
      check(choose);
    } catch (error) {
      wrong = { error };
    }
    const atEnd = (): void => {
      if (wrong !== undefined) throw wrong.error;
    };
    return { env: idle(), atEnd };
  };
}
