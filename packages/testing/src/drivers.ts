import type { BodyLike, EnvironmentLike, WaitableLike } from './structure.js';

/** Waits in a script: `const value = yield* wait(waitable)`. */
export type Wait = <T>(waitable: WaitableLike<T>) => Generator<unknown, T, unknown>;

/** The body of a process, written once for both drivers. */
export type Script<T = void> = (wait: Wait) => Generator<unknown, T, unknown>;

/** A way to run processes. */
export interface Driver {
  readonly name: 'generator' | 'async';
  /** Makes the body of a process from a script. */
  body<T>(script: Script<T>): BodyLike<T>;
  /** Runs the environment with this driver's own run method. */
  run<Env extends Runnable>(env: Env, options?: RunArgument<Env>): Promise<ReturnType<Env['runSync']>>;
}

type Runnable = Pick<EnvironmentLike, 'run' | 'runSync'>;
type RunArgument<Env extends Runnable> = Parameters<Env['runSync']>[0];

const generatorDriver: Driver = {
  name: 'generator',
  body: (script) => () => script(delegate) as Generator<never, never, unknown>,
  run: async (env, options) => env.runSync(options) as ReturnType<(typeof env)['runSync']>,
};

const asyncDriver: Driver = {
  name: 'async',
  body: (script) => async () => runAsync(script(request)),
  run: async (env, options) => (await env.run(options)) as ReturnType<(typeof env)['runSync']>,
};

/** Both drivers, for `describe.each(drivers)`. The same model must give the same trace under each. */
export const drivers: readonly Driver[] = [generatorDriver, asyncDriver];

function* delegate<T>(waitable: WaitableLike<T>): Generator<unknown, T, unknown> {
  return yield* waitable as Iterable<unknown, T, unknown>;
}

/** Hands the waitable to {@link runAsync}, wrapped, since a promise would unwrap it. */
function* request<T>(waitable: WaitableLike<T>): Generator<unknown, T, unknown> {
  return (yield { waitable }) as T;
}

async function runAsync<T>(script: Generator<unknown, T, unknown>): Promise<T> {
  let result = script.next();
  while (result.done !== true) {
    const { waitable } = result.value as { waitable: WaitableLike };
    let value: unknown;
    try {
      value = await waitable;
    } catch (error) {
      result = script.throw(error);
      continue;
    }
    result = script.next(value);
  }
  return result.value;
}
