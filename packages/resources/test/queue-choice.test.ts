import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Queue } from '@asimjs/resources';

describe.each(drivers)('choices on queues with the $name driver', ({ body, run }) => {
  it('do one of three puts to the same queue', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env);
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf([queue.put('a'), queue.put('b'), queue.put('c')])));
        log(queue.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, { index: 0, value: undefined }],
      [0, ['a']],
    ]);
  });

  it('do one of three puts to the same queue when there is room later', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env, { capacity: 1, items: ['full'] });
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf([queue.put('a'), queue.put('b'), queue.put('c')])));
      }),
    );
    env.schedule(1, () => log(queue.tryGet()));
    env.schedule(2, () => log(queue.tryGet()));
    env.schedule(3, () => log(queue.tryGet()));
    await run(env);
    expect(log.entries).toEqual([
      [1, 'full'],
      [1, { index: 0, value: undefined }],
      [2, 'a'],
      [3, undefined],
    ]);
  });

  it('do one of three gets from the same queue', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env, { items: ['1', '2', '3'] });
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ c: queue.get(), b: queue.get(), a: queue.get() })), queue.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, { key: 'c', value: '1' }, ['2', '3']]]);
  });

  it('do one of three gets from the same queue when items come later, several in one instant', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env);
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf([queue.get(), queue.get(), queue.get()])), queue.items);
      }),
    );
    env.schedule(1, () => {
      queue.put('1');
      queue.put('2');
      queue.put('3');
    });
    await run(env);
    expect(log.entries).toEqual([[1, { index: 0, value: '1' }, ['2', '3']]]);
  });

  it('look at the children in the order given, whatever order they were made in', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [left, right] = [new Queue(env, { items: ['l'] }), new Queue(env, { items: ['r'] })];
    env.process(
      body(function* (wait) {
        const made = [left.get(), right.get()] as const;
        log(yield* wait(firstOf({ right: made[1], left: made[0] })), left.items, right.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, { key: 'right', value: 'r' }, ['l'], []]]);
  });

  it('stand in line in the order in which they were made, whatever order they are given in', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env);
    env.process(
      body(function* (wait) {
        const [first, second, third] = [queue.get(), queue.get(), queue.get()];
        log(yield* wait(allOf({ third, first, second })));
      }),
    );
    for (const item of ['1', '2', '3']) {
      env.schedule(1, () => {
        queue.put(item);
      });
    }
    await run(env);
    expect(log.entries).toEqual([[1, { third: '3', first: '1', second: '2' }]]);
  });

  it('do a put and a get of the same queue one at a time', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env, { capacity: 1 });
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ get: queue.get(), put: queue.put('x') })), queue.items);
        log(yield* wait(firstOf({ put: queue.put('y'), get: queue.get() })), queue.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, { key: 'put', value: undefined }, ['x']],
      [0, { key: 'get', value: 'x' }, []],
    ]);
  });

  it('of two processes on two queues give each one item', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [left, right] = [new Queue<string>(env), new Queue<string>(env)];
    for (const name of ['a', 'b']) {
      env.process(
        body(function* (wait) {
          log(name, yield* wait(firstOf([left.get(), right.get()])));
        }),
      );
    }
    env.schedule(1, () => {
      right.put('r1');
      left.put('l1');
      right.put('r2');
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'a', { index: 1, value: 'r1' }],
      [1, 'b', { index: 0, value: 'l1' }],
    ]);
    expect([left.items, right.items]).toEqual([[], ['r2']]);
  });

  it('keep the place in line of a child process that races for them', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env);
    env.process(
      body(function* (wait) {
        const fetch = env.process<string>(
          body(function* (waitInner) {
            return yield* waitInner(queue.get());
          }),
        );
        for (;;) {
          const first = yield* wait(firstOf({ item: fetch.finished, tick: env.timeout(2) }));
          log('a', first);
          if (first.key === 'item') return;
        }
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        log('b', yield* wait(queue.get()));
      }),
    );
    env.schedule(3, () => {
      queue.put('first');
      queue.put('second');
    });
    await run(env);
    expect(log.entries).toEqual([
      [2, 'a', { key: 'tick', value: undefined }],
      [3, 'b', 'second'],
      [3, 'a', { key: 'item', value: 'first' }],
    ]);
  });

  it('time out without having taken what comes in the same instant', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env);
    env.process(
      body(function* (wait) {
        log(yield* wait(withTimeout(queue.get(), 2)));
        log(queue.items);
      }),
    );
    env.schedule(2, () => {
      queue.put('x');
      log('put');
    });
    await run(env);
    expect(log.entries[0]).toEqual([2, 'put']);
    expect(log.entries.slice(1)).toEqual([
      [2, { timedOut: false, value: 'x' }],
      [2, []],
    ]);
  });

  it('exchange two items between two full queues', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [left, right] = [
      new Queue<string>(env, { capacity: 1, items: ['l'] }),
      new Queue<string>(env, { capacity: 1, items: ['r'] }),
    ];
    env.process(
      body(function* (wait) {
        log(yield* wait(allOf([left.put('new l'), left.get(), right.put('new r'), right.get()])));
        log(left.items, right.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, [undefined, 'l', undefined, 'r']],
      [0, ['new l'], ['new r']],
    ]);
  });
});
