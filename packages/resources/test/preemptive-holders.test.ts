import { Environment } from '@asimjs/core';
import type { Process } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { isPreempted, PreemptiveResource } from '@asimjs/resources';

describe.each(drivers)('a holder of several slots with the $name driver', ({ body, run }) => {
  it('loses the worse of its slots first, and keeps the others', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env, { capacity: 2 });
    env.process(
      body(function* (wait) {
        const bad = yield* wait(desk.acquire({ priority: 5 }));
        yield* wait(env.timeout(1));
        const good = yield* wait(desk.acquire({ priority: 1 }));
        while (good.isHeld) {
          try {
            yield* wait(env.timeout(20));
          } catch (error) {
            if (!isPreempted(error)) throw error;
            log('lost', error.cause.since, bad.isHeld, good.isHeld);
          }
        }
      }),
    );
    env.schedule(3, () => desk.tryAcquire());
    env.schedule(4, () => desk.tryAcquire());
    await run(env);
    expect(log.entries).toEqual([
      [3, 'lost', 0, false, true],
      [4, 'lost', 1, false, false],
    ]);
  });

  it('gets a notice for each slot that it loses in one instant, in order', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env, { capacity: 2 });
    env.process(
      body(function* (wait) {
        for (const priority of [5, 6]) {
          yield* wait(desk.acquire({ priority }));
          yield* wait(env.timeout(1));
        }
        for (let number = 0; number < 3; number++) {
          try {
            yield* wait(env.timeout(20));
            log('undisturbed');
          } catch (error) {
            log('lost what it had since', isPreempted(error) ? error.cause.since : error);
          }
        }
      }),
    );
    env.schedule(3, () => log(desk.tryAcquire()?.isHeld, desk.tryAcquire()?.isHeld));
    await run(env);
    expect(log.entries).toEqual([
      [3, true, true],
      [3, 'lost what it had since', 1],
      [3, 'lost what it had since', 0],
      [23, 'undisturbed'],
    ]);
  });

  it('may evict itself: it gets the new slot, and the notice of the old one at its next wait', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    const self: Process = env.process(
      body(function* (wait) {
        const old = yield* wait(desk.acquire({ priority: 5 }));
        yield* wait(env.timeout(1));
        const better = yield* wait(desk.acquire({ priority: 1 }));
        log(old.isHeld, better.isHeld, desk.inUse);
        try {
          yield* wait(env.timeout(9));
        } catch (error) {
          log(isPreempted(error) && error.cause.by === self);
        }
        yield* wait(env.timeout(1));
        better.release();
        log(desk.inUse);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, false, true, 1],
      [1, true],
      [2, 0],
    ]);
  });

  it('hears nothing of an eviction by itself whose grant it releases before it waits', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    env.process(
      body(function* (wait) {
        const old = yield* wait(desk.acquire({ priority: 5 }));
        using better = yield* wait(desk.acquire({ priority: 1 }));
        old.release();
        yield* wait(env.timeout(1));
        log('undisturbed', better.isHeld);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[1, 'undisturbed', true]]);
  });

  it('that waits for another slot loses its place in the line with the one that it has', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    env.process(
      body(function* (wait) {
        yield* wait(desk.acquire({ priority: 5 }));
        try {
          yield* wait(desk.acquire({ priority: 5 }));
        } catch (error) {
          log('evicted', isPreempted(error), desk.waiting);
        }
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        using turn = yield* wait(desk.acquire({ priority: 1 }));
        yield* wait(env.timeout(1));
        log(turn.isHeld, desk.waiting);
      }),
    );
    await run(env);
    expect([...log.entries, [env.now, desk.inUse]]).toEqual([
      [1, 'evicted', true, 0],
      [2, true, 0],
      [2, 0],
    ]);
  });
});
