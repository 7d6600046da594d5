import {
  CallbackFailedError,
  Environment,
  LivelockError,
  OperationUseError,
  ProcessBodyError,
} from '@asimjs/core';
import { taskOf } from '@asimjs/core/protocol';
import { assertSameTrace, drivers, traceLog } from '@asimjs/testing';
import type { TraceEntry } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Turnstile } from './turnstile.js';

const failure = new Error('the failure');

describe.each(drivers)('with the $name driver, a run until an event', ({ body, run }) => {
  it('is rejected with the error of a process that stopped the run and failed in one step', async () => {
    const env = new Environment();
    const process = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        env.stop('stopped');
        throw failure;
      }),
    );
    await expect(run(env, { until: process.finished })).rejects.toBe(failure);
    expect([env.now, process.status]).toEqual([2, 'failed']);
  });

  it.each([
    ['process', true],
    ['callback', false],
  ])(
    'is rejected with the error of the event if a %s stopped the run just before',
    async (_who, inProcess) => {
      const env = new Environment();
      const event = env.event();
      const stopAndFail = (): void => {
        env.stop();
        event.fail(failure);
      };
      if (!inProcess) env.schedule(2, stopAndFail);
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(2));
          if (inProcess) stopAndFail();
          yield* wait(env.timeout(2));
        }),
      );
      await expect(run(env, { until: event })).rejects.toBe(failure);
      expect(env.now).toBe(2);
    },
  );

  it('is stopped if the event succeeded after the stop in one step', async () => {
    const env = new Environment();
    const event = env.event<string>();
    env.schedule(2, () => {
      env.stop('stopped');
      event.succeed('value');
    });
    expect(await run(env, { until: event })).toMatchObject({ reason: 'stopped', value: 'stopped', now: 2 });
  });
});

describe.each(drivers)('with the $name driver, what the host asks in a turn', ({ body }) => {
  it('is done in the instant of the turn', async () => {
    const env = new Environment();
    const gate = new Turnstile(env);
    const turns: number[] = [];
    const granted: number[] = [];
    env.process(
      body(function* (wait) {
        for (let index = 0; index < 20_000; index++) yield* wait(env.timeout(1));
      }),
    );
    env.observe({ operationGranted: () => granted.push(env.now) });
    setImmediate(() => {
      turns.push(env.now);
      gate.pass();
    });
    await env.run();
    expect(turns).toHaveLength(1);
    expect(turns[0]).toBeGreaterThan(0);
    expect(granted).toEqual(turns);
  });
});

describe.each(drivers)('with the $name driver, an observer', ({ body, run }) => {
  it('that returns a promise ends the run, and is told what to do', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const observer = { processSuspended: () => Promise.resolve() };
    env.observe(observer);
    env.process(
      body(function* (wait) {
        log('began');
        yield* wait(env.timeout(1));
        log('never');
      }),
    );
    const error: unknown = await run(env).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CallbackFailedError);
    expect((error as Error).message).toMatch(/an observer returned a promise.*use env.process/);
    expect((error as Error).cause).toBeInstanceOf(ProcessBodyError);
    expect(log.entries).toEqual([[0, 'began']]);
  });
});

describe.each(drivers)('with the $name driver, a release of deliveries', ({ body, run }) => {
  it('without a hold is an error, and changes nothing', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(
      body(function* (wait) {
        const task = taskOf(process);
        expect(() => task.releaseDeliveries()).toThrow(OperationUseError);
        task.holdDeliveries();
        task.releaseDeliveries();
        expect(() => task.releaseDeliveries()).toThrow(/'walker' are not held/);
        task.holdDeliveries();
        yield* wait(env.timeout(3));
        log('held');
        task.releaseDeliveries();
        try {
          yield* wait(env.timeout(3));
        } catch (error) {
          log(error);
        }
      }),
      { name: 'walker' },
    );
    env.schedule(1, () => taskOf(process).deliver({ error: 'interrupt' }));
    await run(env);
    expect(log.entries).toEqual([
      [3, 'held'],
      [3, 'interrupt'],
    ]);
  });

  it('while the process waits throws what was held back, at once', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(
      body(function* (wait) {
        taskOf(process).holdDeliveries();
        for (let index = 0; index < 3; index++) {
          try {
            yield* wait(env.timeout(5));
            log('slept');
          } catch (error) {
            log(error);
          }
        }
      }),
    );
    env.schedule(1, () => {
      taskOf(process).deliver({ error: 'first' });
      taskOf(process).deliver({ error: 'second' });
    });
    env.schedule(2, () => {
      taskOf(process).releaseDeliveries();
      log('released');
    });
    await run(env);
    expect(log.entries).toEqual([
      [2, 'released'],
      [2, 'first'],
      [2, 'second'],
      [7, 'slept'],
    ]);
  });

  it('while the process waits throws a cancellation that was held back', async () => {
    const env = new Environment();
    const process = env.process(
      body(function* (wait) {
        taskOf(process).holdDeliveries();
        yield* wait(env.timeout(5));
      }),
    );
    env.schedule(1, () => process.cancel());
    env.schedule(2, () => taskOf(process).releaseDeliveries());
    await run(env);
    expect([process.status, env.now]).toEqual(['cancelled', 2]);
  });
});

describe.each(drivers)('with the $name driver, the limit of steps in an instant', ({ body, run }) => {
  /** A process that does so many steps at time 1, some by waiting for what has happened and some for no time. */
  function busy(env: Environment, steps: number): TraceEntry[] {
    const log = traceLog(env);
    const done = env.event();
    done.succeed();
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        for (let step = 1; step < steps; step++) {
          log(step);
          yield* wait(step % 3 === 0 ? env.timeout(0) : done);
        }
        log('done');
        yield* wait(env.timeout(1));
        log('later');
      }),
      { name: 'busy' },
    );
    return log.entries;
  }

  /** Runs to the end in pieces of so many steps. @returns what ended it */
  async function inPieces(env: Environment, maxSteps: number): Promise<unknown> {
    try {
      for (;;) {
        const { reason } = await run(env, { maxSteps });
        if (reason !== 'maxSteps') return reason;
      }
    } catch (error) {
      return error;
    }
  }

  it.each([Infinity, 1, 2, 7, 50, 51, 52])('is no different in pieces of %d steps', async (size) => {
    const pieces = size === Infinity ? 1_000_000 : size;
    // One is for the process that was there when the instant began.
    const allowed = new Environment({ maxStepsPerInstant: 50 });
    const log = busy(allowed, 51);
    expect(await inPieces(allowed, pieces)).toBe('exhausted');
    expect(log).toHaveLength(52);
    expect(log.slice(-2)).toEqual([
      [1, 'done'],
      [2, 'later'],
    ]);

    const refused = new Environment({ maxStepsPerInstant: 50 });
    const shorter = busy(refused, 52);
    const error = await inPieces(refused, pieces);
    expect(error).toBeInstanceOf(LivelockError);
    expect(error).toMatchObject({ time: 1, process: 'busy' });
    expect((error as Error).message).toMatch(/^51 steps were done/);
    assertSameTrace(shorter, log.slice(0, 50).concat([[1, 51]]));
  });
});
