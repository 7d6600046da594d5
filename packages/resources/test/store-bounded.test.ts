import { firstOf } from '@asimjs/combinators';
import { ArgumentError, Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Store } from '@asimjs/resources';
import type { StoreFilter } from '@asimjs/resources';

function startsWith(letter: string): StoreFilter<string> {
  return (item) => item.startsWith(letter);
}

describe.each(drivers)('a store with a capacity, with the $name driver,', ({ body, run }) => {
  it('lets putters in first in first out, wherever the item is taken from', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const store = new Store<string>(env, { capacity: 3, items: ['a', 'b', 'c'] });
    for (const item of ['d', 'e']) {
      env.process(
        body(function* (wait) {
          yield* wait(store.put(item));
          log('put', item);
        }),
      );
    }
    env.schedule(1, () => log('took', store.tryGet(startsWith('b')), store.items));
    env.schedule(2, () => log('took', store.tryGet(startsWith('d')), store.items));
    env.schedule(3, () => log(store.tryPut('f'), store.isFull));
    await run(env);
    expect(log.entries).toEqual([
      [1, 'took', 'b', ['a', 'c', 'd']],
      [1, 'put', 'd'],
      [2, 'took', 'd', ['a', 'c', 'e']],
      [2, 'put', 'e'],
      [3, false, true],
    ]);
  });

  it('serves a getter with the item of a putter for whom room was made', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const store = new Store<string>(env, { capacity: 1, items: ['a'] });
    for (const item of ['z1', 'b', 'z2']) {
      env.process(
        body(function* (wait) {
          yield* wait(store.put(item));
          log('put', item);
        }),
      );
    }
    for (const name of ['one', 'two']) {
      env.process(
        body(function* (wait) {
          log(name, yield* wait(store.get(startsWith('z'))));
        }),
      );
    }
    env.schedule(1, () => log('took', store.tryGet(), store.items));
    env.schedule(2, () => log('took', store.tryGet(), store.items));
    await run(env);
    expect(log.entries).toEqual([
      // z1 goes in and out again, and makes room for b.
      [1, 'took', 'a', ['b']],
      [1, 'put', 'z1'],
      [1, 'one', 'z1'],
      [1, 'put', 'b'],
      [2, 'took', 'b', []],
      [2, 'put', 'z2'],
      [2, 'two', 'z2'],
    ]);
  });

  it('leaves a getter waiting while the item that it wants finds no room', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const store = new Store<string>(env, { capacity: 1, items: ['a'] });
    env.process(
      body(function* (wait) {
        log('got', yield* wait(store.get(startsWith('z'))));
      }),
      { name: 'getter' },
    );
    env.process(
      body(function* (wait) {
        yield* wait(store.put('z'));
      }),
      { name: 'putter' },
    );
    const { blocked } = await run(env, { until: 5 });
    log(blocked.map(({ process }) => process.name));
    log('took', store.tryGet());
    await run(env);
    expect(log.entries).toEqual([
      [5, ['getter', 'putter']],
      [5, 'took', 'a'],
      [5, 'got', 'z'],
    ]);
  });

  it('never has more items than its capacity when a get loses beside a blocked putter', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const store = new Store<string>(env, { capacity: 1, items: ['a'] });
    env.process(
      body(function* (wait) {
        yield* wait(store.put('b'));
        log('put', store.items);
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        log(yield* wait(firstOf({ no: store.get(startsWith('z')), a: store.get(startsWith('a')) })));
        log(yield* wait(firstOf({ no: store.get(startsWith('a')), late: env.timeout(1) })), store.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, { key: 'a', value: 'a' }],
      [1, 'put', ['b']],
      [2, { key: 'late', value: undefined }, ['b']],
    ]);
  });

  it.each([0, -1, 1.5, NaN, '3', null])('refuses a capacity of %s', (capacity) => {
    const env = new Environment();
    // @ts-expect-error a capacity is a number; null is none
    expect(() => new Store(env, { capacity })).toThrow(ArgumentError);
  });

  it('refuses more items than it takes, and options that do not exist', () => {
    const env = new Environment();
    expect(() => new Store(env, { capacity: 2, items: [1, 2, 3] })).toThrow(ArgumentError);
    // @ts-expect-error there is no such option
    expect(() => new Store(env, { filter: () => true })).toThrow(ArgumentError);
    expect(new Store(env, { capacity: 3, items: [1, 2, 3] }).isFull).toBe(true);
  });
});
