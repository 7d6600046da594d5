import { Environment, Process } from '@asimjs/core';
import { kernelOf, taskOf } from '@asimjs/core/protocol';
import { describe, expect, it } from 'vitest';
import { Turnstile } from './turnstile.js';

class Clerk extends Process {
  override *run(): Generator<never, void> {
    // Does nothing.
  }
}

function runSync(env: Environment, options: unknown): unknown {
  return env.runSync(options as never);
}

const nothing = (): void => undefined;

/** What a call throws. */
function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return String(error);
  }
  return 'nothing';
}

describe('an argument that a call does not take is refused with a message that names both', () => {
  it.each<[message: string, call: (env: Environment) => unknown]>([
    ['timeout takes a delay that is a number >= 0, but was given -1', (env) => env.timeout(-1)],
    ['timeout takes a delay that is a number >= 0, but was given "5"', (env) => env.timeout('5' as never)],
    ['schedule takes a delay that is a number >= 0, but was given NaN', (env) => env.schedule(NaN, nothing)],
    ['env.schedule takes a function, but was given 5', (env) => env.schedule(1, 5 as never)],
    [
      "env.schedule takes a plain function (for an async or generator one use env.process), but was given function 'clerk'",
      (env) => env.schedule(1, function* clerk() {}),
    ],
    [
      'schedule takes an object of options, but was given null',
      (env) => env.schedule(1, nothing, null as never),
    ],
    ['a priority is a number, but was given NaN', (env) => env.schedule(1, nothing, { priority: NaN })],
    [
      'a priority is a number, but was given "1"',
      (env) => env.schedule(1, nothing, { priority: '1' as never }),
    ],
    ['env.event takes an object of options, but was given "bell"', (env) => env.event('bell' as never)],
    ['a name is a string, but was given 5', (env) => env.event({ name: 5 as never })],
    [
      'env.process takes an async or generator function, but was given an object',
      (env) => env.process({} as never),
    ],
    [
      'env.process takes an object of options, but was given true',
      (env) => env.process(function* () {}, true as never),
    ],
    ['a process takes an object of options, but was given 5', (env) => new Clerk(env, 5 as never)],
    ["'background' is a boolean, but was given 1", (env) => new Clerk(env, { background: 1 as never })],
    [
      'a name is a string, but was given an array of 1',
      (env) => new Turnstile(env, { name: ['a'] as never }),
    ],
    [
      'env.observe takes an object of options, but was given undefined',
      (env) => env.observe(undefined as never),
    ],
    ['run takes an object of options, but was given "5"', (env) => runSync(env, '5')],
    [
      'run takes the options until, before, maxSteps, signal, strict, onProgress, explorer, but was given "till"',
      (env) => runSync(env, { until: 5, till: 5 }),
    ],
    ["'strict' is a boolean, but was given 0", (env) => runSync(env, { strict: 0 })],
    [
      "run takes 'until' or 'before', not both, but was given an object",
      (env) => runSync(env, { until: 5, before: 5 }),
    ],
    [
      "'until' is an event of this environment, but was given an event of another one",
      (env) => runSync(env, { until: new Environment().event() }),
    ],
    ['a run goes to a time or an event, but was given null', (env) => runSync(env, { until: null })],
    ['a run goes to a time that is not before now, 2, but was given 1', (env) => runSync(env, 1)],
    ["'maxSteps' is an integer >= 1, but was given 0", (env) => runSync(env, { maxSteps: 0 })],
    ["'signal' is an AbortSignal, but was given an object", (env) => runSync(env, { signal: {} })],
    ["'onProgress' is a function, but was given 5", (env) => runSync(env, { onProgress: 5 })],
    [
      "'explorer' is an object with a function 'choose', but was given 5",
      (env) => runSync(env, { explorer: 5 }),
    ],
  ])('%s', (message, call) => {
    expect(messageOf(() => call(new Environment({ start: 2 })))).toBe(`ArgumentError: ${message} (time 2)`);
  });

  it.each<[message: string, call: () => unknown]>([
    ['call takes an Environment first, but was given 5', () => kernelOf(5 as never, 'call')],
    ['new Clerk takes an Environment first, but was given an object', () => new Clerk({} as never)],
    [
      'taskOf takes a Process of this copy of @asimjs/core, but was given an object of class Environment; install one copy of it',
      () => taskOf(new Environment() as never),
    ],
    [
      'taskOf takes a Process of this copy of @asimjs/core, but was given undefined; install one copy of it',
      () => taskOf(undefined as never),
    ],
    [
      'taskOf takes a Process of this copy of @asimjs/core, but was given "clerk"; install one copy of it',
      () => taskOf('clerk' as never),
    ],
  ])('%s', (message, call) => {
    expect(messageOf(call)).toBe(`ArgumentError: ${message}`);
  });

  it('with the process and the time, where it is a process that calls', () => {
    const env = new Environment();
    const messages: string[] = [];
    env.process(
      function* () {
        yield* env.timeout(3);
        messages.push(messageOf(() => env.timeout(-1)));
      },
      { name: 'clerk' },
    );
    env.runSync();
    expect(messages).toEqual([
      "ArgumentError: timeout takes a delay that is a number >= 0, but was given -1 (time 3, in process 'clerk')",
    ]);
  });
});
