import { ArgumentError, Environment, EnvironmentClosedError, ReadOnlyError } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { interrupt, isInterrupt } from '@asimjs/interrupts';

/** What `call` throws. */
function caught(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

describe.each(drivers)('interrupt, with the $name driver,', ({ body, run }) => {
  it('may be called between two runs', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(
      body(function* (wait) {
        for (let index = 0; index < 2; index++) {
          try {
            yield* wait(env.timeout(10));
            log('slept');
          } catch (error) {
            log(isInterrupt(error) && error.cause, isInterrupt(error) && error.time);
          }
        }
      }),
    );
    await run(env, { until: 3 });
    log(process.status, interrupt(process, 'from outside'), process.status, env.peek());
    await run(env);
    log(interrupt(process));
    expect(log.entries).toEqual([
      [3, 'waiting', true, 'ready', 3],
      [3, 'from outside', 3],
      [13, 'slept'],
      [13, false],
    ]);
  });

  it('throws ReadOnlyError in an observer, and has changed nothing', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        log('slept');
      }),
    );
    env.observe({
      processSuspended: (target) => {
        const error = caught(() => interrupt(target, 'by an observer'));
        log(error instanceof ReadOnlyError && error.message);
      },
      processEnded: (target) => {
        log(caught(() => interrupt(target)) instanceof ReadOnlyError);
      },
    });
    await run(env);
    expect([...log.entries, process.status]).toEqual([
      [0, expect.stringMatching(/^an observer tried to change the simulation.*time 0/)],
      [2, 'slept'],
      [2, true],
      'finished',
    ]);
  });

  it('throws in an environment that was closed by an error', async () => {
    const env = new Environment();
    const process = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(9));
      }),
    );
    env.schedule(1, () => {
      throw new Error('broken');
    });
    await expect(run(env)).rejects.toThrow('broken');
    expect(() => interrupt(process)).toThrow(EnvironmentClosedError);
    expect(process.status).toBe('waiting');
  });

  it('reaches processes of another environment, at the time of that', async () => {
    const [env, other] = [new Environment(), new Environment({ start: 100 })];
    const log = traceLog(other);
    const process = other.process(
      body(function* (wait) {
        try {
          yield* wait(other.timeout(5));
        } catch (error) {
          log(isInterrupt(error) && [error.time, error.by]);
        }
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(7));
        interrupt(process);
      }),
    );
    await run(other, { until: 101 });
    await run(env);
    await run(other);
    expect(log.entries).toEqual([[101, [101, undefined]]]);
  });
});

describe('interrupt refuses', () => {
  const env = new Environment();

  it.each([
    ['nothing', undefined, 'undefined'],
    ['a text', 'clerk', '"clerk"'],
    ['an environment', env, 'an object of class Environment'],
    ['the end of a process', env.process(function* () {}).finished, 'an object of class ProcessEnd'],
    ['a body', function* clerk() {}, "function 'clerk'"],
  ])('%s', (_, value, words) => {
    // @ts-expect-error it takes a process
    const error = caught(() => interrupt(value));
    expect(error).toBeInstanceOf(ArgumentError);
    expect(error).toMatchObject({ message: `interrupt takes a Process first, but was given ${words}` });
  });

  it('a process of another copy of core, and says what to do', () => {
    const foreign = { [Symbol.for('asimjs.process')]: true, name: 'foreign', env: { now: 0 } };
    // @ts-expect-error it only looks like a process
    const error = caught(() => interrupt(foreign));
    expect(error).toBeInstanceOf(ArgumentError);
    expect(error instanceof Error && error.message).toContain('install one copy');
  });
});
