import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { Queue } from '@asimjs/resources';

describe.each(drivers)('a queue with the $name driver', ({ body, run }) => {
  it('gives items in the order in which they were put', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<number>(env);
    env.process(
      body(function* (wait) {
        for (let item = 1; item <= 3; item++) yield* wait(queue.put(item));
        log(queue.size, queue.items);
      }),
    );
    env.process(
      body(function* (wait) {
        for (let count = 0; count < 3; count++) log(yield* wait(queue.get()));
        log(queue.size, queue.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 3, [1, 2, 3]],
      [0, 1],
      [0, 2],
      [0, 3],
      [0, 0, []],
    ]);
  });

  it('begins with the items it is given, in their order', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue(env, { items: new Set(['a', 'b']), capacity: 2, name: 'desk' });
    expect([queue.size, queue.items, queue.capacity, queue.name]).toEqual([2, ['a', 'b'], 2, 'desk']);
    env.process(
      body(function* (wait) {
        log(yield* wait(queue.get()), yield* wait(queue.get()));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, 'a', 'b']]);
  });

  it('has no bound unless it is given one, and a name', () => {
    const env = new Environment();
    const queue = new Queue<number>(env);
    expect(queue.capacity).toBe(Infinity);
    expect(queue.name).toBe('queue 1');
    expectTypeOf(queue.items).toEqualTypeOf<number[]>();
  });

  it('serves those who get in the order in which they asked', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env);
    for (const name of ['first', 'second', 'third']) {
      env.process(
        body(function* (wait) {
          log(name, yield* wait(queue.get()));
        }),
      );
    }
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        queue.put('a');
        queue.put('b');
        yield* wait(env.timeout(1));
        queue.put('c');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, 'first', 'a'],
      [1, 'second', 'b'],
      [2, 'third', 'c'],
    ]);
  });

  it('holds puts back while it is full, and does them in order', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<number>(env, { capacity: 2 });
    for (const item of [1, 2, 3, 4]) {
      env.process(
        body(function* (wait) {
          yield* wait(queue.put(item));
          log('put', item);
        }),
      );
    }
    env.process(
      body(function* (wait) {
        for (let count = 0; count < 4; count++) {
          yield* wait(env.timeout(1));
          log('got', yield* wait(queue.get()), queue.items);
        }
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'put', 1],
      [0, 'put', 2],
      [1, 'got', 1, [2, 3]],
      [1, 'put', 3],
      [2, 'got', 2, [3, 4]],
      [2, 'put', 4],
      [3, 'got', 3, [4]],
      [4, 'got', 4, []],
    ]);
  });

  it('goes on without suspension where it need not hold back', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env);
    env.process(
      body(function* (wait) {
        yield* wait(queue.put('x'));
        log(yield* wait(queue.get()));
      }),
    );
    env.process(
      body(function* () {
        log('next process');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'x'],
      [0, 'next process'],
    ]);
  });

  it('carries any plain value, and processes and wrapped events too', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<unknown>(env);
    const event = env.event();
    const child = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
      }),
    );
    const items = [undefined, null, 0, '', false, NaN, [1], { event }, child, () => 1, Symbol.iterator];
    env.process(
      body(function* (wait) {
        for (const item of items) yield* wait(queue.put(item));
        for (const item of items) expect(yield* wait(queue.get())).toBe(item);
        log('all');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, 'all']]);
  });

  it('hands out a copy of its items', async () => {
    const env = new Environment();
    const queue = new Queue<number>(env, { items: [1, 2] });
    queue.items.push(3);
    await run(env);
    expect(queue.items).toEqual([1, 2]);
  });

  it('keeps the order of many items that come and go', async () => {
    const env = new Environment();
    const queue = new Queue<number>(env, { capacity: 7 });
    const got: number[] = [];
    env.process(
      body(function* (wait) {
        for (let item = 0; item < 500; item++) {
          yield* wait(queue.put(item));
          if (item % 3 === 0) yield* wait(env.timeout(1));
        }
      }),
    );
    env.process(
      body(function* (wait) {
        for (let count = 0; count < 500; count++) {
          got.push(yield* wait(queue.get()));
          if (count % 5 === 0) yield* wait(env.timeout(1));
        }
      }),
    );
    await run(env);
    expect(got).toEqual(Array.from({ length: 500 }, (_, item) => item));
  });
});
