import { Environment } from '@asimjs/core';
import { expect, it } from 'vitest';
import { Turnstile } from './turnstile.js';

/** The message of what `call` throws. */
function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'nothing was thrown';
}

it.each<[name: string, run: (env: Environment) => unknown, message: string]>([
  [
    'two limits',
    (env) => env.runSync({ until: 1, before: 2 }),
    "run takes 'until' or 'before', not both, but was given an object (time 0)",
  ],
  [
    'an event of another environment',
    (env) => env.runSync({ until: new Environment().event({ name: 'bell' }) }),
    "'until' is an event of this environment, but was given event 'bell' of another one (time 0)",
  ],
  [
    'a limit that is no number',
    (env) => env.runSync({ until: NaN }),
    'a run goes to a time or an event, but was given NaN (time 0)',
  ],
  [
    'a limit gone by',
    (env) => env.runSync(-1),
    'a run goes to a time that is not before now, 0, but was given -1 (time 0)',
  ],
  [
    'half a step',
    (env) => env.runSync({ maxSteps: 0.5 }),
    "'maxSteps' is an integer >= 1, but was given 0.5 (time 0)",
  ],
  [
    'a signal that is text',
    // @ts-expect-error -- text says nothing of an abort
    (env) => env.runSync({ signal: 'stop' }),
    '\'signal\' is an AbortSignal, but was given "stop" (time 0)',
  ],
  [
    'progress that is text',
    // @ts-expect-error -- text cannot be called
    (env) => env.runSync({ onProgress: 'told' }),
    '\'onProgress\' is a function, but was given "told" (time 0)',
  ],
])('a run with %s says what it takes instead', (_, run, message) => {
  expect(messageOf(() => run(new Environment()))).toBe(message);
});

it('a process without a body says what it takes instead', () => {
  const env = new Environment();
  // @ts-expect-error -- text is no body
  expect(messageOf(() => env.process('body'))).toBe(
    'env.process takes an async or generator function, but was given "body" (time 0)',
  );
});

it('a process that returns what can be awaited says how to return it', () => {
  const env = new Environment();
  const bell = env.event({ name: 'bell' });
  env.process(
    // @ts-expect-error -- an event would be unwrapped
    function* () {
      yield* env.timeout(1);
      return bell;
    },
    { name: 'ada' },
  );
  expect(messageOf(() => env.runSync())).toBe(
    "process 'ada' failed and nobody was waiting for its end: WaitableValueError: process 'ada' was given an object of class SimEvent as its value, which 'await' would unwrap; wrap it in an object, such as { event } (time 1, in process 'ada') (time 1, in process 'ada')",
  );
});

it.each<[who: string, run: (env: Environment) => unknown, message: string]>([
  [
    'an observer',
    (env) => {
      env.observe({ clockMoved: () => env.schedule(1, () => undefined) });
      return env.runSync(1);
    },
    'an observer threw ReadOnlyError: an observer tried to change the simulation; it may only look, so make the change in a process or a scheduled callback (time 1) (time 1)',
  ],
  [
    'an explorer',
    (env) => env.runSync({ explorer: { choose: () => env.process(async () => undefined).name.length } }),
    'an explorer tried to change the simulation; it may only look, so make the change in a process or a scheduled callback (time 1)',
  ],
  [
    'an explorer with no index',
    (env) => env.runSync({ explorer: { choose: () => 7 } }),
    'an explorer gives an index below 1, or undefined, but was given 7 (time 1)',
  ],
  [
    'onProgress',
    (env) => {
      const onProgress = (): never => {
        throw new Error('no screen');
      };
      return env.runSync({ onProgress });
    },
    'onProgress threw Error: no screen (time 1)',
  ],
  [
    'callbacks without end',
    (env) => {
      const again = (): void => {
        env.schedule(0, again);
      };
      env.schedule(0, again);
      return env.runSync();
    },
    '5 steps were done without the clock moving, the latest by scheduled callbacks; give its loop a delay, or raise maxStepsPerInstant of the Environment (time 0)',
  ],
])('%s can be told from the error that ends the run', (_, run, message) => {
  const env = new Environment({ maxStepsPerInstant: 5 });
  env.schedule(1, () => undefined);
  expect(messageOf(() => run(env))).toBe(message);
});

it('a facility counts its kind where it has no name', () => {
  const env = new Environment();
  expect([new Turnstile(env), new Turnstile(env)].map(String)).toEqual([
    "turnstile 'turnstile 1'",
    "turnstile 'turnstile 2'",
  ]);
});
