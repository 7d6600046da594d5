import { ArgumentError, Environment, Process, SimulationError } from '@asimjs/core';
import type { RunOptions } from '@asimjs/core';
import { describeValue, kernelOf, taskOf } from '@asimjs/core/protocol';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Turnstile } from './turnstile.js';

/** A call with an argument that it does not take. */
type Case = readonly [call: string, given: string, make: (env: Environment) => unknown];

function each(
  call: string,
  given: readonly unknown[],
  make: (env: Environment, given: never) => unknown,
): Case[] {
  return given.map((value) => [call, describeValue(value), (env) => make(env, value as never)] as const);
}

const NO_DELAYS = [-1, -0.001, NaN, -Infinity, '5', null, {}, true, 5n, Symbol('5'), [5], []];
const NO_NAMES = [5, null, {}, Symbol('name'), ['name']];
const NO_OPTIONS = [null, 'name', 5, true];
const NO_FUNCTIONS = [undefined, null, 5, 'run', {}];

const WHILE_RUNNING: Case[] = [
  ...each('env.timeout', [undefined, ...NO_DELAYS], (env, delay) => env.timeout(delay)),
  ...each('env.schedule with a delay', [undefined, ...NO_DELAYS], (env, delay) =>
    env.schedule(delay, () => undefined),
  ),
  ...each('env.schedule with a callback', NO_FUNCTIONS, (env, callback) => env.schedule(1, callback)),
  ...each('env.schedule with a priority', [NaN, '1', null, {}, 1n], (env, priority) =>
    env.schedule(1, () => undefined, { priority }),
  ),
  ...each('env.schedule with options', NO_OPTIONS, (env, options) =>
    env.schedule(1, () => undefined, options),
  ),
  ...each('env.process', NO_FUNCTIONS, (env, body) => env.process(body)),
  ...each('env.process with a name', NO_NAMES, (env, name) => env.process(async () => undefined, { name })),
  ...each('env.process with options', NO_OPTIONS, (env, options) =>
    env.process(async () => undefined, options),
  ),
  ...each('env.process with background', [5, 'yes', null], (env, background) =>
    env.process(async () => undefined, { background }),
  ),
  ...each('env.event with a name', NO_NAMES, (env, name) => env.event({ name })),
  ...each('env.event with options', NO_OPTIONS, (env, options) => env.event(options)),
  ...each('env.observe', NO_FUNCTIONS.slice(0, 4), (env, observer) => env.observe(observer)),
  ...each('new Turnstile with a name', NO_NAMES, (env, name) => new Turnstile(env, { name })),
];

