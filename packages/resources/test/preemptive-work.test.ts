import { Environment } from '@asimjs/core';
import { interrupt, isInterrupt, work } from '@asimjs/interrupts';
import type { WorkDecision } from '@asimjs/interrupts';
import { drivers, traceLog } from '@asimjs/testing';
import type { TraceEntry } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { isPreempted, PreemptiveResource } from '@asimjs/resources';
import type { Grant } from '@asimjs/resources';

describe.each(drivers)('work with a preemptive resource with the $name driver', ({ body, run }) => {
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

  /** A process that works for 10, and whenever it is evicted acquires again and says what to do with the rest. */
  function worker(
    env: Environment,
    desk: PreemptiveResource,
    decision: WorkDecision | undefined,
    times: number[],
  ): readonly TraceEntry[] {
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        let turn: Grant = yield* wait(desk.acquire({ priority: 1 }));
        const report = yield* wait(
          work(env, 10, {
            onInterrupt: (_, { worked, remaining, interruptions }) =>
              body(function* (wait) {
                log('evicted', worked, remaining, interruptions);
                turn = yield* wait(desk.acquire({ priority: 1 }));
                return decision;
              })(),
          }),
        );
        log(report.completed, report.worked, turn.isHeld);
        turn.release();
      }),
    );
    urgent(env, desk, 2, ...times);
    return log.entries;
  }

  it('goes on with what was left when its handler has acquired again', async () => {
    for (const decision of [undefined, 'resume'] as const) {
      const env = new Environment();
      const entries = worker(env, new PreemptiveResource(env), decision, [4, 7]);
      await run(env);
      expect(entries).toEqual([
        [4, 'evicted', 4, 6, 1],
        [7, 'evicted', 5, 5, 2],
        [14, true, 10, true],
      ]);
    }
  });

  it('begins anew, or is dropped, when its handler has acquired again and says so', async () => {
    const env = new Environment();
    const restarted = worker(env, new PreemptiveResource(env), 'restart', [4]);
    const dropped = worker(env, new PreemptiveResource(env), 'drop', [4]);
    await run(env);
    expect([restarted, dropped]).toEqual([
      [
        [4, 'evicted', 4, 6, 1],
        [16, true, 14, true],
      ],
      [
        [4, 'evicted', 4, 6, 1],
        [6, false, 4, true],
      ],
    ]);
  });

  it('passes the interrupt on, with what is left, when its handler has not acquired again', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    for (const decision of [undefined, 'resume', 'restart', 'drop'] as const) {
      env.process(
        body(function* (wait) {
          using turn = yield* wait(desk.acquire({ priority: 1 }));
          try {
            yield* wait(work(env, 10, { onInterrupt: () => decision }));
            log('done');
          } catch (error) {
            log(isPreempted(error) && error.remaining, turn.isHeld);
          }
        }),
      );
    }
    urgent(env, desk, 1, 4, 7, 13, 20);
    await run(env);
    expect(log.entries).toEqual([
      [4, 6, false],
      [7, 8, false],
      [13, 5, false],
      [20, 4, false],
    ]);
  });

  it('is done by a process that still holds another slot, only if that is newer than the loss', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env, { capacity: 2 });
    env.process(
      body(function* (wait) {
        yield* wait(desk.acquire({ priority: 1 }));
        const kept = yield* wait(desk.acquire({ priority: -1 }));
        try {
          yield* wait(work(env, 10, { onInterrupt: () => undefined }));
        } catch (error) {
          log(isPreempted(error) && [error.remaining, error.cause.isMadeGood], kept.isHeld);
        }
      }),
    );
    urgent(env, desk, 2, 4);
    await run(env);
    expect(log.entries).toEqual([[4, [6, false], true]]);
  });

  it('says in the cause whether the loss is made good: while a new slot is held', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env, { capacity: 1 });
    env.process(
      body(function* (wait) {
        yield* wait(desk.acquire({ priority: 1 }));
        try {
          yield* wait(env.timeout(9));
        } catch (error) {
          if (!isPreempted(error)) throw error;
          log(error.cause.isMadeGood);
          const turn = yield* wait(desk.acquire({ priority: 1 }));
          log(error.cause.isMadeGood);
          turn.release();
          log(error.cause.isMadeGood);
        }
      }),
    );
    urgent(env, desk, 2, 4);
    await run(env);
    expect(log.entries).toEqual([
      [4, false],
      [6, true],
      [6, false],
    ]);
  });

  it('counts what was worked before an interrupt and before an eviction', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    const process = env.process(
      body(function* (wait) {
        using turn = yield* wait(desk.acquire({ priority: 1 }));
        try {
          const pause = body(function* (wait) {
            yield* wait(env.timeout(1));
          });
          yield* wait(work(env, 10, { onInterrupt: (error) => (isPreempted(error) ? undefined : pause()) }));
        } catch (error) {
          log(isInterrupt(error) && error.remaining, turn.isHeld);
        }
      }),
    );
    env.schedule(2, () => interrupt(process, 'tea'));
    urgent(env, desk, 1, 5);
    await run(env);
    expect(log.entries).toEqual([[5, 6, false]]);
  });
});
