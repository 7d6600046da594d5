import { CallbackFailedError, Environment, ReadOnlyError } from '@asimjs/core';
import type { Observer, Process } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import type { TraceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Turnstile } from './turnstile.js';

/** An observer that logs all it is told. */
function recorder(log: TraceLog): Required<Observer> {
  return {
    processStarted: (process) => log('started', process.name),
    processSuspended: (process, waitable) => log('suspended', process.name, waitable.describe()),
    processResumed: (process, { failed, outcome }) =>
      log('resumed', process.name, ...(failed ? ['with', String(outcome)] : [])),
    processEnded: (process, value) => log('ended', process.name, value),
    processFailed: (process, error) => log('failed', process.name, String(error)),
    operationQueued: (operation) => log('queued', operation.describe()),
    operationGranted: (operation) => log('granted', operation.describe()),
    operationRefused: (operation) => log('refused', operation.describe()),
    operationWithdrawn: (operation) => log('withdrawn', operation.describe()),
    operationGivenBack: (operation) => log('given back', operation.describe()),
    resourceChanged: (resource) => log('changed', resource.name),
    clockMoved: (from, to) => log('clock', from, to),
  };
}

describe.each(drivers)('with the $name driver, an observer', ({ body, run }) => {
  it('is told of everything in the order in which it happens', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Turnstile(env, { name: 'gate' });
    const crossing = (name: string): Process =>
      env.process(
        body(function* (wait) {
          yield* wait(gate.enter());
          yield* wait(env.timeout(2));
          gate.leave(env.activeProcess!);
          return `${name} done`;
        }),
        { name },
      );
    crossing('a');
    crossing('b');
    const c = crossing('c');
    env.schedule(1, () => c.cancel());
    env.observe(recorder(log));
    await run(env);
    expect(log.entries).toEqual([
      [0, 'started', 'a'],
      [0, 'queued', "a way through 'gate'"],
      [0, 'changed', 'gate'],
      [0, 'granted', "a way through 'gate'"],
      [0, 'suspended', 'a', 'a timeout until 2'],
      [0, 'started', 'b'],
      [0, 'queued', "a way through 'gate'"],
      [0, 'suspended', 'b', "a way through 'gate'"],
      [0, 'started', 'c'],
      [0, 'queued', "a way through 'gate'"],
      [0, 'suspended', 'c', "a way through 'gate'"],
      [1, 'clock', 0, 1],
      [1, 'changed', 'gate'],
      [1, 'withdrawn', "a way through 'gate'"],
      [1, 'resumed', 'c', 'with', "Cancelled: process 'c' was cancelled (time 1)"],
      [1, 'failed', 'c', "Cancelled: process 'c' was cancelled (time 1)"],
      [2, 'clock', 1, 2],
      [2, 'resumed', 'a'],
      [2, 'changed', 'gate'],
      [2, 'changed', 'gate'],
      [2, 'granted', "a way through 'gate'"],
      [2, 'ended', 'a', 'a done'],
      [2, 'resumed', 'b'],
      [2, 'suspended', 'b', 'a timeout until 4'],
      [4, 'clock', 2, 4],
      [4, 'resumed', 'b'],
      [4, 'changed', 'gate'],
      [4, 'ended', 'b', 'b done'],
    ]);
  });

  it('is told of an operation that was given back', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Turnstile(env, { name: 'gate' });
    const process = env.process(
      body(function* (wait) {
        gate.enter();
        yield* wait(env.timeout(2));
      }),
    );
    env.schedule(1, () => process.cancel());
    env.observe({
      operationGranted: (operation) => log('granted', operation.describe()),
      operationGivenBack: (operation) => log('given back', operation.describe()),
    });
    await run(env);
    expect(log.entries).toEqual([
      [0, 'granted', "a way through 'gate'"],
      [1, 'given back', "a way through 'gate'"],
    ]);
  });

  it('is told of processes cancelled before they began, which never started', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.observe(recorder(log));
    env
      .process(
        body(function* () {
          log('never');
        }),
        { name: 'p' },
      )
      .cancel();
    await run(env);
    expect(log.entries).toEqual([[0, 'failed', 'p', "Cancelled: process 'p' was cancelled (time 0)"]]);
  });

  it('is told of a process that failed, with its error', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.observe(recorder(log));
    env.process(
      body(function* () {
        throw new Error('broken');
      }),
      { name: 'p' },
    );
    await expect(run(env)).rejects.toThrow('broken');
    expect(log.entries).toEqual([
      [0, 'started', 'p'],
      [0, 'failed', 'p', 'Error: broken'],
    ]);
  });

  it('sees the clock moved to the limit of a run', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.observe(recorder(log));
    await run(env, 5);
    await run(env, 5);
    await run(env, { before: 7 });
    expect(log.entries).toEqual([
      [5, 'clock', 0, 5],
      [7, 'clock', 5, 7],
    ]);
  });

  it.each<[string, (env: Environment, process: Process, gate: Turnstile) => unknown]>([
    ['make a process', (env) => env.process(body(function* () {}))],
    ['schedule a callback', (env) => env.schedule(1, () => undefined)],
    ['make an event succeed', (env) => env.event().succeed()],
    ['make an event fail', (env) => env.event().fail(new Error('no'))],
    ['cancel a process', (_, process) => process.cancel()],
    ['stop the run', (env) => env.stop()],
    ['make an operation', (_, _process, gate) => gate.pass()],
  ])('may not %s', async (what, change) => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Turnstile(env);
    let errors = 0;
    const process = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        log('end');
      }),
    );
    env.observe({
      processSuspended: () => {
        try {
          change(env, process, gate);
        } catch (error) {
          expect(error).toBeInstanceOf(ReadOnlyError);
          expect((error as Error).message).toContain('an observer tried to change the simulation');
          errors++;
        }
      },
    });
    expect(await run(env)).toMatchObject({ reason: 'exhausted', now: 1 });
    expect([what, errors, gate.passed]).toEqual([what, 1, 0]);
    expect(log.entries).toEqual([[1, 'end']]);
  });

  it('whose forbidden change is not caught ends the run', async () => {
    const env = new Environment();
    const bell = env.event();
    env.observe({ clockMoved: () => bell.succeed() });
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
      }),
    );
    await expect(run(env)).rejects.toMatchObject({
      name: 'CallbackFailedError',
      cause: { name: 'ReadOnlyError' },
    });
    expect(bell.status).toBe('pending');
  });

  it.each(['processStarted', 'processSuspended', 'processResumed', 'processEnded', 'clockMoved'] as const)(
    'that throws in %s ends the run with its error as cause',
    async (hook) => {
      const env = new Environment();
      const cause = new Error('broken');
      env.observe({
        [hook]: () => {
          throw cause;
        },
      });
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(1));
        }),
      );
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(2));
        }),
      );
      const error: unknown = await run(env).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(CallbackFailedError);
      expect(error).toMatchObject({ cause });
    },
  );

  it('that throws as a process begins which ends in that step ends the run', async () => {
    const env = new Environment();
    const cause = new Error('broken');
    env.observe({
      processStarted: () => {
        throw cause;
      },
    });
    env.process(body(function* () {}));
    await expect(run(env)).rejects.toMatchObject({ name: 'CallbackFailedError', cause });
  });

  it('that throws does not keep the others from being told', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.observe({
      clockMoved: () => {
        throw new Error('broken');
      },
    });
    env.observe({ clockMoved: (from, to) => log(from, to) });
    env.schedule(1, () => undefined);
    await expect(run(env)).rejects.toBeInstanceOf(CallbackFailedError);
    expect(log.entries).toEqual([[1, 0, 1]]);
  });

  it('is told until it is unsubscribed, and others after it still are', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const end = env.observe({ clockMoved: () => log('one') });
    env.observe({ clockMoved: () => log('two') });
    for (const delay of [1, 2, 3]) env.schedule(delay, () => undefined);
    env.schedule(2, () => {
      end();
      end();
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'one'],
      [1, 'two'],
      [2, 'one'],
      [2, 'two'],
      [3, 'two'],
    ]);
  });

  it('stays subscribed when another is unsubscribed twice', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const end = env.observe({ clockMoved: () => log('never') });
    end();
    env.observe({ clockMoved: () => log('told') });
    end();
    env.schedule(1, () => undefined);
    await run(env);
    expect(log.entries).toEqual([[1, 'told']]);
  });

  it('subscribed twice is told twice, and once after one is unsubscribed', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const observer: Observer = { clockMoved: () => log('told') };
    env.observe(observer);
    const end = env.observe(observer);
    await run(env, 1);
    end();
    await run(env, 2);
    expect(log.entries).toEqual([
      [1, 'told'],
      [1, 'told'],
      [2, 'told'],
    ]);
  });

  it('is told the same of a run in pieces of one step, but for the clock', async () => {
    const streams: unknown[] = [];
    for (const maxSteps of [undefined, 1, 2]) {
      const env = new Environment();
      const log = traceLog(env);
      const done = env.event();
      done.succeed();
      env.process(
        body(function* (wait) {
          for (let index = 0; index < 3; index++) {
            yield* wait(done);
            yield* wait(env.timeout(1));
          }
        }),
        { name: 'p' },
      );
      env.observe({ ...recorder(log) });
      while ((await run(env, { maxSteps })).reason === 'maxSteps');
      streams.push(log.entries);
    }
    expect(streams[1]).toEqual(streams[0]);
    expect(streams[2]).toEqual(streams[0]);
  });

  it('sees the simulation as it is', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Turnstile(env, { name: 'gate' });
    env.process(
      body(function* (wait) {
        yield* wait(gate.enter());
        yield* wait(env.timeout(1, 'due'));
      }),
      { name: 'p' },
    );
    env.observe({
      processStarted: (process) => log(process.status, env.activeProcess === process),
      processSuspended: (process) => log(process.status, process.waitingFor?.describe(), gate.inside),
      processResumed: (process, ending) => log(process.status, env.activeProcess === process, ending),
      processEnded: (process) => log(process.status),
    });
    await run(env);
    expect(log.entries).toEqual([
      [0, 'running', true],
      [0, 'waiting', 'a timeout until 1', ['p']],
      [1, 'running', true, { failed: false, outcome: 'due' }],
      [1, 'finished'],
    ]);
  });
});
