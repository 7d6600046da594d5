import type { ExploredEnvironment, ModelFactory } from '@asimjs/testing';

type Result = ReturnType<ExploredEnvironment['runSync']>;

/** An environment in which nothing happens but one step, or what `act` does: for models that only choose. */
export function idle(
  act?: (what: (name: string) => void) => Partial<Result> | ReturnType<() => void>,
): ExploredEnvironment {
  const begun: ((name: string) => void)[] = [];
  const runSync = (): Result => {
    const result = act?.((name) => begun.forEach((tell) => tell(name)));
    return { reason: 'exhausted', now: 0, steps: 1, blocked: [], ...result };
  };
  return {
    now: 0,
    kernel: { running: false, steps: { done: 0 }, readOnly: (_, callback) => callback() },
    observe: ({ processStarted }) => {
      begun.push((name) => processStarted({ name }));
      return () => undefined;
    },
    run: async () => runSync(),
    runSync,
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
