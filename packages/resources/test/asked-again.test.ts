// Whom a line asks, and when again.
import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Container, State, Store } from '@asimjs/resources';

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  it('a state asks about each value once, whoever leaves before or after', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const state = new State(env, { value: 0 });
    for (const [name, wanted, patience] of [
      ['a', 9, 1],
      ['b', 9, 9],
      ['c', 5, 9],
      ['d', 9, 3],
    ] as const) {
      env.process(
        body(function* (wait) {
          const predicate = (value: number): boolean => {
            log(name, 'is asked about', value);
            return value === wanted;
          };
          log(name, yield* wait(withTimeout(state.until(predicate), patience)));
        }),
      );
    }
    env.schedule(2, () => state.set(5));
    await run(env);
    expect(log.entries).toEqual([
      ...['a', 'b', 'c', 'd'].map((name) => [0, name, 'is asked about', 0]),
      [1, 'a', { timedOut: true }],
      ...['b', 'c', 'd'].map((name) => [2, name, 'is asked about', 5]),
      [2, 'c', { timedOut: false, value: 5 }],
      [3, 'd', { timedOut: true }],
      [9, 'b', { timedOut: true }],
    ]);
  });

  it('a state goes on with the next, though a grant withdraws one who stands further behind', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const state = new State(env, { value: 0 });
    const waitFor = (name: string) =>
      env.process(
        body(function* (wait) {
          log(name, yield* wait(state.until((value) => value === 1)));
        }),
      );
    env.process(
      body(function* (wait) {
        const early = state.until((value) => value === 1);
        yield* wait(env.timeout(1));
        log('choice', yield* wait(firstOf([early, state.until((value) => value === 2)])));
      }),
    );
    waitFor('next');
    env.schedule(2, () => {
      waitFor('last');
    });
    env.schedule(3, () => state.set(1));
    await run(env);
    expect(log.entries).toEqual([
      [3, 'choice', { index: 0, value: 1 }],
      [3, 'next', 1],
      [3, 'last', 1],
    ]);
  });

  it('a container is not seen as empty if a put that waits can be done after the get', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const tank = new Container(env, { capacity: 10, level: 8 });
    env.process(
      body(function* (wait) {
        yield* wait(withTimeout(allOf([tank.get(3), env.event()]), 1));
        log('gave back', tank.level);
      }),
    );
    env.process(
      body(function* (wait) {
        log('got', yield* wait(tank.get(8)));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(tank.put(6));
        log('put');
      }),
    );
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ empty: tank.whenEmpty(), late: env.timeout(2) })));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, 'gave back', 6],
      [1, 'got', 8],
      [1, 'put'],
      [2, { key: 'late', value: undefined }],
    ]);
  });

  it('a store is not seen as full if what comes back while all are asked can go to one of them', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const store = new Store<string>(env, { capacity: 1, items: ['held'] });
    env.process(
      body(function* (wait) {
        const early = store.get((item) => item === 'held');
        yield* wait(env.timeout(2));
        const choice = { both: allOf([early, env.event()]), other: store.get((item) => item === 'other') };
        log(yield* wait(firstOf(choice)));
      }),
    );
    env.process(
      body(function* (wait) {
        log(yield* wait(store.get((item) => item === 'held')));
      }),
    );
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ full: store.whenFull(), late: env.timeout(5) })));
      }),
    );
    env.schedule(3, () => log(store.tryPut('other'), store.items));
    await run(env);
    expect(log.entries).toEqual([
      [3, true, []],
      [3, { key: 'other', value: 'other' }],
      [3, 'held'],
      [5, { key: 'late', value: undefined }],
    ]);
  });
});
