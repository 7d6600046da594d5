import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Resource } from '@asimjs/resources';
import type { AcquireOptions } from '@asimjs/resources';

describe.each(drivers)('a resource with the $name driver', ({ body, run }) => {
  /** A process that arrives, acquires, holds and releases. */
  function visitor(
    env: Environment,
    desk: Resource,
    log: (...what: unknown[]) => void,
    { name, arrives, holds, ...options }: { name: string; arrives: number; holds: number } & AcquireOptions,
  ): void {
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(arrives));
        const grant = yield* wait(desk.acquire(options));
        log(name, 'in');
        yield* wait(env.timeout(holds));
        grant.release();
        log(name, 'out');
      }),
      { name },
    );
  }

  it('lets in as many as it has slots, the others in the order of their arrival', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { capacity: 2, name: 'desk' });
    for (const [index, name] of ['a', 'b', 'c', 'd'].entries()) {
      visitor(env, desk, log, { name, arrives: index, holds: 5 });
    }
    await run(env);
    expect(log.entries).toEqual([
      [0, 'a', 'in'],
      [1, 'b', 'in'],
      [5, 'a', 'out'],
      [5, 'c', 'in'],
      [6, 'b', 'out'],
      [6, 'd', 'in'],
      [10, 'c', 'out'],
      [11, 'd', 'out'],
    ]);
  });

  it('has one slot and a name unless told otherwise, and counts what is held and who waits', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env);
    expect([desk.capacity, desk.name, desk.inUse, desk.waiting]).toEqual([1, 'resource 1', 0, 0]);
    visitor(env, desk, () => undefined, { name: 'a', arrives: 0, holds: 2 });
    visitor(env, desk, () => undefined, { name: 'b', arrives: 0, holds: 2 });
    visitor(env, desk, () => undefined, { name: 'c', arrives: 1, holds: 2 });
    for (const time of [0.5, 1.5, 2.5, 4.5, 6.5]) {
      env.schedule(time, () =>
        log(
          desk.inUse,
          desk.waiting,
          desk.holders.map((holder) => holder.name),
        ),
      );
    }
    await run(env);
    expect(log.entries).toEqual([
      [0.5, 1, 1, ['a']],
      [1.5, 1, 2, ['a']],
      [2.5, 1, 1, ['b']],
      [4.5, 1, 0, ['c']],
      [6.5, 0, 0, []],
    ]);
  });

  it('lets a large request at the head of the line hold back small ones behind it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { capacity: 3 });
    visitor(env, desk, log, { name: 'two', arrives: 0, holds: 4, amount: 2 });
    visitor(env, desk, log, { name: 'three', arrives: 1, holds: 4, amount: 3 });
    visitor(env, desk, log, { name: 'one', arrives: 2, holds: 4 });
    await run(env);
    expect(log.entries).toEqual([
      [0, 'two', 'in'],
      [4, 'two', 'out'],
      [4, 'three', 'in'],
      [8, 'three', 'out'],
      [8, 'one', 'in'],
      [12, 'one', 'out'],
    ]);
  });

  it('serves lower priority numbers first, and equal ones in the order of their arrival', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env);
    visitor(env, desk, () => undefined, { name: 'holder', arrives: 0, holds: 10 });
    for (const [index, priority] of [2, 0, -1, 2, 0, 1.5, -1].entries()) {
      const name = `${priority} after ${index}`;
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(1 + index));
          using turn = yield* wait(desk.acquire({ priority }));
          log(name);
        }),
      );
    }
    await run(env);
    expect(log.entries.map(([, name]) => name)).toEqual([
      '-1 after 2',
      '-1 after 6',
      '0 after 1',
      '0 after 4',
      '1.5 after 5',
      '2 after 0',
      '2 after 3',
    ]);
  });

  it('lets a request of lower number pass a large one that waits', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { capacity: 2 });
    visitor(env, desk, log, { name: 'holder', arrives: 0, holds: 5 });
    visitor(env, desk, log, { name: 'large', arrives: 1, holds: 1, amount: 2 });
    visitor(env, desk, log, { name: 'urgent', arrives: 2, holds: 1, priority: -1 });
    visitor(env, desk, log, { name: 'equal', arrives: 2, holds: 1 });
    await run(env);
    expect(log.entries).toEqual([
      [0, 'holder', 'in'],
      [2, 'urgent', 'in'],
      [3, 'urgent', 'out'],
      [5, 'holder', 'out'],
      [5, 'large', 'in'],
      [6, 'large', 'out'],
      [6, 'equal', 'in'],
      [7, 'equal', 'out'],
    ]);
  });

  it('serves ten who came in one instant in order', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env);
    for (let number = 0; number < 12; number++) {
      env.process(
        body(function* (wait) {
          using turn = yield* wait(desk.acquire());
          log(number);
          yield* wait(env.timeout(0));
        }),
      );
    }
    await run(env);
    expect(log.entries.map(([, number]) => number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('may have no bound', async () => {
    const env = new Environment();
    const desk = new Resource(env, { capacity: Infinity });
    env.process(
      body(function* (wait) {
        yield* wait(desk.acquire({ amount: 1_000_000 }));
      }),
    );
    await run(env);
    expect(desk.inUse).toBe(1_000_000);
  });
});
