import { firstOf } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Pool, Queue } from '@asimjs/resources';
import type { PoolAcquireOptions } from '@asimjs/resources';

function no(): never {
  throw new TypeError('no');
}

/** Rules that go wrong in a pool of 'a', which is held, 'b' and 'c', and the names of the errors. */
const bad: [what: string, error: string, (pool: Pool<string>) => PoolAcquireOptions<string>][] = [
  ['a where that throws', 'TypeError', () => ({ where: no })],
  ['a select that throws', 'TypeError', () => ({ select: no })],
  [
    'a where that takes a unit',
    'ReadOnlyError',
    (pool) => ({ where: () => pool.tryAcquire() !== undefined }),
  ],
  ['a select that takes a unit', 'ReadOnlyError', (pool) => ({ select: () => pool.tryAcquire()!.unit })],
  ['a select of a unit that is held', 'ArgumentError', () => ({ select: () => 'a' })],
  ['a select of a strange unit', 'ArgumentError', () => ({ select: () => 'z' })],
  [
    'a select of a unit that will not do',
    'ArgumentError',
    () => ({ where: (unit) => unit === 'c', select: () => 'b' }),
  ],
];

function nameOf(error: unknown): unknown {
  return error instanceof Error ? error.name : error;
}

describe.each(drivers)('the rules of a pool with the $name driver', ({ body, run }) => {
  it.each(bad)('%s fails its request with %s if that could be granted at once', async (_, name, options) => {
    const env = new Environment();
    const log = traceLog(env);
    const pool = new Pool(env, { units: ['a', 'b', 'c'] });
    pool.tryAcquire();
    env.process(
      body(function* (wait) {
        try {
          yield* wait(pool.acquire(options(pool)));
        } catch (error) {
          log(nameOf(error), pool.free, pool.waiting);
        }
        try {
          pool.tryAcquire(options(pool));
        } catch (error) {
          log(nameOf(error), pool.free, pool.waiting);
        }
        using turn = yield* wait(pool.acquire());
        log(turn.unit);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, name, ['b', 'c'], 0],
      [0, name, ['b', 'c'], 0],
      [0, 'b'],
    ]);
  });

  it.each(bad)(
    '%s fails a request that waits with %s, and those behind are served',
    async (_, name, options) => {
      const env = new Environment();
      const log = traceLog(env);
      const pool = new Pool(env, { units: ['a', 'b', 'c'] });
      const held = pool.units.map(() => pool.tryAcquire());
      env.process(
        body(function* (wait) {
          try {
            yield* wait(firstOf([pool.acquire(options(pool)), env.event()]));
          } catch (error) {
            log(nameOf(error));
          }
        }),
      );
      for (const next of ['first', 'second']) {
        env.process(
          body(function* (wait) {
            const turn = yield* wait(pool.acquire());
            log(next, turn.unit);
          }),
        );
      }
      env.schedule(2, () => {
        for (const grant of held.slice(1)) grant?.release();
        log('released', pool.inUse, pool.waiting);
      });
      await run(env);
      expect(log.entries).toEqual([
        [2, 'released', 3, 0],
        [2, name],
        [2, 'first', 'b'],
        [2, 'second', 'c'],
      ]);
    },
  );

  it.each(bad)(
    '%s is not asked in a choice that is decided for something else',
    async (_, _name, options) => {
      const env = new Environment();
      const log = traceLog(env);
      const pool = new Pool(env, { units: ['a', 'b', 'c'] });
      pool.tryAcquire();
      const items = new Queue<string>(env, { items: ['x'] });
      env.process(
        body(function* (wait) {
          log(
            (yield* wait(firstOf({ item: items.get(), turn: pool.acquire(options(pool)) }))).key,
            pool.free,
          );
        }),
      );
      await run(env);
      expect(log.entries).toEqual([[0, 'item', ['b', 'c']]]);
    },
  );

  it('a rule that returns a promise fails its request too', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const pool = new Pool<string>(env, { units: ['a'] });
    env.process(
      body(function* (wait) {
        try {
          // @ts-expect-error a rule answers at once
          yield* wait(pool.acquire({ where: async () => false }));
        } catch (error) {
          log(nameOf(error), pool.free);
        }
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, 'ProcessBodyError', ['a']]]);
  });

  it('may look at the pool', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const pool = new Pool(env, { units: ['a', 'b', 'c'] });
    env.process(
      body(function* (wait) {
        using one = yield* wait(pool.acquire({ where: (unit) => unit === pool.free.at(-1) }));
        const select = (free: readonly string[]): string => free[pool.inUse]!;
        using other = yield* wait(pool.acquire({ select }));
        log(one.unit, other.unit);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, 'c', 'b']]);
  });

  it('are asked only when the request is first: where of free units, and select once, for the grant', async () => {
    const env = new Environment();
    const asked: unknown[] = [];
    const pool = new Pool(env, { units: ['a', 'b', 'c'] });
    const held = pool.units.map(() => pool.tryAcquire());
    const patient = (name: string, wanted: string): void => {
      env.process(
        body(function* (wait) {
          const seen = new Set<string>();
          const where = (unit: string): boolean => {
            const question = `${env.now}: ${name}, ${unit}?`;
            // It may be asked about a unit more than once.
            if (!seen.has(question)) asked.push(question);
            seen.add(question);
            return unit === wanted;
          };
          const select = (free: readonly string[]): string => {
            asked.push(`${env.now}: ${name} selects of ${free.join()}`);
            return wanted;
          };
          using turn = yield* wait(pool.acquire({ where, select }));
          asked.push(`${env.now}: ${name} has ${turn.unit}`);
        }),
      );
    };
    patient('p', 'b');
    patient('q', 'c');
    env.schedule(1, () => held[0]?.release());
    env.schedule(2, () => held[2]?.release());
    env.schedule(3, () => held[1]?.release());
    await run(env);
    expect(asked).toEqual([
      '1: p, a?',
      '2: p, a?',
      '2: p, c?',
      '3: p, a?',
      '3: p, b?',
      '3: p, c?',
      '3: p selects of b',
      '3: q, a?',
      '3: q, c?',
      '3: q selects of c',
      '3: p has b',
      '3: q has c',
    ]);
  });
});
