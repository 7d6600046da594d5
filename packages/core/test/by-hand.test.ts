import { Environment } from '@asimjs/core';
import type { Waitable } from '@asimjs/core';
import { traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Turnstile } from './turnstile.js';

/** A step of a wait, taken by hand as no process is to take it. */
function begin(waitable: Waitable): Iterator<unknown> {
  return waitable[Symbol.iterator]();
}

/** The error with which a synchronous run ends. */
function errorOf(env: Environment, maxSteps?: number): unknown {
  try {
    env.runSync({ maxSteps });
  } catch (error) {
    return error;
  }
  return 'none';
}

const ADVICE = "; a generator process waits with 'yield*' and in no other way";

describe('a generator process that begins a wait by hand', () => {
  it.each<[then: string, go: (env: Environment) => Generator<never, unknown>]>([
    ['returns', function* () {}],
    [
      'yields something else',
      function* () {
        yield 'something' as never;
      },
    ],
    [
      'waits for something else',
      function* (env) {
        yield* env.timeout(1) as Iterable<never>;
      },
    ],
    [
      'goes on by hand',
      function* (env) {
        begin(env.event()).next();
      },
    ],
  ])('and then %s ends the run with an error that names both', (_, go) => {
    const env = new Environment();
    env.process(
      function* () {
        yield* env.timeout(1);
        begin(env.event({ name: 'bell' })).next();
        yield* go(env);
      },
      { name: 'clerk' },
    );
    const error = errorOf(env);
    expect(error).toMatchObject({
      name: 'ProcessBodyError',
      message: `process 'clerk' went on while it waited for event 'bell'${ADVICE} (time 1, in process 'clerk')`,
    });
    expect(errorOf(env)).toMatchObject({ name: 'EnvironmentClosedError', cause: error });
  });

  it('and takes a second step of it ends the run too', () => {
    const env = new Environment();
    env.process(
      function* () {
        const wait = begin(env.event({ name: 'bell' }));
        wait.next();
        wait.next();
      },
      { name: 'clerk' },
    );
    expect(errorOf(env)).toMatchObject({
      name: 'ProcessBodyError',
      message: `process 'clerk' went on while it waited for event 'bell'${ADVICE} (time 0, in process 'clerk')`,
    });
  });

  it('for what it may not wait for, in the last step of a run, ends the run after that', () => {
    const env = new Environment();
    const gate = new Turnstile(env);
    env.process(
      function* () {
        const enter = gate.enter();
        yield* enter;
        begin(enter).next();
        yield* env.timeout(1);
      },
      { name: 'clerk' },
    );
    expect(errorOf(env, 2)).toMatchObject({
      name: 'ProcessBodyError',
      message: `process 'clerk' went on while it waited for something${ADVICE} (time 0, in process 'clerk')`,
    });
  });

  it('and never takes its first step leaves nothing to those who run after it', () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(function* () {
      yield* env.timeout(2);
      log('goes on');
    });
    env.process(function* () {
      yield* env.timeout(1);
      begin(env.timeout(5));
      log('ends');
    });
    env.runSync();
    expect(log.entries).toEqual([
      [1, 'ends'],
      [2, 'goes on'],
    ]);
  });
});

describe('a wait that a generator process has begun by hand', () => {
  it.each([
    ['begun', false],
    ['gone on with', true],
  ])('and left, and that is %s outside any process, closes the environment', (_, isOver) => {
    const env = new Environment();
    const waits: Iterator<unknown>[] = [];
    env.process(function* () {
      const event = env.event();
      event.succeed();
      const wait = begin(event);
      if (isOver) wait.next();
      waits.push(wait);
    });
    env.runSync();
    const message = `code outside any process went on with a wait of a process${ADVICE} (time 0)`;
    expect(() => waits[0]?.next()).toThrow(expect.objectContaining({ name: 'ProcessBodyError', message }));
    expect(errorOf(env)).toMatchObject({ message });
  });

  it('throws what is thrown into it', () => {
    const env = new Environment();
    const caught: unknown[] = [];
    env.process(function* () {
      try {
        begin(env.event()).throw?.('thrown');
      } catch (error) {
        caught.push(error);
      }
    });
    env.runSync();
    expect(caught).toEqual(['thrown']);
  });
});

it('a body that throws before it is a generator fails its process with that error', () => {
  const env = new Environment();
  const cause = new Error('no body');
  const process = env.process((): Generator<never, void> => {
    throw cause;
  });
  expect(errorOf(env)).toMatchObject({ name: 'ProcessFailedError', cause });
  expect([process.status, process.finished.outcome]).toEqual(['failed', cause]);
});
