import { Environment } from '@asimjs/core';
import type { Process } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import type { TraceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { isPreempted, PreemptiveResource } from '@asimjs/resources';

describe.each(drivers)('the capacity of a preemptive resource with the $name driver', ({ body, run }) => {
  /** A process that holds a slot, from `arrives` on, for `holds` or until it is evicted. */
  function holder(
    env: Environment,
    desk: PreemptiveResource,
    log: TraceLog,
    {
      name,
      priority,
      arrives = 0,
      holds,
    }: { name: string; priority: number; arrives?: number; holds: number },
  ): Process {
    return env.process(
      body(function* (wait) {
        yield* wait(env.timeout(arrives));
        using turn = yield* wait(desk.acquire({ priority }));
        log(name, 'in');
        try {
          yield* wait(env.timeout(holds));
          log(name, 'out', turn.isHeld);
        } catch (error) {
          log(name, isPreempted(error) ? 'evicted' : error);
        }
      }),
      { name },
    );
  }

  it('evicts nobody when it shrinks', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env, { capacity: 2 });
    holder(env, desk, log, { name: 'a', priority: 1, holds: 5 });
    holder(env, desk, log, { name: 'b', priority: 2, holds: 6 });
    env.schedule(1, () => {
      desk.capacity = 0;
      log(desk.inUse, desk.isFull);
    });
    await run(env);
    expect(log.entries).toEqual([
      [0, 'a', 'in'],
      [0, 'b', 'in'],
      [1, 2, true],
      [5, 'a', 'out', true],
      [6, 'b', 'out', true],
    ]);
  });

  it('is not regained by a request that would have to evict more than one: it waits until one will do', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env, { capacity: 3 });
    holder(env, desk, log, { name: 'a', priority: 5, holds: 4 });
    holder(env, desk, log, { name: 'b', priority: 5, holds: 9 });
    holder(env, desk, log, { name: 'c', priority: 5, holds: 6 });
    holder(env, desk, log, { name: 'urgent', priority: 0, arrives: 2, holds: 1 });
    env.schedule(1, () => (desk.capacity = 1));
    env.schedule(3, () => log(desk.inUse, desk.waiting, desk.tryAcquire({ priority: -1 })));
    await run(env);
    expect(log.entries.slice(3)).toEqual([
      [3, 3, 1, undefined],
      [4, 'a', 'out', true],
      [6, 'c', 'out', true],
      [6, 'urgent', 'in'],
      [6, 'b', 'evicted'],
      [7, 'urgent', 'out', true],
    ]);
  });

  it('wakes those who wait when it grows, and nobody is evicted for them', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env, { capacity: 0 });
    holder(env, desk, log, { name: 'a', priority: 5, holds: 9 });
    holder(env, desk, log, { name: 'b', priority: 1, holds: 9 });
    env.schedule(1, () => (desk.capacity = 1));
    env.schedule(2, () => (desk.capacity = 2));
    await run(env);
    expect(log.entries).toEqual([
      [1, 'b', 'in'],
      [2, 'a', 'in'],
      [10, 'b', 'out', true],
      [11, 'a', 'out', true],
    ]);
  });

  it('is kept to by evictExcess, which evicts as an urgent request would, and counts', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env, { capacity: 4 });
    for (const [index, priority] of [2, 9, 2, -5].entries())
      holder(env, desk, log, { name: `${priority} as ${index}`, priority, holds: 9 });
    env.schedule(1, () => log('none', desk.evictExcess(), desk.inUse));
    env.schedule(2, () => {
      desk.capacity = 2;
      log('two', desk.evictExcess(), desk.inUse);
    });
    env.schedule(3, () => {
      desk.capacity = 0;
      log('all', desk.evictExcess(), desk.inUse, desk.evictExcess());
    });
    await run(env);
    expect(log.entries.slice(4)).toEqual([
      [1, 'none', 0, 4],
      [2, 'two', 2, 2],
      [2, '9 as 1', 'evicted'],
      [2, '2 as 2', 'evicted'],
      [3, 'all', 2, 0, 0],
      [3, '2 as 0', 'evicted'],
      [3, '-5 as 3', 'evicted'],
    ]);
  });

  it('evictExcess names the process that called it, or nobody, and lets none in whose slot is gone', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env, { capacity: 2, name: 'desk' });
    const patient = (name: string): Process =>
      env.process(
        body(function* (wait) {
          yield* wait(desk.acquire({ priority: 1 }));
          try {
            yield* wait(env.timeout(9));
          } catch (error) {
            if (isPreempted(error)) log(name, error.cause.by?.name, String(error.cause));
          }
        }),
        { name },
      );
    patient('a');
    patient('b');
    patient('c');
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        desk.capacity = 1;
        log(desk.evictExcess(), desk.inUse, desk.waiting);
      }),
      { name: 'closing' },
    );
    env.schedule(2, () => {
      desk.capacity = 0;
      log(desk.evictExcess(), desk.inUse, desk.waiting);
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 1, 1, 1],
      [1, 'b', 'closing', "evicted from 'desk' by 'closing', held since 0"],
      [2, 1, 0, 1],
      [2, 'a', undefined, "evicted from 'desk', held since 0"],
    ]);
  });

  it('evictExcess called by a holder evicts that too, which hears of it at its next wait', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    env.process(
      body(function* (wait) {
        const turn = yield* wait(desk.acquire());
        desk.capacity = 0;
        log(desk.evictExcess(), turn.isHeld);
        try {
          yield* wait(env.timeout(1));
        } catch (error) {
          log(isPreempted(error));
        }
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 1, false],
      [0, true],
    ]);
  });

  it('settles what the step has asked before it changes: those then in excess can be evicted', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    env.process(
      body(function* (wait) {
        const request = desk.acquire();
        desk.capacity = 0;
        log(desk.evictExcess());
        const turn = yield* wait(request);
        log(turn.isHeld, desk.inUse);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 1],
      [0, false, 0],
    ]);
  });
});
