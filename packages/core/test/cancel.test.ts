import { Cancelled, Environment, isCancelled } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  it('a process cancelled before it began never runs', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(
      body(function* () {
        log('ran');
      }),
    );
    log(process.cancel('not needed'), process.status, process.finished.status);
    expect(await run(env)).toMatchObject({ reason: 'exhausted', steps: 0 });
    expect(log.entries).toEqual([[0, true, 'cancelled', 'failed']]);
  });

  it('a process that waits has Cancelled thrown at its wait, which it no longer waits for', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const bell = env.event();
    const process = env.process(
      body(function* (wait) {
        try {
          yield* wait(bell);
        } catch (error) {
          log(isCancelled(error), (error as Cancelled).reason, (error as Error).message);
          throw error;
        } finally {
          log('cleaned up', process.status);
        }
      }),
      { name: 'p' },
    );
    env.schedule(2, () => {
      log(process.cancel('late'), process.status, process.waitingFor);
      bell.succeed();
    });
    const result = await run(env);
    expect(log.entries).toEqual([
      [2, true, 'ready', undefined],
      [2, true, 'late', `process 'p' was cancelled: "late" (time 2)`],
      [2, 'cleaned up', 'running'],
    ]);
    expect(process.status).toBe('cancelled');
    expect(result).toMatchObject({ reason: 'exhausted', blocked: [] });
  });

  it('a wait that is over gives its value first, and the next wait throws', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const bell = env.event<string>();
    const done = env.event<string>();
    done.succeed('done');
    const process = env.process(
      body(function* (wait) {
        log(yield* wait(bell));
        log(yield* wait(done));
        try {
          yield* wait(env.timeout(5));
        } catch (error) {
          log(isCancelled(error));
        }
      }),
    );
    env.schedule(2, () => {
      bell.succeed('rung');
      log(process.cancel());
    });
    await run(env);
    expect(log.entries).toEqual([
      [2, true],
      [2, 'rung'],
      [2, 'done'],
      [2, true],
    ]);
    expect(process.status).toBe('cancelled');
  });

  it('Cancelled is thrown at every later suspension, but not where a wait is over at once', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const done = env.event<string>();
    done.succeed('done');
    const process = env.process(
      body(function* (wait) {
        for (let attempt = 1; attempt <= 3; attempt++) {
          try {
            yield* wait(env.timeout(10));
          } catch (error) {
            log(attempt, isCancelled(error));
          }
          log(yield* wait(done));
        }
        return 'survived';
      }),
    );
    env.schedule(1, () => process.cancel());
    await run(env);
    expect(log.entries).toEqual([
      [1, 1, true],
      [1, 'done'],
      [1, 2, true],
      [1, 'done'],
      [1, 3, true],
      [1, 'done'],
    ]);
    expect(process.status).toBe('cancelled');
    expect(isCancelled(process.finished.outcome)).toBe(true);
  });

  it('a process that cancels itself goes on to its next suspension', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        log(process.cancel('enough'));
        log('goes on', process.status);
        yield* wait(env.timeout(1));
        log('never');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, true],
      [1, 'goes on', 'running'],
    ]);
    expect(process.status).toBe('cancelled');
  });

  it('a process that ends before its next suspension has finished, and the cancellation lapses', async () => {
    const env = new Environment();
    const process = env.process(
      body(function* () {
        process.cancel();
        return 'done';
      }),
    );
    await run(env);
    expect([process.status, process.finished.value]).toEqual(['finished', 'done']);
  });

  it('a second cancel changes nothing, and one after the end says that it was too late', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(
      body(function* (wait) {
        try {
          yield* wait(env.event());
        } catch (error) {
          log((error as Cancelled).reason);
          throw error;
        }
      }),
    );
    env.schedule(1, () => {
      log(process.cancel('first'), process.cancel('second'));
    });
    env.schedule(2, () => log(process.cancel('third'), process.status));
    await run(env);
    expect(log.entries).toEqual([
      [1, true, true],
      [1, 'first'],
      [2, false, 'cancelled'],
    ]);
    expect((process.finished.outcome as Cancelled).reason).toBe('first');
  });

  it('finished fails with Cancelled, which is thrown in those who wait and need not be heard', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const makeWaiter = (): ReturnType<typeof env.process> =>
      env.process(
        body(function* (wait) {
          yield* wait(env.event());
        }),
      );
    const [heard, unheard] = [makeWaiter(), makeWaiter()];
    env.process(
      body(function* (wait) {
        try {
          yield* wait(heard.finished);
        } catch (error) {
          log(error instanceof Cancelled, error === heard.finished.outcome);
        }
      }),
    );
    env.schedule(1, () => {
      heard.cancel();
      unheard.cancel();
    });
    expect(await run(env)).toMatchObject({ reason: 'exhausted' });
    expect(log.entries).toEqual([[1, true, true]]);
    expect([heard.status, unheard.status]).toEqual(['cancelled', 'cancelled']);
  });

  it('a process that fails with an error of its own as it is cancelled has failed', async () => {
    const env = new Environment();
    const cause = new Error('while cleaning up');
    const process = env.process(
      body(function* (wait) {
        try {
          yield* wait(env.event());
        } finally {
          throw cause;
        }
      }),
    );
    env.schedule(1, () => process.cancel());
    await expect(run(env)).rejects.toMatchObject({ name: 'ProcessFailedError', time: 1, cause });
    expect(process.status).toBe('failed');
  });

  it('one who waits for an event may go while the others stay', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const bell = env.event();
    const processes = ['a', 'b', 'c', 'd'].map((who) =>
      env.process(
        body(function* (wait) {
          yield* wait(bell);
          log(who);
        }),
      ),
    );
    env.schedule(1, () => processes[1]?.cancel());
    env.schedule(2, () => processes[3]?.cancel());
    env.schedule(3, () => bell.succeed());
    await run(env);
    expect(log.entries).toEqual([
      [3, 'a'],
      [3, 'c'],
    ]);
  });

  it('a process cancelled while others are ready goes behind them', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const bell = env.event();
    const cancelled = env.process(
      body(function* (wait) {
        try {
          yield* wait(env.event());
        } finally {
          log('cancelled');
        }
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(bell);
        log('woken');
      }),
    );
    env.schedule(1, () => {
      bell.succeed();
      cancelled.cancel();
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'woken'],
      [1, 'cancelled'],
    ]);
  });
});
