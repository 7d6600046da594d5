import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import { drivers } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Store } from '@asimjs/resources';
import type { StoreFilter } from '@asimjs/resources';

/** A filter that lets nothing pass, and keeps what it was asked about. */
function refusing(asked: string[], name = ''): StoreFilter<string> {
  return (item) => {
    asked.push(name + item);
    return false;
  };
}

describe.each(drivers)('a filter is asked with the $name driver', ({ body, run }) => {
  it('once about each item: as it joins about those that are there, then about those that come', async () => {
    const env = new Environment();
    const store = new Store<string>(env, { items: ['a', 'b'] });
    const asked: string[] = [];
    env.process(
      body(function* (wait) {
        yield* wait(store.get(refusing(asked)));
      }),
    );
    const asks: unknown[] = [];
    const note = (): void => {
      asks.push([env.now, asked.splice(0)]);
    };
    env.schedule(1, () => {
      note();
      store.put('c');
      store.put('d');
      note();
    });
    env.schedule(2, () => {
      note();
      store.tryGet();
      note();
      store.tryPut('e');
      note();
    });
    await run(env);
    expect(asks).toEqual([
      [1, ['a', 'b']],
      [1, []],
      [2, ['c', 'd']],
      [2, []],
      [2, ['e']],
    ]);
  });

  it('in the order of the line, and not about an item that is gone', async () => {
    const env = new Environment();
    const store = new Store<string>(env);
    const asked: string[] = [];
    for (const [name, wanted] of [
      ['1', 'c'],
      ['2', 'b'],
      ['3', 'a'],
    ] as const) {
      env.process(
        body(function* (wait) {
          yield* wait(
            store.get((item) => {
              asked.push(name + item);
              return item === wanted;
            }),
          );
        }),
      );
    }
    env.schedule(1, () => {
      for (const item of ['a', 'b', 'c']) store.put(item);
    });
    await run(env);
    expect(asked).toEqual(['1a', '2a', '3a', '1b', '2b', '1c']);
  });

  it('no more once its get has left the line', async () => {
    const env = new Environment();
    const store = new Store<string>(env);
    const asked: string[] = [];
    env.process(
      body(function* (wait) {
        yield* wait(withTimeout(store.get(refusing(asked)), 1.5));
        yield* wait(env.timeout(5));
      }),
    );
    for (const [time, item] of [
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
    ] as const) {
      env.schedule(time, () => {
        store.put(item);
      });
    }
    await run(env);
    expect(asked).toEqual(['a']);
  });

  it('about no item twice when a choice withdraws the get that would be asked next', async () => {
    const env = new Environment();
    const store = new Store<string>(env, { items: ['a', 'b'] });
    const asked: string[] = [];
    env.process(
      body(function* (wait) {
        // At 3 both come back at once.
        yield* wait(withTimeout(allOf([store.get(), store.get(), env.event()]), 3));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        yield* wait(store.get(refusing(asked, 'front ')));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        yield* wait(firstOf([store.get((item) => item === 'a'), store.get((item) => item === 'b')]));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        yield* wait(store.get(refusing(asked, 'back ')));
      }),
    );
    await run(env);
    expect([asked, store.items]).toEqual([['front a', 'front b', 'back b'], ['b']]);
  });

  it('about no item twice when it comes back and leaves the line empty before one who asks in this step', async () => {
    const env = new Environment();
    const store = new Store<string>(env, { items: ['a'] });
    const asked: string[] = [];
    const bell = env.event();
    env.process(
      body(function* (wait) {
        const both = allOf([store.get(), env.event()]);
        yield* wait(firstOf({ both, other: store.get((item) => item === 'b'), bell }));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        const get = store.get(refusing(asked));
        bell.succeed();
        yield* wait(withTimeout(get, 1));
      }),
    );
    await run(env);
    expect([asked, store.items]).toEqual([['a'], ['a']]);
  });

  it('anew about an item that was away and comes back', async () => {
    const env = new Environment();
    const store = new Store<string>(env, { items: ['a'] });
    const asked: string[] = [];
    env.process(
      body(function* (wait) {
        yield* wait(store.get(refusing(asked)));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(withTimeout(allOf([store.get(), env.event()]), 1));
      }),
    );
    await run(env);
    expect([asked, store.items]).toEqual([['a', 'a'], ['a']]);
  });

  it('not while nothing has come, whatever else happens', async () => {
    const env = new Environment();
    const store = new Store<string>(env, { capacity: 2, items: ['a', 'b'] });
    const asked: string[] = [];
    const getter = env.process(
      body(function* (wait) {
        yield* wait(store.get(refusing(asked)));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(
          withTimeout(
            store.get((item) => item === 'c'),
            1,
          ),
        );
        asked.push('from here on');
        store.tryPut('no room');
        expect([store.size, store.items, store.isFull]).toEqual([2, ['a', 'b'], true]);
        yield* wait(store.get((item) => item === 'b'));
        expect(store.tryGet((item) => item === 'c')).toBeUndefined();
        yield* wait(env.timeout(1));
        getter.cancel();
      }),
    );
    await run(env);
    expect(asked).toEqual(['a', 'b', 'from here on']);
  });
});
