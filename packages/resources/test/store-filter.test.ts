import { allOf, firstOf } from '@asimjs/combinators';
import { Environment, EventFailedError, ProcessFailedError } from '@asimjs/core';
import type { Waitable } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Store } from '@asimjs/resources';
import type { StoreFilter } from '@asimjs/resources';

const broken = new Error('broken');

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'no error';
}

/** Filters that fail, by how; each is made for a store that it may try to change. */
const failing: Record<
  string,
  { make: (env: Environment, store: Store<string>) => StoreFilter<string>; error: string }
> = {
  'that throws': {
    make: () => () => {
      throw broken;
    },
    error: 'Error',
  },
  'that returns a promise': {
    // @ts-expect-error a filter cannot wait
    make: () => async () => true,
    error: 'ProcessBodyError',
  },
  'that takes from its store': {
    make: (_, store) => () => store.tryGet() !== undefined,
    error: 'ReadOnlyError',
  },
  'that puts to its store': { make: (_, store) => () => store.tryPut('x'), error: 'ReadOnlyError' },
  'that makes a process': {
    make: (env) => () => env.process(function* () {}).status === 'ready',
    error: 'ReadOnlyError',
  },
};

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  describe.each(Object.entries(failing))('a filter %s', (_, { make, error }) => {
    it('fails its own get as that is made, and leaves the item to others', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const store = new Store<string>(env, { items: ['a'] });
      env.process(
        body(function* (wait) {
          try {
            yield* wait(store.get(make(env, store)));
          } catch (caught) {
            log('caught', nameOf(caught), store.items);
          }
          yield* wait(env.timeout(2));
          log('goes on', store.items);
        }),
      );
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(1));
          log('got', yield* wait(store.get()));
        }),
      );
      await run(env);
      expect(log.entries).toEqual([
        [0, 'caught', error, ['a']],
        [1, 'got', 'a'],
        [2, 'goes on', []],
      ]);
    });

    it('fails its own get while that waits, and those before and behind are served', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const store = new Store<string>(env, { name: 'shelf' });
      const getter = (name: string, filter?: StoreFilter<string>): void => {
        env.process(
          body(function* (wait) {
            try {
              log(name, yield* wait(store.get(filter)));
            } catch (caught) {
              log(name, 'caught', nameOf(caught));
            }
          }),
        );
      };
      getter('before', (item) => item === 'b');
      getter('failing', make(env, store));
      getter('behind', (item) => item === 'a');
      getter('last');
      env.schedule(1, () => {
        store.put('a');
      });
      env.schedule(2, () => {
        store.put('b');
        store.put('c');
      });
      await run(env);
      expect(log.entries).toEqual([
        [1, 'failing', 'caught', error],
        [1, 'behind', 'a'],
        [2, 'before', 'b'],
        [2, 'last', 'c'],
      ]);
    });

    it('fails a tryGet, which takes nothing', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const store = new Store<string>(env, { items: ['a'] });
      env.schedule(1, () => {
        try {
          store.tryGet(make(env, store));
        } catch (caught) {
          log('caught', nameOf(caught));
        }
        log(store.items, store.tryGet(), store.tryPut('b'));
      });
      await run(env);
      expect(log.entries).toEqual([
        [1, 'caught', error],
        [1, ['a'], 'a', true],
      ]);
    });
  });

  it('a filter that throws fails the choice that its get is a part of, and the other get takes nothing', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const store = new Store<string>(env);
    env.process(
      body(function* (wait) {
        try {
          yield* wait(
            firstOf({
              broken: store.get(() => {
                throw broken;
              }),
              all: store.get(),
            }),
          );
        } catch (caught) {
          log('caught', caught === broken);
        }
      }),
    );
    env.process(
      body(function* (wait) {
        log('got', yield* wait(store.get()));
      }),
    );
    env.schedule(1, () => {
      store.put('a');
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'caught', true],
      [1, 'got', 'a'],
    ]);
  });

  it.each([
    ['alone', (get: Waitable) => get],
    ['in a choice', (get: Waitable, other: Waitable) => firstOf([other, get])],
    ['in an allOf', (get: Waitable, other: Waitable) => allOf([other, get])],
    ['in a choice in an allOf', (get: Waitable, other: Waitable) => allOf([firstOf([other, get])])],
  ])(
    'a filter that throws for a look at the store, before anybody awaits its get %s, ends the run',
    async (_, enclose) => {
      const env = new Environment();
      const store = new Store<string>(env, { items: ['a'] });
      const bell = env.event();
      env.process(
        body(function* (wait) {
          enclose(
            store.get(() => {
              throw broken;
            }),
            bell,
          );
          if (store.size === 1) yield* wait(env.timeout(9));
        }),
      );
      const error: unknown = await run(env).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(EventFailedError);
      expect(error).toMatchObject({ cause: broken, time: 0 });
      expect(store.items).toEqual(['a']);
    },
  );

  it('a filter that throws in a process that does not catch it ends the run by the name of the process', async () => {
    const env = new Environment();
    const store = new Store<string>(env);
    env.process(
      body(function* (wait) {
        yield* wait(
          store.get(() => {
            throw broken;
          }),
        );
      }),
      { name: 'picker' },
    );
    env.schedule(3, () => {
      store.put('a');
    });
    const error: unknown = await run(env).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ProcessFailedError);
    expect(error).toMatchObject({ cause: broken, time: 3, process: 'picker' });
    expect(store.items).toEqual(['a']);
  });

  it('a filter may look at the store and the clock', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const store: Store<string> = new Store<string>(env, { capacity: 2 });
    env.process(
      body(function* (wait) {
        log(yield* wait(store.get(() => env.now >= 2 && store.isFull && store.items[0] === 'a')));
      }),
    );
    for (const [time, item] of [
      [1, 'a'],
      [2, 'b'],
    ] as const) {
      env.schedule(time, () => {
        store.put(item);
      });
    }
    await run(env);
    // It is asked about 'a' at 1, and about 'b' alone at 2.
    expect(log.entries).toEqual([[2, 'b']]);
  });
});
