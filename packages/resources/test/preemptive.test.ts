import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import type { TraceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { isPreempted, PreemptiveResource } from '@asimjs/resources';
import type { PreemptiveAcquireOptions } from '@asimjs/resources';

interface Visit extends PreemptiveAcquireOptions {
  readonly name: string;
  readonly arrives: number;
  readonly holds: number;
}

describe.each(drivers)('a preemptive resource with the $name driver', ({ body, run }) => {
  /** Processes that arrive, acquire, and hold until they are done or evicted. */
  function visitors(env: Environment, desk: PreemptiveResource, ...visits: readonly Visit[]): TraceLog {
    const log = traceLog(env);
    for (const { name, arrives, holds, ...options } of visits) {
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(arrives));
          const turn = yield* wait(desk.acquire(options));
          log(name, 'in');
          try {
            yield* wait(env.timeout(holds));
            log(name, 'out');
          } catch (error) {
            log(name, isPreempted(error) ? 'evicted' : error);
          }
          turn.release();
        }),
        { name },
      );
    }
    return log;
  }

  it('evicts the worst holder for a request of lower number, and only if no slot is free', async () => {
    const env = new Environment();
    const desk = new PreemptiveResource(env, { capacity: 3 });
    const log = visitors(
      env,
      desk,
      { name: 'bad', arrives: 0, holds: 20, priority: 3 },
      { name: 'worst', arrives: 0, holds: 20, priority: 7 },
      { name: 'fair', arrives: 1, holds: 20, priority: 2 },
      { name: 'urgent', arrives: 2, holds: 3, priority: 0 },
      { name: 'late', arrives: 6, holds: 3, priority: 0 },
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'bad', 'in'],
      [0, 'worst', 'in'],
      [1, 'fair', 'in'],
      [2, 'urgent', 'in'],
      [2, 'worst', 'evicted'],
      [5, 'urgent', 'out'],
      [6, 'late', 'in'],
      [9, 'late', 'out'],
      [20, 'bad', 'out'],
      [21, 'fair', 'out'],
    ]);
  });

  it('evicts of equal holders the one that was granted last', async () => {
    const env = new Environment();
    const desk = new PreemptiveResource(env, { capacity: 3 });
    const log = visitors(
      env,
      desk,
      { name: 'first', arrives: 0, holds: 20, priority: 2 },
      { name: 'second', arrives: 0, holds: 20, priority: 2 },
      { name: 'third', arrives: 1, holds: 20, priority: 2 },
      { name: 'urgent', arrives: 2, holds: 20, priority: 1 },
      { name: 'also urgent', arrives: 3, holds: 20, priority: 1 },
    );
    await run(env, { until: 10 });
    expect(log.entries.slice(3)).toEqual([
      [2, 'urgent', 'in'],
      [2, 'third', 'evicted'],
      [3, 'also urgent', 'in'],
      [3, 'second', 'evicted'],
    ]);
  });

  it('evicts only for a strictly lower number, however little lower', async () => {
    const env = new Environment();
    const desk = new PreemptiveResource(env);
    const log = visitors(
      env,
      desk,
      { name: 'holder', arrives: 0, holds: 10, priority: 1 },
      { name: 'equal', arrives: 1, holds: 1, priority: 1 },
      { name: 'higher', arrives: 1, holds: 1, priority: 1.5 },
      { name: 'lower', arrives: 3, holds: 1, priority: 0.999 },
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'holder', 'in'],
      [3, 'lower', 'in'],
      [3, 'holder', 'evicted'],
      [4, 'lower', 'out'],
      [4, 'equal', 'in'],
      [5, 'equal', 'out'],
      [5, 'higher', 'in'],
      [6, 'higher', 'out'],
    ]);
  });

  it('waits for a free slot with preempt: false, and holds back those behind it', async () => {
    const env = new Environment();
    const desk = new PreemptiveResource(env);
    const log = visitors(
      env,
      desk,
      { name: 'holder', arrives: 0, holds: 5, priority: 9 },
      { name: 'polite', arrives: 1, holds: 1, priority: 0, preempt: false },
      { name: 'urgent', arrives: 2, holds: 1, priority: 0 },
      { name: 'more urgent', arrives: 3, holds: 1, priority: -1 },
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'holder', 'in'],
      [3, 'more urgent', 'in'],
      [3, 'holder', 'evicted'],
      [4, 'more urgent', 'out'],
      [4, 'polite', 'in'],
      [5, 'polite', 'out'],
      [5, 'urgent', 'in'],
      [6, 'urgent', 'out'],
    ]);
  });

  it('a request that is not first in line evicts nobody until it is', async () => {
    const env = new Environment();
    const desk = new PreemptiveResource(env, { capacity: 2 });
    const log = visitors(
      env,
      desk,
      { name: 'good', arrives: 0, holds: 4, priority: 0 },
      { name: 'bad', arrives: 0, holds: 20, priority: 9 },
      { name: 'polite', arrives: 1, holds: 9, priority: 1, preempt: false },
      { name: 'urgent', arrives: 2, holds: 9, priority: 2 },
    );
    await run(env, { until: 10 });
    expect(log.entries.slice(2)).toEqual([
      [4, 'good', 'out'],
      [4, 'polite', 'in'],
      [4, 'urgent', 'in'],
      [4, 'bad', 'evicted'],
    ]);
  });

  it('serves the line by priority, and those of equal priority as they came, like any resource', async () => {
    const env = new Environment();
    const desk = new PreemptiveResource(env);
    const log = visitors(
      env,
      desk,
      { name: 'holder', arrives: 0, holds: 5 },
      { name: 'b', arrives: 1, holds: 1, priority: 1 },
      { name: 'a', arrives: 2, holds: 1 },
      { name: 'c', arrives: 3, holds: 1, priority: 1 },
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'holder', 'in'],
      [5, 'holder', 'out'],
      [5, 'a', 'in'],
      [6, 'a', 'out'],
      [6, 'b', 'in'],
      [7, 'b', 'out'],
      [7, 'c', 'in'],
      [8, 'c', 'out'],
    ]);
  });

  it('evicts one for each request of several in an instant, as long as there is one to evict', async () => {
    const env = new Environment();
    const desk = new PreemptiveResource(env, { capacity: 2 });
    const log = visitors(
      env,
      desk,
      { name: 'a', arrives: 0, holds: 20, priority: 5 },
      { name: 'b', arrives: 0, holds: 20, priority: 5 },
      { name: 'x', arrives: 1, holds: 2, priority: 0 },
      { name: 'y', arrives: 1, holds: 3, priority: 0 },
      { name: 'z', arrives: 1, holds: 1, priority: 0 },
    );
    await run(env);
    expect(log.entries.slice(2)).toEqual([
      [1, 'x', 'in'],
      [1, 'b', 'evicted'],
      [1, 'y', 'in'],
      [1, 'a', 'evicted'],
      [3, 'x', 'out'],
      [3, 'z', 'in'],
      [4, 'y', 'out'],
      [4, 'z', 'out'],
    ]);
  });

  it('has one slot and a name unless told otherwise, and counts what is held and who waits', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    visitors(
      env,
      desk,
      { name: 'a', arrives: 0, holds: 5, priority: 1 },
      { name: 'b', arrives: 1, holds: 5, priority: 1 },
      { name: 'c', arrives: 2, holds: 5, priority: 0 },
    );
    const note = (): void => {
      log(
        desk.inUse,
        desk.waiting,
        desk.holders.map(({ name }) => name),
        String(desk),
      );
    };
    for (const time of [1.5, 2.5, 7.5]) env.schedule(time, note);
    await run(env);
    const text = "preemptive resource 'preemptive resource 1'";
    expect(log.entries).toEqual([
      [1.5, 1, 1, ['a'], `${text} (1 of 1 in use, 1 waiting)`],
      [2.5, 1, 1, ['c'], `${text} (1 of 1 in use, 1 waiting)`],
      [7.5, 1, 0, ['b'], `${text} (1 of 1 in use, 0 waiting)`],
    ]);
  });
});
