import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { acquireAll, Resource } from '@asimjs/resources';

describe.each(drivers)('acquireAll with the $name driver', ({ body, run }) => {
  it('does not suspend if all can be had', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [desk, lamp] = [new Resource(env), new Resource(env)];
    env.process(
      body(function* (wait) {
        yield* wait(acquireAll([desk.acquire(), lamp.acquire()]));
        log('has both');
      }),
    );
    env.process(
      body(function* () {
        log('another');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'has both'],
      [0, 'another'],
    ]);
  });

  it('holds nothing while it waits, and holds back those behind it in each line', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [desk, lamp] = [new Resource(env, { capacity: 2 }), new Resource(env)];
    const taken = lamp.tryAcquire();
    env.process(
      body(function* (wait) {
        using both = yield* wait(acquireAll([desk.acquire(), lamp.acquire()]));
        log('has both', both.length);
        yield* wait(env.timeout(5));
      }),
    );
    for (const [name, place] of Object.entries({ desk, lamp })) {
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(1));
          yield* wait(place.acquire());
          log('next at the', name);
        }),
      );
    }
    env.schedule(2, () => log(desk.inUse, desk.waiting, lamp.waiting, desk.tryAcquire()));
    env.schedule(3, () => taken?.release());
    await run(env);
    expect(log.entries).toEqual([
      [2, 0, 2, 2, undefined],
      [3, 'has both', 2],
      [3, 'next at the', 'desk'],
      [8, 'next at the', 'lamp'],
    ]);
  });

  it('is passed by more urgent requests, in whatever line', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [desk, lamp] = [new Resource(env), new Resource(env)];
    const taken = lamp.tryAcquire();
    env.process(
      body(function* (wait) {
        yield* wait(acquireAll([desk.acquire({ priority: 1 }), lamp.acquire({ priority: 1 })]));
        log('has both');
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        using turn = yield* wait(desk.acquire());
        log('has the desk', turn.amount);
        yield* wait(env.timeout(4));
      }),
    );
    env.schedule(3, () => taken?.release());
    await run(env);
    expect(log.entries).toEqual([
      [1, 'has the desk', 1],
      [5, 'has both'],
    ]);
  });

  it('lets two that want the same two in opposite order go one after the other', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const forks = [new Resource(env), new Resource(env), new Resource(env)] as const;
    for (const [name, left, right] of [
      ['plato', 0, 1],
      ['kant', 1, 0],
      ['hume', 1, 2],
      ['marx', 2, 0],
    ] as const) {
      env.process(
        body(function* (wait) {
          for (let meal = 0; meal < 2; meal++) {
            using both = yield* wait(acquireAll([forks[left].acquire(), forks[right].acquire()]));
            log(name, both.length);
            yield* wait(env.timeout(1));
          }
        }),
      );
    }
    const { blocked } = await run(env);
    expect(blocked).toEqual([]);
    expect(log.entries).toEqual([
      [0, 'plato', 2],
      [1, 'kant', 2],
      [2, 'hume', 2],
      [3, 'marx', 2],
      [4, 'plato', 2],
      [5, 'kant', 2],
      [6, 'hume', 2],
      [7, 'marx', 2],
    ]);
  });

  it('gets all in the moment in which the last becomes free, also when several are released in one instant', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const places = [new Resource(env), new Resource(env), new Resource(env)] as const;
    const held = places.map((place) => place.tryAcquire());
    env.process(
      body(function* (wait) {
        yield* wait(acquireAll(places.map((place) => place.acquire())));
        log('has all');
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        held[1]?.release();
        yield* wait(env.timeout(1));
        for (const index of [2, 0]) {
          held[index]?.release();
          log(
            'released',
            index,
            places.map(({ inUse }) => inUse),
          );
        }
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [2, 'released', 2, [1, 0, 0]],
      [2, 'released', 0, [1, 1, 1]],
      [2, 'has all'],
    ]);
  });

  it('stands in line from when it is made, and is granted before it is awaited', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [desk, lamp] = [new Resource(env), new Resource(env)];
    const taken = lamp.tryAcquire();
    for (const name of ['early', 'late']) {
      env.process(
        body(function* (wait) {
          const both = acquireAll([desk.acquire(), lamp.acquire()]);
          yield* wait(env.timeout(name === 'early' ? 6 : 1));
          using grants = yield* wait(both);
          log(name, ...grants.map(({ since }) => since));
        }),
      );
    }
    env.schedule(5, () => taken?.release());
    await run(env);
    expect(log.entries).toEqual([
      [6, 'early', 5, 5],
      [6, 'late', 6, 6],
    ]);
  });

  it('stands in every line in the place of its first request', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [desk, lamp] = [new Resource(env), new Resource(env)];
    env.process(
      body(function* (wait) {
        const first = desk.acquire();
        const between = lamp.acquire();
        using both = yield* wait(acquireAll([first, lamp.acquire()]));
        log('both', both.length, lamp.waiting);
        both[1].release();
        using alone = yield* wait(between);
        log('alone', alone.amount);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'both', 2, 1],
      [0, 'alone', 1],
    ]);
  });

  it('says what it waits for, and who holds that', async () => {
    const env = new Environment();
    const desk = new Resource(env, { name: 'desk', capacity: 2 });
    const lamp = new Resource(env, { name: 'lamp' });
    const owner = body(function* (wait) {
      yield* wait(lamp.acquire());
    });
    env.process(owner, { name: 'owner' });
    env.process(
      body(function* (wait) {
        yield* wait(acquireAll([desk.acquire({ amount: 2 }), lamp.acquire()]));
      }),
      { name: 'reader' },
    );
    const { blocked } = await run(env);
    expect(blocked.map(String)).toEqual([
      "process 'reader' has waited for acquireAll(0: 2 slots of 'desk', 1: a slot of 'lamp') since 0, held by 'owner'",
    ]);
  });

  it('of one request is that request', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env);
    for (const name of ['a', 'b']) {
      env.process(
        body(function* (wait) {
          using all = yield* wait(acquireAll([desk.acquire()]));
          log(name, all.length);
          yield* wait(env.timeout(1));
        }),
      );
    }
    await run(env);
    expect(log.entries).toEqual([
      [0, 'a', 1],
      [1, 'b', 1],
    ]);
  });
});
