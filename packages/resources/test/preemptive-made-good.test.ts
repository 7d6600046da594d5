import { Environment } from '@asimjs/core';
import { work } from '@asimjs/interrupts';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { acquireAll, isPreempted, PreemptiveResource } from '@asimjs/resources';
import type { Preempted } from '@asimjs/resources';

describe.each(drivers)('what makes an eviction good with the $name driver', ({ body, run }) => {
  /** Takes slots at a time, until another. */
  function urgent(env: Environment, desk: PreemptiveResource, slots: number, from: number, to: number): void {
    env.schedule(from, () => {
      const turns = Array.from({ length: slots }, () => desk.tryAcquire());
      env.schedule(to - from, () => turns.forEach((turn) => turn?.release()));
    });
  }

  it('is no slot that was acquired and released again before anybody asked', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    env.process(
      body(function* (wait) {
        yield* wait(desk.acquire({ priority: 1 }));
        const onInterrupt = body(function* (wait) {
          const turn = yield* wait(desk.acquire({ priority: 1 }));
          log('has one again', turn.isHeld);
          turn.release();
        });
        try {
          yield* wait(work(env, 10, { onInterrupt: () => onInterrupt() }));
        } catch (error) {
          log(isPreempted(error) && [error.remaining, error.cause.isMadeGood]);
        }
      }),
    );
    urgent(env, desk, 1, 4, 6);
    await run(env);
    expect(log.entries).toEqual([
      [6, 'has one again', true],
      [6, [6, false]],
    ]);
  });

  it('is a new slot for as long as it is held, however often that is asked, and then another', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env, { capacity: 2 });
    env.process(
      body(function* (wait) {
        yield* wait(desk.acquire({ priority: 1 }));
        try {
          yield* wait(env.timeout(9));
        } catch (error) {
          if (!isPreempted(error)) throw error;
          const { cause } = error;
          const first = yield* wait(desk.acquire({ priority: 1 }));
          log(cause.isMadeGood, cause.isMadeGood);
          const second = yield* wait(desk.acquire({ priority: 1 }));
          log(cause.isMadeGood, first.isHeld);
          first.release();
          log(cause.isMadeGood, cause.isMadeGood);
          second.release();
          log(cause.isMadeGood, cause.isMadeGood);
        }
      }),
    );
    urgent(env, desk, 2, 4, 6);
    await run(env);
    expect(log.entries).toEqual([
      [6, true, true],
      [6, true, true],
      [6, true, true],
      [6, false, false],
    ]);
  });

  it('is each of two new slots for one of two losses, also when a third has come and gone', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env, { capacity: 3 });
    env.process(
      body(function* (wait) {
        const causes: Preempted[] = [];
        yield* wait(acquireAll([desk.acquire({ priority: 1 }), desk.acquire({ priority: 1 })]));
        while (causes.length < 2) {
          try {
            yield* wait(env.timeout(9));
          } catch (error) {
            if (!isPreempted(error)) throw error;
            causes.push(error.cause);
          }
        }
        for (const release of [false, true, false]) {
          const turn = yield* wait(desk.acquire({ priority: 1 }));
          if (release) turn.release();
        }
        log(causes.map(({ isMadeGood }) => isMadeGood));
      }),
    );
    urgent(env, desk, 3, 4, 6);
    await run(env);
    expect(log.entries).toEqual([[6, [true, true]]]);
  });
});

describe.each(drivers)('requests together that may evict, with the $name driver,', ({ body, run }) => {
  it('wait until one of lower priority can be evicted for each of them', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env, { capacity: 2 });
    const better = desk.tryAcquire({ priority: 1 });
    const worse = desk.tryAcquire({ priority: 3 });
    env.process(
      body(function* (wait) {
        yield* wait(acquireAll([desk.acquire({ priority: 2 }), desk.acquire({ priority: 2 })]));
        log('has both', better?.isHeld, worse?.isHeld);
      }),
    );
    env.schedule(1, () => log(better?.isHeld, worse?.isHeld, desk.waiting));
    env.schedule(2, () => better?.release());
    await run(env);
    expect(log.entries).toEqual([
      [1, true, true, 2],
      [2, 'has both', false, false],
    ]);
  });
});
