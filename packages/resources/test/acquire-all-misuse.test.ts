import { allOf, firstOf } from '@asimjs/combinators';
import { ArgumentError, Environment, OperationUseError, OutsideProcessError } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import type { Wait } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { acquireAll, Pool, Queue, Resource } from '@asimjs/resources';
import type { Acquire } from '@asimjs/resources';

interface Scene {
  readonly env: Environment;
  readonly desk: Resource;
  readonly lamp: Resource;
  readonly wait: Wait;
}

describe.each(drivers)('misuse of acquireAll with the $name driver', ({ body, run }) => {
  /** Runs `misuse` in a process, and sees that nothing is held or waited for after it. */
  async function harmless(misuse: (scene: Scene) => Generator<unknown, void>): Promise<void> {
    const env = new Environment();
    const log = traceLog(env);
    const [desk, lamp] = [new Resource(env), new Resource(env)];
    env.process(
      body(function* (wait) {
        yield* misuse({ env, desk, lamp, wait });
        log(desk.inUse, desk.waiting, lamp.inUse, lamp.waiting);
        using both = yield* wait(acquireAll([desk.acquire(), lamp.acquire()]));
        log('has both', both.length);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 0, 0, 0, 0],
      [0, 'has both', 2],
    ]);
  }

  /** Sees that a call that threw has left its requests as they were: each can be waited for alone. */
  function* stillGood(wait: Wait, ...requests: readonly Acquire[]): Generator<unknown, void> {
    expect(requests.map(({ state }) => state)).toEqual(requests.map(() => 'unsettled'));
    for (const request of requests) {
      using turn = yield* wait(request);
      expect(turn.isHeld).toBe(true);
    }
  }

  it('no requests at all throw', async () => {
    await harmless(function* () {
      expect(() => acquireAll([])).toThrow(ArgumentError);
    });
  });

  it('something that is no list throws', async () => {
    await harmless(function* ({ desk, wait }) {
      const request = desk.acquire();
      // @ts-expect-error it is no list
      expect(() => acquireAll({ desk: request })).toThrow(ArgumentError);
      // @ts-expect-error the request itself is no list
      expect(() => acquireAll(request)).toThrow(ArgumentError);
      // @ts-expect-error a set is no list
      expect(() => acquireAll(new Set([request]))).toThrow(ArgumentError);
      // @ts-expect-error there is nothing given
      expect(() => acquireAll()).toThrow(ArgumentError);
      yield* stillGood(wait, request);
    });
  });

  it('something in the list that is no request throws', async () => {
    await harmless(function* ({ env, desk, lamp, wait }) {
      const items = new Queue<string>(env, { items: ['x'] });
      const [request, get] = [desk.acquire(), items.get()];
      // @ts-expect-error a resource is no request
      expect(() => acquireAll([request, lamp])).toThrow(ArgumentError);
      // @ts-expect-error a timeout is no request
      expect(() => acquireAll([request, env.timeout(1)])).toThrow(ArgumentError);
      // @ts-expect-error a get is no request to hold
      expect(() => acquireAll([get, request])).toThrow(ArgumentError);
      // @ts-expect-error a combination is no request
      expect(() => acquireAll([request, allOf([env.timeout(1)])])).toThrow(ArgumentError);
      // @ts-expect-error there is nothing given
      expect(() => acquireAll([request, undefined])).toThrow(ArgumentError);
      yield* stillGood(wait, request);
      expect([get.state, get.withdraw(), items.size]).toEqual(['unsettled', true, 1]);
    });
  });

  it('requests of different priorities throw', async () => {
    await harmless(function* ({ desk, lamp, wait }) {
      const requests = [desk.acquire({ priority: 1 }), lamp.acquire()] as const;
      expect(() => acquireAll(requests)).toThrow(ArgumentError);
      yield* stillGood(wait, ...requests);
    });
  });

  it('the same request twice throws', async () => {
    await harmless(function* ({ env, desk, wait }) {
      const wide = new Resource(env, { capacity: 2 });
      const [single, double, other] = [desk.acquire(), wide.acquire(), wide.acquire()];
      expect(() => acquireAll([single, other, single])).toThrow(OperationUseError);
      expect(() => acquireAll([double, other, double])).toThrow(OperationUseError);
      yield* stillGood(wait, single, double, other);
    });
  });

  it('more of a resource than there ever is throws', async () => {
    await harmless(function* ({ env, desk, wait }) {
      const pool = new Pool(env, { units: ['a', 'b'] });
      const wide = new Resource(env, { capacity: 3 });
      wide.capacity = 1;
      const [one, two] = [desk.acquire(), desk.acquire()];
      const units = [pool.acquire(), pool.acquire(), pool.acquire()] as const;
      const [few, many] = [wide.acquire({ amount: 1 }), wide.acquire({ amount: 3 })];
      expect(() => acquireAll([one, two])).toThrow(ArgumentError);
      expect(() => acquireAll(units)).toThrow(ArgumentError);
      expect(() => acquireAll([many, few, one])).toThrow('3, but was given');
      yield* stillGood(wait, one, two, ...units, few);
      wide.capacity = 3;
      using all = yield* wait(many);
      expect(all.amount).toBe(3);
    });
  });

  it('a request that is granted already, or stands in line, throws', async () => {
    await harmless(function* ({ desk, lamp, wait }) {
      const [granted, waiting, other] = [desk.acquire(), desk.acquire(), lamp.acquire()];
      expect([desk.inUse, desk.waiting]).toEqual([1, 1]);
      expect(() => acquireAll([other, granted])).toThrow('not one that was made before');
      expect(() => acquireAll([waiting, other])).toThrow(OperationUseError);
      yield* stillGood(wait, other);
      expect(waiting.withdraw()).toBe(true);
      using turn = yield* wait(granted);
      expect(turn.isHeld).toBe(true);
    });
  });

  it('a request that is part of something else, or was withdrawn, throws', async () => {
    await harmless(function* ({ env, desk, lamp, wait }) {
      const [withdrawn, request, other] = [lamp.acquire(), desk.acquire(), lamp.acquire()];
      withdrawn.withdraw();
      expect(() => acquireAll([other, withdrawn])).toThrow(OperationUseError);
      const choice = firstOf([request, env.event()]);
      expect(() => acquireAll([other, request])).toThrow(OperationUseError);
      yield* stillGood(wait, other);
      const { index, value } = yield* wait(choice);
      if (index === 0) value.release();
    });
  });

  it('a request of another environment throws', async () => {
    const other = new Environment();
    const elsewhere = new Resource(other);
    await harmless(function* ({ desk, wait }) {
      const own = desk.acquire();
      other.process(function* () {
        const request = elsewhere.acquire();
        expect(() => acquireAll([request, own])).toThrow(ArgumentError);
        using turn = yield* request;
        expect(turn.isHeld).toBe(true);
      });
      other.runSync();
      yield* stillGood(wait, own);
    });
    expect(elsewhere.inUse).toBe(0);
  });

  it('a part of it cannot be withdrawn, nor the whole be awaited twice', async () => {
    await harmless(function* ({ desk, lamp, wait }) {
      const request = desk.acquire();
      const all = acquireAll([request, lamp.acquire()]);
      expect(() => request.withdraw()).toThrow(OperationUseError);
      const grants = yield* wait(all);
      let error: unknown;
      try {
        yield* wait(all);
      } catch (caught) {
        error = caught;
      }
      expect(error).toBeInstanceOf(OperationUseError);
      grants[Symbol.dispose]();
    });
  });

  it('a request of another process throws', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [desk, lamp] = [new Resource(env), new Resource(env)];
    env.process(
      body(function* (wait) {
        const request = desk.acquire();
        env.process(
          body(function* () {
            const own = lamp.acquire();
            expect(() => acquireAll([own, request])).toThrow(OperationUseError);
            log(own.withdraw());
          }),
        );
        using turn = yield* wait(request);
        yield* wait(env.timeout(1));
        log(turn.isHeld);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, true],
      [1, true],
    ]);
  });

  it('outside any process nothing can be asked for', () => {
    const [desk, lamp] = [new Resource(new Environment()), new Resource(new Environment())];
    expect(() => acquireAll([desk.acquire(), lamp.acquire()])).toThrow(OutsideProcessError);
  });

  it.each(['where', 'select'])(
    'fails as a whole if a %s throws, and nothing is held or waited for',
    async (rule) => {
      const env = new Environment();
      const log = traceLog(env);
      const pool = new Pool(env, { units: ['a', 'b'] });
      const lamp = new Resource(env);
      const held = lamp.tryAcquire();
      const no = (): never => {
        throw new TypeError('no');
      };
      env.process(
        body(function* (wait) {
          try {
            yield* wait(acquireAll([lamp.acquire(), pool.acquire(), pool.acquire({ [rule]: no })]));
          } catch (error) {
            log(error instanceof TypeError, lamp.waiting, pool.free, pool.waiting);
          }
        }),
      );
      env.process(
        body(function* (wait) {
          using both = yield* wait(acquireAll([pool.acquire(), lamp.acquire()]));
          log('next', both.length);
        }),
      );
      env.schedule(2, () => held?.release());
      await run(env);
      expect(log.entries).toEqual([
        [2, true, 0, ['b'], 0],
        [2, 'next', 2],
      ]);
    },
  );
});
