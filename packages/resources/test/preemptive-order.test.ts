import { Environment, isCancelled } from '@asimjs/core';
import type { Process } from '@asimjs/core';
import { interrupt, isInterrupt, uninterruptible } from '@asimjs/interrupts';
import { drivers, traceLog } from '@asimjs/testing';
import type { TraceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { isPreempted, PreemptiveResource } from '@asimjs/resources';

function nameOf(error: unknown): unknown {
  if (isPreempted(error)) return 'evicted';
  if (isInterrupt(error)) return error.cause;
  return isCancelled(error) ? 'cancelled' : error;
}

describe.each(drivers)('eviction among other news with the $name driver', ({ body, run }) => {
  /** A holder that waits three times, whatever comes. */
  function holder(env: Environment, desk: PreemptiveResource, log: TraceLog): Process {
    return env.process(
      body(function* (wait) {
        using turn = yield* wait(desk.acquire({ priority: 1 }));
        for (let number = 0; number < 3; number++) {
          try {
            yield* wait(env.timeout(5));
            log('undisturbed', turn.isHeld);
          } catch (error) {
            log(nameOf(error), turn.isHeld);
          }
        }
      }),
    );
  }

  it('comes in the order in which interrupts and evictions were sent', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    const process = holder(env, desk, log);
    env.schedule(1, () => {
      interrupt(process, 'before');
      desk.tryAcquire();
      interrupt(process, 'after');
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'before', false],
      [1, 'evicted', false],
      [1, 'after', false],
    ]);
  });

  it('comes after an interrupt if its request is not settled before', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    const process = holder(env, desk, log);
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        const request = desk.acquire();
        interrupt(process, 'first');
        yield* wait(request);
        interrupt(process, 'last');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, 'first', false],
      [1, 'evicted', false],
      [1, 'last', false],
    ]);
  });

  it('is thrown before an interrupt that ends a wait which an eviction has left alone', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    const bell = env.timeout(5);
    env.process(
      body(function* (wait) {
        yield* wait(bell);
        desk.tryAcquire();
        interrupt(process, 'at once');
      }),
    );
    const process = holder(env, desk, log);
    await run(env);
    expect(log.entries).toEqual([
      [5, 'evicted', false],
      [5, 'at once', false],
      [10, 'undisturbed', false],
    ]);
  });

  it('evicts one who is cancelled in the same instant without a second freeing of its slot', async () => {
    for (const order of ['cancel first', 'eviction first']) {
      const env = new Environment();
      const log = traceLog(env);
      const desk = new PreemptiveResource(env, { capacity: 2 });
      env.process(
        body(function* (wait) {
          yield* wait(desk.acquire());
        }),
      );
      const process = env.process(
        body(function* (wait) {
          using turn = yield* wait(desk.acquire({ priority: 1 }));
          try {
            yield* wait(env.timeout(5));
          } catch (error) {
            log(nameOf(error), turn.isHeld);
            yield* wait(env.timeout(5));
          }
        }),
      );
      env.schedule(1, () => {
        if (order === 'cancel first') process.cancel();
        log(desk.tryAcquire() !== undefined, desk.inUse);
        process.cancel();
      });
      await run(env);
      expect([...log.entries, [env.now, process.status, desk.inUse]]).toEqual([
        [1, true, 2],
        [1, order === 'cancel first' ? 'cancelled' : 'evicted', false],
        [1, 'cancelled', 2],
      ]);
    }
  });

  it('takes the slot at once from one inside uninterruptible, which hears of it after that', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    env.process(
      body(function* (wait) {
        const turn = yield* wait(desk.acquire({ priority: 1 }));
        const part = body(function* (wait) {
          yield* wait(env.timeout(5));
          log('part done', turn.isHeld, desk.inUse);
        });
        yield* wait(uninterruptible(env, part));
        log('goes on');
        try {
          yield* wait(env.timeout(5));
        } catch (error) {
          log(nameOf(error));
        }
      }),
    );
    env.schedule(2, () => log(desk.tryAcquire()?.isHeld));
    await run(env);
    expect(log.entries).toEqual([
      [2, true],
      [5, 'part done', false, 1],
      [5, 'goes on'],
      [5, 'evicted'],
    ]);
  });

  it('tells nothing to one that releases inside uninterruptible, and the interrupts sent around it remain', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    const process = env.process(
      body(function* (wait) {
        const turn = yield* wait(desk.acquire({ priority: 1 }));
        const part = body(function* (wait) {
          yield* wait(env.timeout(5));
          turn.release();
        });
        yield* wait(uninterruptible(env, part));
        for (let number = 0; number < 3; number++) {
          try {
            yield* wait(env.timeout(1));
            log('undisturbed');
          } catch (error) {
            log(nameOf(error));
          }
        }
      }),
    );
    env.schedule(2, () => {
      interrupt(process, 'before');
      desk.tryAcquire();
      interrupt(process, 'after');
    });
    await run(env);
    expect(log.entries).toEqual([
      [5, 'before'],
      [5, 'after'],
      [6, 'undisturbed'],
    ]);
  });

  it('goes before those who are served by what the evicted process gives back', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [desk, lamp] = [new PreemptiveResource(env), new PreemptiveResource(env)];
    env.process(
      body(function* (wait) {
        yield* wait(desk.acquire({ priority: 1 }));
        try {
          using light = yield* wait(lamp.acquire());
          yield* wait(env.timeout(9));
          log('undisturbed', light.isHeld);
        } catch (error) {
          log(nameOf(error), lamp.inUse);
        }
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(lamp.acquire());
        log('has the lamp');
      }),
    );
    env.schedule(2, () => desk.tryAcquire());
    await run(env);
    expect(log.entries).toEqual([
      [2, 'evicted', 1],
      [2, 'has the lamp'],
    ]);
  });
});
