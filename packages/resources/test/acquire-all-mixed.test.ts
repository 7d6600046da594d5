import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { acquireAll, isPreempted, Pool, PreemptiveResource, Resource } from '@asimjs/resources';

describe.each(drivers)('acquireAll of resources of several kinds with the $name driver', ({ body, run }) => {
  it('gives several units of one pool, each fit for its request', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const pool = new Pool(env, { units: ['a', 'b', 'c', 'd'] });
    env.process(
      body(function* (wait) {
        const only = (...names: string[]) => ({ where: (unit: string) => names.includes(unit) });
        using all = yield* wait(
          acquireAll([pool.acquire(), pool.acquire(only('a', 'b')), pool.acquire(only('a')), pool.acquire()]),
        );
        log(all.map(({ unit }) => unit));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, ['c', 'b', 'a', 'd']]]);
  });

  it('gives no unit twice, whatever the units are', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const pool = new Pool<unknown>(env, { units: [NaN, undefined] });
    env.process(
      body(function* (wait) {
        const all = yield* wait(acquireAll([pool.acquire(), pool.acquire()]));
        log(...all.map(({ unit }) => unit), pool.free);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, NaN, undefined, []]]);
  });

  it('offers to select only units that leave one for every other request', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const pool = new Pool(env, { units: ['a', 'b', 'c'] });
    const select = (free: readonly string[]): string => {
      log('offered', ...free);
      return free.at(-1)!;
    };
    env.process(
      body(function* (wait) {
        const fit = { where: (unit: string) => unit !== 'b' };
        using all = yield* wait(
          acquireAll([pool.acquire({ select }), pool.acquire({ ...fit, select }), pool.acquire(fit)]),
        );
        log(all.map(({ unit }) => unit));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'offered', 'b'],
      [0, 'offered', 'a', 'c'],
      [0, ['b', 'c', 'a']],
    ]);
  });

  it('waits while the units that are free do not do for all its requests', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const pool = new Pool(env, { units: ['a', 'b', 'c'] });
    const held = pool.tryAcquire();
    env.process(
      body(function* (wait) {
        const onlyA = { where: (unit: string) => unit === 'a' };
        const all = yield* wait(acquireAll([pool.acquire(), pool.acquire(onlyA)]));
        log(all[0].unit, all[1].unit);
      }),
    );
    env.schedule(1, () => log(pool.free, pool.waiting));
    env.schedule(2, () => held?.release());
    await run(env);
    expect(log.entries).toEqual([
      [1, ['b', 'c'], 2],
      [2, 'b', 'a'],
    ]);
  });

  it('asks select once, when all can be had', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const pool = new Pool(env, { units: ['a', 'b'] });
    const lamp = new Resource(env, { capacity: 2 });
    const held = [lamp.tryAcquire(), lamp.tryAcquire()];
    const select = (free: readonly string[]): string => {
      log('selects', ...free);
      return 'b';
    };
    env.process(
      body(function* (wait) {
        const [unit] = yield* wait(acquireAll([pool.acquire({ select }), lamp.acquire({ amount: 2 })]));
        log(unit.unit);
      }),
    );
    for (const [index, grant] of held.entries()) env.schedule(1 + index, () => grant?.release());
    await run(env);
    expect(log.entries).toEqual([
      [2, 'selects', 'a', 'b'],
      [2, 'b'],
    ]);
  });

  it('gives all at once, in the order of its requests, if all can be had', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { capacity: 3 });
    const pool = new Pool(env, { units: ['a', 'b'] });
    const lamp = new PreemptiveResource(env);
    env.process(
      body(function* (wait) {
        const requests = [
          desk.acquire({ amount: 2 }),
          pool.acquire(),
          lamp.acquire(),
          pool.acquire(),
        ] as const;
        const grants = yield* wait(acquireAll(requests));
        log(grants.length, grants[0].amount, grants[1].unit, grants[2].resource === lamp, grants[3].unit);
        log(desk.inUse, pool.free, lamp.inUse);
        for (const grant of grants) grant.release();
        log(desk.inUse, pool.free, lamp.inUse);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 4, 2, 'a', true, 'b'],
      [0, 2, [], 1],
      [0, 0, ['a', 'b'], 0],
    ]);
  });

  it('evicts for a request of a preemptive resource only when all can be had', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env, { capacity: 2 });
    const lamp = new Resource(env);
    const taken = lamp.tryAcquire();
    for (const priority of [1, 2]) {
      env.process(
        body(function* (wait) {
          yield* wait(desk.acquire({ priority }));
          try {
            yield* wait(env.timeout(9));
          } catch (error) {
            log('evicted', priority, isPreempted(error) && error.cause.by?.name);
          }
        }),
      );
    }
    env.process(
      body(function* (wait) {
        yield* wait(acquireAll([desk.acquire(), lamp.acquire(), desk.acquire()]));
        log('has all', desk.inUse);
      }),
      { name: 'boss' },
    );
    env.schedule(3, () => taken?.release());
    await run(env);
    expect(log.entries).toEqual([
      [3, 'has all', 2],
      [3, 'evicted', 2, 'boss'],
      [3, 'evicted', 1, 'boss'],
    ]);
  });

  it('evicts no more than it has requests that may', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env, { capacity: 2 });
    const first = desk.tryAcquire({ priority: 5 });
    const second = desk.tryAcquire({ priority: 4 });
    env.process(
      body(function* (wait) {
        yield* wait(acquireAll([desk.acquire({ preempt: false }), desk.acquire()]));
        log('has both', first?.isHeld, second?.isHeld, desk.inUse);
      }),
    );
    env.schedule(1, () => log(first?.isHeld, second?.isHeld));
    env.schedule(2, () => second?.release());
    await run(env);
    expect(log.entries).toEqual([
      [1, true, true],
      [2, 'has both', false, false, 2],
    ]);
  });

  it('releases all at the end of a using block, those too that were released by hand or evicted', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { capacity: 2 });
    const lamp = new PreemptiveResource(env);
    const pool = new Pool(env, { units: ['a'] });
    env.process(
      body(function* (wait) {
        {
          const requests = [
            desk.acquire(),
            lamp.acquire({ priority: 0, preempt: true }),
            pool.acquire(),
          ] as const;
          using all = yield* wait(acquireAll(requests));
          all[0].release();
          lamp.tryAcquire({ priority: -1 });
          log(desk.inUse, all[1].isHeld, pool.free);
        }
        log(desk.inUse, lamp.inUse, pool.free);
        yield* wait(env.timeout(1));
        log('undisturbed');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 0, false, []],
      [0, 0, 1, ['a']],
      [1, 'undisturbed'],
    ]);
  });
});
