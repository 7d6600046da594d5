import { Environment } from '@asimjs/core';
import { work } from '@asimjs/interrupts';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { isPreempted, PreemptiveResource } from '@asimjs/resources';
import type { Grant } from '@asimjs/resources';

describe.each(drivers)('work that is evicted again with the $name driver', ({ body, run }) => {
  /** Takes a slot at 4, gives it back at 6 and takes it again in the same step, until 9. */
  function takeTwice(env: Environment, desk: PreemptiveResource): void {
    env.schedule(4, () => {
      const first = desk.tryAcquire();
      env.schedule(2, () => {
        first?.release();
        const second = desk.tryAcquire();
        env.schedule(3, () => second?.release());
      });
    });
  }

  /** Has somebody urgent take a slot at some times, for a while each. */
  function urgent(
    env: Environment,
    desk: PreemptiveResource,
    holds: number,
    ...times: readonly number[]
  ): void {
    for (const time of times) {
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(time));
          using turn = yield* wait(desk.acquire());
          yield* wait(env.timeout(holds));
          expect(turn.isHeld).toBe(true);
        }),
      );
    }
  }

  it('is thrown a second eviction in its handler, and passes that on with what is left', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    env.process(
      body(function* (wait) {
        yield* wait(desk.acquire({ priority: 1 }));
        try {
          yield* wait(
            work(env, 10, {
              onInterrupt: () =>
                body(function* (wait) {
                  const again = yield* wait(desk.acquire({ priority: 1 }));
                  log('has one again', again.isHeld);
                  yield* wait(env.timeout(1));
                })(),
            }),
          );
        } catch (error) {
          log(isPreempted(error) && [error.cause.since, error.remaining]);
        }
      }),
    );
    takeTwice(env, desk);
    await run(env);
    expect(log.entries).toEqual([
      [6, 'has one again', false],
      [6, [6, 6]],
    ]);
  });

  it('survives two evictions in a row with a handler that acquires until it has one', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    env.process(
      body(function* (wait) {
        let turn: Grant = yield* wait(desk.acquire({ priority: 1 }));
        const report = yield* wait(
          work(env, 10, {
            onInterrupt: () =>
              body(function* (wait) {
                while (!turn.isHeld) {
                  try {
                    turn = yield* wait(desk.acquire({ priority: 1 }));
                    log('has one again', turn.isHeld);
                  } catch (error) {
                    if (!isPreempted(error)) throw error;
                    log('evicted again', error.cause.since);
                  }
                }
              })(),
          }),
        );
        log(report.completed, report.interruptions, turn.isHeld);
      }),
    );
    takeTwice(env, desk);
    await run(env);
    expect(log.entries).toEqual([
      [6, 'has one again', false],
      [6, 'evicted again', 6],
      [9, 'has one again', true],
      [15, true, 1, true],
    ]);
  });

  it('goes on after two evictions of which its handler waits out the second', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env, { capacity: 2 });
    env.process(
      body(function* (wait) {
        yield* wait(desk.acquire({ priority: 1 }));
        yield* wait(desk.acquire({ priority: 1 }));
        const report = yield* wait(
          work(env, 10, {
            onInterrupt: (interrupt, { remaining, interruptions }) =>
              body(function* (wait) {
                log('evicted', isPreempted(interrupt), remaining, interruptions);
                yield* wait(desk.acquire({ priority: 1 }));
                log('has one again');
              })(),
          }),
        );
        log(report.completed, report.interruptions, desk.inUse);
      }),
    );
    urgent(env, desk, 2, 4);
    urgent(env, desk, 1, 8);
    await run(env);
    expect(log.entries).toEqual([
      [4, 'evicted', true, 6, 1],
      [6, 'has one again'],
      [8, 'evicted', true, 4, 2],
      [9, 'has one again'],
      [13, true, 2, 2],
    ]);
  });
});