const BAD_RUNS: Case[] = [
  ...each('until', [NaN, -1, -Infinity, '5', null, {}, true, 5n], (_, until) => ({ until })),
  ...each('before', [NaN, -1, -Infinity, '5', null, {}, true, 5n], (_, before) => ({ before })),
  ...each('both', [5], (_, time) => ({ until: time, before: time })),
  ...each('an event and before', [5], (env, before) => ({ until: env.event(), before })),
  ...each('maxSteps', [0, -1, 1.5, NaN, Infinity, '5', null, 5n], (_, maxSteps) => ({ maxSteps })),
  ...each('signal', [null, 5, {}, new AbortController()], (_, signal) => ({ signal })),
  ...each('strict', [null, 'yes', 1], (_, strict) => ({ strict })),
  ...each('onProgress', [null, 5, {}], (_, onProgress) => ({ onProgress })),
  ...each('options', [null, NaN, -1, '5', true, Symbol('5'), () => 5], (_, options) => options),
  ...each('a process as until', [undefined], (env) => ({ until: env.process(async () => undefined) })),
  ...each('an event of another environment', [undefined], () => ({ until: new Environment().event() })),
];

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  it.each(WHILE_RUNNING)('%s refuses %s, naming it, and the run goes on', async (_call, _given, make) => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        let error: unknown;
        try {
          make(env);
        } catch (thrown) {
          error = thrown;
        }
        expect(error).toBeInstanceOf(ArgumentError);
        expect(error).toMatchObject({ time: 2, process: 'clerk' });
        expect((error as Error).message).toMatch(/ but was given .* \(time 2, in process 'clerk'\)$/);
        yield* wait(env.timeout(3));
        log('end');
      }),
      { name: 'clerk' },
    );
    expect(await run(env)).toMatchObject({ reason: 'exhausted', now: 5, steps: 3 });
    expect(log.entries).toEqual([[5, 'end']]);
  });

  it.each(BAD_RUNS)('run refuses %s %s, and the run after it goes well', async (_option, _given, make) => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(3));
        log('end');
      }),
    );
    const options = make(new Environment()) as RunOptions;
    const asynchronous: unknown = await env.run(options).catch((error: unknown) => error);
    expect(asynchronous).toBeInstanceOf(ArgumentError);
    expect(asynchronous).toMatchObject({ time: 0, process: undefined });
    expect(() => env.runSync(options)).toThrow(ArgumentError);
    expect([env.now, log.entries]).toEqual([0, []]);
    expect(await run(env)).toMatchObject({ reason: 'exhausted', now: 3 });
    expect(log.entries).toEqual([[3, 'end']]);
  });

  it('run refuses a time that is past, and says what time it is', async () => {
    const env = new Environment();
    await run(env, 10);
    for (const options of [9, { until: 9.999 }, { before: 9 }]) {
      await expect(env.run(options)).rejects.toBeInstanceOf(ArgumentError);
      expect(() => env.runSync(options)).toThrow(/now, 10, but was given 9(\.999)? \(time 10\)$/);
    }
    expect(await run(env, 10)).toMatchObject({ reason: 'exhausted', now: 10 });
  });

  it('stop refuses outside a run, before and after it', async () => {
    const env = new Environment();
    expect(() => env.stop()).toThrow(SimulationError);
    await run(env, 3);
    expect(() => env.stop()).toThrow(/stop was called while no run is under way \(time 3\)/);
    expect(await run(env, 4)).toMatchObject({ reason: 'exhausted', now: 4 });
  });

  it.each<[string, (env: Environment, process: Process) => unknown]>([
    ['a process', (env) => env.process(body(function* () {}))],
    ['a callback', (env) => env.schedule(1, () => undefined)],
    ['the success of an event', (env) => env.event().succeed()],
    ['the failure of an event', (env) => env.event().fail(new Error('no'))],
    ['a cancellation', (_, process) => process.cancel()],
    ['a delivery', (_, process) => taskOf(process).deliver({ error: 'no' })],
    ['an operation', (env) => new Turnstile(env).pass()],
  ])('a closed environment refuses %s, and can be read', async (_, change) => {
    const env = new Environment();
    const cause = new Error('broken');
    const waiting = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(5));
      }),
    );
    env.schedule(2, () => {
      throw cause;
    });
    const first: unknown = await run(env).catch((error: unknown) => error);
    expect(() => change(env, waiting)).toThrow(
      expect.objectContaining({ name: 'EnvironmentClosedError', time: 2, cause: first }),
    );
    expect([env.now, waiting.status, waiting.waitingFor?.describe(), env.peek()]).toEqual([
      2,
      'waiting',
      'a timeout until 5',
      5,
    ]);
  });
});

describe('new Environment', () => {
  it.each([
    ...each('start', [NaN, Infinity, -Infinity, '5', null, {}, 5n], (_, start) => new Environment({ start })),
    ...each('maxStepsPerInstant', [0, -1, 0.5, 1.5, NaN, '5', null, {}, 5n], (_, maxStepsPerInstant) => {
      new Environment({ maxStepsPerInstant });
    }),
    ...each('options', NO_OPTIONS, (_, options) => new Environment(options)),
  ])('refuses %s %s', (_option, _given, make) => {
    expect(() => make(new Environment())).toThrow(ArgumentError);
    expect(() => make(new Environment())).toThrow(/^new Environment.* but was given/);
  });

  it('takes a time to start at that is negative, zero or a fraction', () => {
    expect([-5, 0, 0.5].map((start) => new Environment({ start }).now)).toEqual([-5, 0, 0.5]);
    expect(new Environment({ start: undefined, maxStepsPerInstant: undefined }).now).toBe(0);
  });
});

describe('what belongs to an environment', () => {
  class Clerk extends Process {
    override async run(): Promise<void> {
      // Does nothing.
    }
  }

  it.each([undefined, null, {}, 5, 'env', { kernel: {} }])('is not made for %o', (env) => {
    expect(() => new Clerk(env as never)).toThrow(ArgumentError);
    expect(() => new Clerk(env as never)).toThrow(/^new Clerk takes an Environment first, but was given/);
    expect(() => new Turnstile(env as never)).toThrow(/^new Turnstile takes an Environment first/);
    expect(() => kernelOf(env as never, 'call')).toThrow(/^call takes an Environment first/);
  });
});
