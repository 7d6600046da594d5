import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import type { TraceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Grant, Pool } from '@asimjs/resources';
import type { PoolAcquireOptions } from '@asimjs/resources';

interface Nurse {
  readonly name: string;
  readonly skills: readonly string[];
}
const [ada, ben, cleo]: readonly [Nurse, Nurse, Nurse] = [
  { name: 'Ada', skills: ['blood', 'plaster'] },
  { name: 'Ben', skills: ['blood'] },
  { name: 'Cleo', skills: ['plaster'] },
];

function can(skill: string): (nurse: Nurse) => boolean {
  return ({ skills }) => skills.includes(skill);
}

interface Visit extends PoolAcquireOptions<Nurse> {
  readonly name: string;
  readonly arrives: number;
  readonly holds: number;
}

describe.each(drivers)('a pool with the $name driver', ({ body, run }) => {
  /** Processes that arrive, hold a nurse, and release her. */
  function patients(env: Environment, pool: Pool<Nurse>, ...visits: readonly Visit[]): TraceLog {
    const log = traceLog(env);
    for (const { name, arrives, holds, ...options } of visits) {
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(arrives));
          using turn = yield* wait(pool.acquire(options));
          log(name, turn.unit.name);
          yield* wait(env.timeout(holds));
        }),
        { name },
      );
    }
    return log;
  }

  it('gives its units in its order, and one that was released in its old place', async () => {
    const env = new Environment();
    const pool = new Pool(env, { units: [ada, ben, cleo] });
    const log = patients(
      env,
      pool,
      { name: 'first', arrives: 0, holds: 4 },
      { name: 'second', arrives: 0, holds: 2 },
      { name: 'third', arrives: 3, holds: 9 },
      { name: 'fourth', arrives: 3, holds: 9 },
      { name: 'fifth', arrives: 3, holds: 9 },
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'first', 'Ada'],
      [0, 'second', 'Ben'],
      [3, 'third', 'Ben'],
      [3, 'fourth', 'Cleo'],
      [4, 'fifth', 'Ada'],
    ]);
  });

  it('gives the first unit for which `where` holds', async () => {
    const env = new Environment();
    const pool = new Pool(env, { units: [ada, ben, cleo] });
    const log = patients(
      env,
      pool,
      { name: 'plaster', arrives: 0, holds: 9, where: can('plaster') },
      { name: 'plaster too', arrives: 0, holds: 9, where: can('plaster') },
      { name: 'blood', arrives: 0, holds: 9, where: can('blood') },
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'plaster', 'Ada'],
      [0, 'plaster too', 'Cleo'],
      [0, 'blood', 'Ben'],
    ]);
  });

  it('gives the unit that `select` takes of the free ones that will do, in the order of the pool', async () => {
    const env = new Environment();
    const pool = new Pool(env, { units: [ada, ben, cleo] });
    const offered: string[][] = [];
    const last = (free: readonly Nurse[]): Nurse => {
      offered.push(free.map(({ name }) => name));
      return free.at(-1)!;
    };
    const log = patients(
      env,
      pool,
      { name: 'last', arrives: 0, holds: 9, select: last },
      { name: 'last for blood', arrives: 0, holds: 9, where: can('blood'), select: last },
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'last', 'Cleo'],
      [0, 'last for blood', 'Ben'],
    ]);
    expect(offered).toEqual([
      ['Ada', 'Ben', 'Cleo'],
      ['Ada', 'Ben'],
    ]);
  });

  it('lets one that waits for a unit of a kind hold back those behind it', async () => {
    const env = new Environment();
    const pool = new Pool(env, { units: [ben, cleo] });
    const log = patients(
      env,
      pool,
      { name: 'plaster', arrives: 0, holds: 5, where: can('plaster') },
      { name: 'more plaster', arrives: 1, holds: 1, where: can('plaster') },
      { name: 'blood', arrives: 2, holds: 1, where: can('blood') },
      { name: 'any', arrives: 3, holds: 1 },
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'plaster', 'Cleo'],
      [5, 'more plaster', 'Cleo'],
      [5, 'blood', 'Ben'],
      [6, 'any', 'Cleo'],
    ]);
  });

  it('serves lower priority numbers first, before one that finds no unit that will do', async () => {
    const env = new Environment();
    const pool = new Pool(env, { units: [ben, cleo] });
    const log = patients(
      env,
      pool,
      { name: 'plaster', arrives: 0, holds: 5, where: can('plaster') },
      { name: 'more plaster', arrives: 1, holds: 1, where: can('plaster') },
      { name: 'later', arrives: 2, holds: 1, priority: 1 },
      { name: 'urgent', arrives: 3, holds: 4, priority: -1 },
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'plaster', 'Cleo'],
      [3, 'urgent', 'Ben'],
      [5, 'more plaster', 'Cleo'],
      [6, 'later', 'Cleo'],
    ]);
  });

  it('counts, lists its units and those that are free, and hands out copies', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const pool = new Pool(env, { units: new Set([ada, ben, cleo]), name: 'ward' });
    expect([pool.capacity, pool.inUse, pool.waiting, pool.isEmpty, pool.isFull]).toEqual([
      3,
      0,
      0,
      true,
      false,
    ]);
    pool.units.length = 0;
    pool.free.length = 0;
    patients(
      env,
      pool,
      { name: 'p', arrives: 1, holds: 4, select: (free) => free[1]! },
      { name: 'q', arrives: 1, holds: 3 },
      { name: 'r', arrives: 2, holds: 1, where: (nurse) => nurse === ben },
    );
    const note = (): void => {
      const names = pool.free.map(({ name }) => name).join();
      log(names, pool.units.length, pool.inUse, pool.waiting, String(pool));
    };
    for (const time of [0, 3, 4.5, 7]) env.schedule(time, note);
    await run(env);
    expect(log.entries).toEqual([
      [0, 'Ada,Ben,Cleo', 3, 0, 0, "pool 'ward' (0 of 3 in use, 0 waiting)"],
      [3, 'Cleo', 3, 2, 1, "pool 'ward' (2 of 3 in use, 1 waiting)"],
      [4.5, 'Ada,Cleo', 3, 1, 1, "pool 'ward' (1 of 3 in use, 1 waiting)"],
      [7, 'Ada,Ben,Cleo', 3, 0, 0, "pool 'ward' (0 of 3 in use, 0 waiting)"],
    ]);
  });

  it('gives a grant that says what unit it is for, who holds it and since when', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const pool = new Pool(env, { units: [ada] });
    const process = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        const grant = yield* wait(pool.acquire({ priority: 3 }));
        log(grant instanceof Grant, grant.unit, grant.amount, grant.priority, grant.since);
        log(grant.resource === pool, grant.holder === process, pool.holders.length);
        grant.release();
        log(grant.isHeld, grant.unit, pool.free);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [2, true, ada, 1, 3, 2],
      [2, true, true, 1],
      [2, false, ada, [ada]],
    ]);
  });

  it('tries: takes a unit only if nobody waits before and one that will do is free', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const pool = new Pool(env, { units: [ben, cleo] });
    patients(
      env,
      pool,
      { name: 'plaster', arrives: 0, holds: 9, where: can('plaster') },
      { name: 'more plaster', arrives: 2, holds: 1, where: can('plaster') },
    );
    const attempt = (options: PoolAcquireOptions<Nurse>): void => {
      const grant = pool.tryAcquire(options);
      log(grant?.unit.name);
      grant?.release();
    };
    env.schedule(1, () => {
      attempt({ where: can('plaster') });
      attempt({ where: can('blood') });
    });
    env.schedule(3, () => {
      attempt({ where: can('blood') });
      attempt({ where: can('blood'), priority: 1 });
      attempt({ where: can('blood'), priority: -1 });
    });
    await run(env, { until: 5 });
    expect(log.entries).toEqual([
      [1, undefined],
      [1, 'Ben'],
      [3, undefined],
      [3, undefined],
      [3, 'Ben'],
    ]);
  });
});
