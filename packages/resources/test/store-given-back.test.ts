import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Store } from '@asimjs/resources';
import type { StoreFilter } from '@asimjs/resources';

function is(wanted: string): StoreFilter<string> {
  return (item) => item === wanted;
}

describe.each(drivers)('an item given back to a store, with the $name driver,', ({ body, run }) => {
  it('returns to its old place, however many have come and gone', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const store = new Store<string>(env, { items: ['a', 'b', 'c', 'd', 'e'] });
    for (const [item, delay] of [
      ['d', 2],
      ['b', 3],
      ['c', 1],
    ] as const) {
      env.process(
        body(function* (wait) {
          yield* wait(withTimeout(allOf([store.get(is(item)), env.event()]), delay));
          log(item, store.items);
        }),
      );
    }
    env.schedule(1.5, () => log(store.tryGet(), store.tryPut('f'), store.items));
    await run(env);
    expect(log.entries).toEqual([
      [1, 'c', ['a', 'c', 'e']],
      [1.5, 'a', true, ['c', 'e', 'f']],
      [2, 'd', ['c', 'd', 'e', 'f']],
      [3, 'b', ['b', 'c', 'd', 'e', 'f']],
    ]);
  });

  it('is offered to those who wait, in the order of their line', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const store = new Store<string>(env, { items: ['a', 'b'] });
    env.process(
      body(function* (wait) {
        yield* wait(withTimeout(allOf([store.get(), store.get(), env.event()]), 1));
        log('gave back', store.items);
      }),
    );
    for (const [name, wanted] of [
      ['wants z', 'z'],
      ['wants b', 'b'],
      ['wants b too', 'b'],
      ['wants a', 'a'],
    ] as const) {
      env.process(
        body(function* (wait) {
          log(name, yield* wait(store.get(is(wanted))));
        }),
      );
    }
    await run(env);
    expect(log.entries).toEqual([
      [1, 'gave back', []],
      [1, 'wants b', 'b'],
      [1, 'wants a', 'a'],
    ]);
  });

  it('lets the store have more than its capacity, and then no put is done', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const store = new Store<string>(env, { capacity: 1, items: ['old'] });
    env.process(
      body(function* (wait) {
        yield* wait(withTimeout(allOf([store.get(), env.event()]), 2));
        log('given back', store.items, store.isFull);
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        yield* wait(store.put('new'));
        yield* wait(store.put('newer'));
        log('put', store.items);
      }),
    );
    env.schedule(3, () => log('took', store.tryGet(is('new')), store.items, store.tryPut('x')));
    env.schedule(4, () => log('took', store.tryGet(), store.items));
    await run(env);
    expect(log.entries).toEqual([
      [2, 'given back', ['old', 'new'], true],
      [3, 'took', 'new', ['old'], false],
      [4, 'took', 'old', ['newer']],
      [4, 'put', ['newer']],
    ]);
  });

  it('wakes one who stands before the get by whose grant it came back', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const store = new Store<string>(env, { items: ['held'] });
    env.process(
      body(function* (wait) {
        const early = store.get(is('held'));
        yield* wait(env.timeout(2));
        const both = allOf([early, env.event()]);
        log(yield* wait(firstOf({ both, other: store.get(is('other')) })), store.items);
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        log('got', yield* wait(store.get(is('held'))));
      }),
    );
    env.schedule(3, () => {
      store.put('other');
    });
    const { blocked } = await run(env);
    expect(log.entries).toEqual([
      [3, { key: 'other', value: 'other' }, []],
      [3, 'got', 'held'],
    ]);
    expect(blocked).toEqual([]);
  });

  it('wakes one who stands before the get by whose failure it came back', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const store = new Store<string>(env, { items: ['held'] });
    env.process(
      body(function* (wait) {
        const early = store.get(is('held'));
        yield* wait(env.timeout(2));
        const broken = store.get((item) => {
          if (item === 'other') throw new Error('broken');
          return false;
        });
        try {
          yield* wait(allOf([early, broken, env.event()]));
        } catch (error) {
          log(error instanceof Error && error.message);
        }
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        log('got', yield* wait(store.get(is('held'))));
      }),
    );
    env.schedule(3, () => {
      store.put('other');
    });
    await run(env);
    expect(log.entries).toEqual([
      [3, 'broken'],
      [3, 'got', 'held'],
    ]);
    expect(store.items).toEqual(['other']);
  });

  it('goes to the first of those who wait, also if another asks in the same instant', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const store = new Store<string>(env, { items: ['a'] });
    const holder = env.process(
      body(function* (wait) {
        yield* wait(allOf([store.get(), env.event()]));
      }),
    );
    env.process(
      body(function* (wait) {
        log('waited', yield* wait(store.get()));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        const get = store.get();
        holder.cancel();
        log('asked', yield* wait(withTimeout(get, 1)));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, 'waited', 'a'],
      [2, 'asked', { timedOut: true }],
    ]);
  });
});
