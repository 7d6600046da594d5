import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import { interrupt } from '@asimjs/interrupts';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { PriorityQueue } from '@asimjs/resources';

/** Items such as 'b2': compared by their number alone, so that letters show the order of equals. */
function byNumber(one: string, other: string): number {
  return Number(one.slice(1)) - Number(other.slice(1));
}

describe.each(drivers)('the lines of a priority queue with the $name driver', ({ body, run }) => {
  it('let putters in first in first out, whatever they put', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new PriorityQueue<string>(env, { compare: byNumber, capacity: 1, items: ['x5'] });
    for (const item of ['a9', 'b1', 'c5']) {
      env.process(
        body(function* (wait) {
          yield* wait(queue.put(item));
          log('put', item);
        }),
      );
    }
    for (const time of [1, 2, 3, 4]) env.schedule(time, () => log('took', queue.tryGet()));
    await run(env);
    expect(log.entries).toEqual([
      [1, 'took', 'x5'],
      [1, 'put', 'a9'],
      [2, 'took', 'a9'],
      [2, 'put', 'b1'],
      [3, 'took', 'b1'],
      [3, 'put', 'c5'],
      [4, 'took', 'c5'],
    ]);
  });

  it('have equal items that were given back together in the order in which they had come', async () => {
    const env = new Environment();
    const queue = new PriorityQueue<{ key: number; name: string }>(env, {
      compare: (one, other) => one.key - other.key,
      items: ['a', 'b', 'c'].map((name) => ({ key: 1, name })),
    });
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        yield* wait(withTimeout(allOf([queue.get(), queue.get(), env.event()]), 1));
        log(queue.items.map(({ name }) => name).join());
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[1, 'a,b,c']]);
  });

  it('have what was given back go in by compare, before its equals', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new PriorityQueue<string>(env, { compare: byNumber, items: ['a1', 'b2', 'c2'] });
    env.process(
      body(function* (wait) {
        log(yield* wait(withTimeout(allOf([queue.get(), queue.get(), env.event()]), 2)), queue.items);
      }),
    );
    env.schedule(1, () => {
      for (const item of ['d1', 'e0', 'f2']) queue.put(item);
      log(queue.items);
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, ['e0', 'd1', 'c2', 'f2']],
      [2, { timedOut: true }, ['e0', 'a1', 'd1', 'b2', 'c2', 'f2']],
    ]);
  });

  it('hand an item that was given back to one who waits', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new PriorityQueue<string>(env, { compare: byNumber, items: ['a1'] });
    const holder = env.process(
      body(function* (wait) {
        try {
          yield* wait(allOf([queue.get(), env.event()]));
        } catch {
          log('interrupted', queue.items);
        }
      }),
    );
    env.process(
      body(function* (wait) {
        log('got', yield* wait(queue.get()));
      }),
    );
    env.schedule(1, () => log(interrupt(holder)));
    await run(env);
    expect(log.entries).toEqual([
      [1, true],
      [1, 'interrupted', []],
      [1, 'got', 'a1'],
    ]);
  });

  it('are over the capacity by what was given back alone, and let no put in before that has gone', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new PriorityQueue<string>(env, { compare: byNumber, capacity: 1, items: ['a1'] });
    env.process(
      body(function* (wait) {
        yield* wait(withTimeout(allOf([queue.get(), env.event()]), 2));
        log('given back', queue.items, queue.tryPut('t0'));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        yield* wait(queue.put('b0'));
        yield* wait(queue.put('c0'));
        log('put', queue.items);
      }),
    );
    env.schedule(3, () => log('took', queue.tryGet(), queue.items));
    env.schedule(4, () => log('took', queue.tryGet(), queue.items));
    await run(env);
    expect(log.entries).toEqual([
      [2, 'given back', ['b0', 'a1'], false],
      [3, 'took', 'b0', ['a1']],
      [4, 'took', 'a1', ['c0']],
      [4, 'put', ['c0']],
    ]);
  });

  it('let no try overtake one who waits', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new PriorityQueue<string>(env, { compare: byNumber, capacity: 1 });
    env.process(
      body(function* (wait) {
        log('got', yield* wait(queue.get()));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        yield* wait(queue.put('a1'));
        yield* wait(queue.put('b0'));
        log('put');
      }),
    );
    env.schedule(1, () => {
      log(queue.tryPut('x5'), queue.tryGet(), queue.tryPut('y5'), queue.tryPut('z0'));
    });
    env.schedule(3, () => log(queue.tryPut('late'), queue.items));
    await run(env);
    expect(log.entries).toEqual([
      [1, true, undefined, true, false],
      [1, 'got', 'x5'],
      [3, false, ['y5']],
    ]);
  });

  it('are left by losers, which have no effect', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new PriorityQueue<string>(env, { compare: byNumber, capacity: 1, items: ['a1'] });
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ put: queue.put('b0'), late: env.timeout(1) })));
        log(yield* wait(firstOf({ put: queue.put('c0'), get: queue.get() })), queue.items);
        log(yield* wait(firstOf({ get: queue.get(), put: queue.put('d0') })), queue.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, { key: 'late', value: undefined }],
      [1, { key: 'get', value: 'a1' }, []],
      [1, { key: 'put', value: undefined }, ['d0']],
    ]);
  });
});
