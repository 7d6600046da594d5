import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import { interrupt } from '@asimjs/interrupts';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Store } from '@asimjs/resources';
import type { StoreFilter } from '@asimjs/resources';

function is(wanted: string): StoreFilter<string> {
  return (item) => item === wanted;
}

describe.each(drivers)('choices over a store with the $name driver', ({ body, run }) => {
  it('take one item for two gets, the first get first', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const store = new Store<string>(env, { items: ['a', 'b', 'c'] });
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ b: store.get(is('b')), a: store.get(is('a')) })), store.items);
        log(yield* wait(firstOf({ b: store.get(is('b')), any: store.get() })), store.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, { key: 'b', value: 'b' }, ['a', 'c']],
      [0, { key: 'any', value: 'a' }, ['c']],
    ]);
  });

  it('take one item for two gets that wait, though both could have been served', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const store = new Store<string>(env);
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ a: store.get(is('a')), any: store.get() })));
      }),
    );
    env.process(
      body(function* (wait) {
        log('behind', yield* wait(store.get()));
      }),
    );
    env.schedule(1, () => {
      store.put('b');
      store.put('a');
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, { key: 'any', value: 'b' }],
      [1, 'behind', 'a'],
    ]);
  });

  it('withdraw the get that stands next in line as they are granted, and those behind it are served', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const store = new Store<string>(env);
    env.process(
      body(function* (wait) {
        log('chose', yield* wait(firstOf([store.get(is('a')), store.get(is('b'))])));
      }),
    );
    for (const name of ['one', 'two']) {
      env.process(
        body(function* (wait) {
          log(name, yield* wait(store.get(is('b'))));
        }),
      );
    }
    env.schedule(1, () => {
      for (const item of ['a', 'b', 'b']) store.put(item);
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'chose', { index: 0, value: 'a' }],
      [1, 'one', 'b'],
      [1, 'two', 'b'],
    ]);
  });

  it('serve all whom a choice leaves something, when several items come back at once', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const store = new Store<string>(env, { items: ['a', 'b', 'c'] });
    env.process(
      body(function* (wait) {
        yield* wait(withTimeout(allOf([store.get(), store.get(), store.get(), env.event()]), 1));
        log('given back');
      }),
    );
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf([store.get(is('b')), store.get(is('a')), store.get(is('c'))])));
      }),
    );
    for (const name of ['one', 'two']) {
      env.process(
        body(function* (wait) {
          log(name, yield* wait(store.get()));
        }),
      );
    }
    await run(env);
    expect(log.entries).toEqual([
      [1, 'given back'],
      [1, { index: 0, value: 'b' }],
      [1, 'one', 'a'],
      [1, 'two', 'c'],
    ]);
    expect(store.items).toEqual([]);
  });

  it('leave no trace where they lose to a timeout, an interrupt or a cancellation', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const store = new Store<string>(env);
    const loser = (name: string) =>
      env.process(
        body(function* (wait) {
          try {
            log(
              name,
              yield* wait(firstOf({ a: store.get(is('a')), any: store.get(), late: env.timeout(2) })),
            );
          } catch (error) {
            log(name, error instanceof Error && error.name);
          }
        }),
      );
    loser('timed out');
    const interrupted = loser('interrupted');
    const cancelled = loser('cancelled');
    env.schedule(1, () => {
      interrupt(interrupted);
      cancelled.cancel();
    });
    env.schedule(3, () => {
      store.put('a');
      log(store.items);
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'interrupted', 'Interrupt'],
      [1, 'cancelled', 'Cancelled'],
      [2, 'timed out', { key: 'late', value: undefined }],
      [3, ['a']],
    ]);
  });
});
