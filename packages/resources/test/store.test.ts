import { ArgumentError, Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import type { Wait } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Store } from '@asimjs/resources';
import type { StoreFilter } from '@asimjs/resources';

function startsWith(letter: string): StoreFilter<string> {
  return (item) => item.startsWith(letter);
}

describe.each(drivers)('a store with the $name driver', ({ body, run }) => {
  it('gives the first item in the order of arrival that passes the filter', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const store = new Store<string>(env, { items: ['b1', 'a1', 'b2', 'a2'] });
    env.process(
      body(function* (wait) {
        log(yield* wait(store.get(startsWith('a'))), store.items);
        yield* wait(store.put('a3'));
        log(yield* wait(store.get(startsWith('a'))), store.items);
        log(yield* wait(store.get()), store.items);
        log(yield* wait(store.get(startsWith('a'))), store.items);
        log(yield* wait(store.get()), store.items, store.size, store.isEmpty);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'a1', ['b1', 'b2', 'a2']],
      [0, 'a2', ['b1', 'b2', 'a3']],
      [0, 'b1', ['b2', 'a3']],
      [0, 'a3', ['b2']],
      [0, 'b2', [], 0, true],
    ]);
  });

  it('lets a filter that nothing passes hold nobody back', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const store = new Store<string>(env);
    const getter = (name: string, filter?: StoreFilter<string>) =>
      body(function* (wait: Wait) {
        log(name, yield* wait(store.get(filter)));
      });
    env.process(getter('wants z', startsWith('z')));
    env.process(getter('wants b', startsWith('b')));
    env.process(getter('takes all'));
    env.process(getter('takes all too'));
    env.schedule(1, () => {
      store.put('a');
      store.put('b');
    });
    env.schedule(2, () => {
      store.put('c');
    });
    env.schedule(3, () => {
      store.put('d');
      log(store.items);
    });
    env.schedule(4, () => {
      store.put('z');
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'takes all', 'a'],
      [1, 'wants b', 'b'],
      [2, 'takes all too', 'c'],
      [3, ['d']],
      [4, 'wants z', 'z'],
    ]);
  });

  it('gives an item that several would have to the one who asked first', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const store = new Store<string>(env);
    for (const name of ['first', 'second', 'third']) {
      env.process(
        body(function* (wait) {
          log(name, yield* wait(store.get(startsWith('a'))));
        }),
      );
    }
    for (const [time, item] of [
      [1, 'a1'],
      [2, 'b1'],
      [2, 'a2'],
      [3, 'a3'],
    ] as const) {
      env.schedule(time, () => {
        store.put(item);
      });
    }
    await run(env);
    expect(log.entries).toEqual([
      [1, 'first', 'a1'],
      [2, 'second', 'a2'],
      [3, 'third', 'a3'],
    ]);
  });

  it('serves in the order in which gets were made, also if they are awaited in another', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const store = new Store<string>(env);
    env.process(
      body(function* (wait) {
        const [one, two] = [store.get(), store.get(startsWith('a'))];
        yield* wait(env.timeout(1));
        store.put('a1');
        store.put('a2');
        log('two', yield* wait(two));
        log('one', yield* wait(one));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, 'two', 'a2'],
      [1, 'one', 'a1'],
    ]);
  });

  it('lets a newcomer have what those who wait do not want', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const store = new Store<string>(env, { items: ['b'] });
    env.process(
      body(function* (wait) {
        log('early', yield* wait(store.get(startsWith('a'))));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        log('newcomer', yield* wait(store.get()));
        log('try', store.tryGet());
        store.put('c');
        log('try', store.tryGet());
        store.put('a');
        log('try', store.tryGet());
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, 'newcomer', 'b'],
      [1, 'try', undefined],
      [1, 'try', 'c'],
      [1, 'try', undefined],
      [1, 'early', 'a'],
    ]);
  });

  it('takes with tryGet what its filter lets pass, at once or not at all', async () => {
    const env = new Environment();
    const store = new Store<string>(env, { items: ['b1', 'a1', 'b2'] });
    const taken = [startsWith('c'), startsWith('a'), startsWith('a'), startsWith('b')].map((filter) =>
      store.tryGet(filter),
    );
    await run(env);
    expect(taken).toEqual([undefined, 'a1', undefined, 'b1']);
    expect([store.tryGet(), store.tryGet(), store.items]).toEqual(['b2', undefined, []]);
  });

  it('does not let tryGet overtake what this step has asked before', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const store = new Store<string>(env, { items: ['a1', 'b1', 'a2'] });
    env.process(
      body(function* (wait) {
        const get = store.get(startsWith('a'));
        log(store.tryGet(startsWith('a')), store.items);
        log(yield* wait(get));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'a2', ['b1']],
      [0, 'a1'],
    ]);
  });

  it.each([null, 5, 'a', {}, true])('refuses a filter that is %s', async (filter) => {
    const env = new Environment();
    const log = traceLog(env);
    const store = new Store<string>(env, { items: ['a'] });
    env.process(
      body(function* (wait) {
        // @ts-expect-error a filter is a function
        expect(() => store.get(filter)).toThrow(ArgumentError);
        // @ts-expect-error a filter is a function
        expect(() => store.tryGet(filter)).toThrow(ArgumentError);
        log(yield* wait(store.get()));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, 'a']]);
  });
});
