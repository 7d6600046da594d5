import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Queue, Resource } from '@asimjs/resources';

describe.each(drivers)('a law with the $name driver:', ({ body, run }) => {
  it('3, once: a wait that ended is not ended again by what it waited for before', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env);
    const bell = env.event();
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ item: queue.get(), bell, late: env.timeout(2) })));
        yield* wait(env.timeout(5));
        log('5 later');
      }),
    );
    env.schedule(1, () => {
      queue.put('x');
    });
    env.schedule(3, () => {
      queue.put('y');
    });
    env.schedule(4, () => bell.succeed());
    await run(env);
    expect(log.entries).toEqual([
      [1, { key: 'item', value: 'x' }],
      [6, '5 later'],
    ]);
    expect(queue.items).toEqual(['y']);
  });

  it('3, once: two items in one instant end two waits, each once', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env);
    env.process(
      body(function* (wait) {
        for (let count = 0; count < 3; count++) log(yield* wait(queue.get()));
      }),
    );
    env.schedule(1, () => {
      queue.put('x');
      queue.put('y');
    });
    env.schedule(2, () => {
      queue.put('z');
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'x'],
      [1, 'y'],
      [2, 'z'],
    ]);
  });

  it('4, choice: one of get, put, acquire and allOf is performed though all become possible in one instant', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [source, target] = [
      new Queue<string>(env),
      new Queue<string>(env, { capacity: 1, items: ['full'] }),
    ];
    const [desk, both] = [new Resource(env), new Resource(env, { capacity: 0 })];
    const turn = desk.tryAcquire()!;
    env.process(
      body(function* (wait) {
        const first = yield* wait(
          firstOf({
            get: source.get(),
            put: target.put('x'),
            acquire: desk.acquire(),
            all: allOf([both.acquire(), env.timeout(0)]),
          }),
        );
        log(first.key, source.items, target.items, desk.inUse, both.inUse);
      }),
    );
    env.schedule(1, () => {
      both.capacity = 1;
      log(both.inUse, target.tryGet());
      turn.release();
      source.put('s');
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 1, 'full'],
      [1, 'all', ['s'], [], 0, 1],
    ]);
  });

  it('4, choice: of three levels, with the winner in the middle of an instant', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queues = ['a', 'b', 'c'].map((name) => new Queue<string>(env, { name }));
    const [a, b, c] = queues as [Queue<string>, Queue<string>, Queue<string>];
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf([firstOf([a.get(), firstOf([b.get(), withTimeout(c.get(), 9)])]), c.get()])));
      }),
    );
    env.schedule(1, () => {
      c.put('1');
      b.put('2');
      a.put('3');
    });
    await run(env);
    expect(log.entries).toHaveLength(1);
    expect(queues.map((queue) => queue.items)).toEqual([['3'], ['2'], []]);
  });

  it('5, conservation: items that are raced for, held, given back and cancelled are all there in the end', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env, { capacity: 2, items: ['a', 'b'] });
    const holder = env.process(
      body(function* (wait) {
        yield* wait(allOf(Array.from({ length: 6 }, () => queue.get())));
      }),
    );
    env.process(
      body(function* (wait) {
        for (const item of ['c', 'd', 'e']) yield* wait(withTimeout(queue.put(item), 1));
      }),
    );
    env.schedule(2, () => {
      log(queue.items, holder.cancel(), queue.items);
      log(queue.tryPut('f'));
    });
    await run(env);
    expect(log.entries).toEqual([
      [2, [], true, ['a', 'b', 'c', 'd', 'e']],
      [2, false],
    ]);
  });

  it('5, conservation: slots in use are those of grants that are held', async () => {
    const env = new Environment();
    const desk = new Resource(env, { capacity: 4 });
    const grants = [desk.tryAcquire({ amount: 2 })!];
    const cancelled = env.process(
      body(function* (wait) {
        yield* wait(allOf([desk.acquire(), desk.acquire(), desk.acquire()]));
      }),
    );
    env.process(
      body(function* (wait) {
        grants.push(yield* wait(desk.acquire({ amount: 2 })));
        yield* wait(env.timeout(1));
        grants.push(yield* wait(desk.acquire()));
      }),
    );
    env.schedule(1, () => cancelled.cancel());
    env.schedule(3, () => grants[0]!.release());
    await run(env);
    expect(grants.map(({ amount, isHeld, since }) => [amount, isHeld, since])).toEqual([
      [2, false, 0],
      [2, true, 1],
      [1, true, 3],
    ]);
    expect([desk.inUse, desk.waiting]).toEqual([3, 0]);
  });

  it('6, no lost wake-ups: a get in one queue makes room for a put that feeds another get', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env, { capacity: 1, items: ['1'] });
    for (const item of ['2', '3']) {
      env.process(
        body(function* (wait) {
          yield* wait(queue.put(item));
          log('put', item);
        }),
      );
    }
    env.process(
      body(function* (wait) {
        log('got', yield* wait(allOf([queue.get(), queue.get(), queue.get()])));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'got', ['1', '2', '3']],
      [0, 'put', '2'],
      [0, 'put', '3'],
    ]);
  });

  it('6, no lost wake-ups: the loser of a choice leaves the head of the line to the next', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [desk, queue] = [new Resource(env, { capacity: 2 }), new Queue<string>(env)];
    desk.tryAcquire();
    env.process(
      body(function* (wait) {
        log('chooser', yield* wait(firstOf({ slots: desk.acquire({ amount: 2 }), item: queue.get() })));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(desk.acquire());
        log('next');
      }),
    );
    env.schedule(1, () => {
      queue.put('x');
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'chooser', { key: 'item', value: 'x' }],
      [1, 'next'],
    ]);
  });

  it('6, no lost wake-ups: a chain of resources is served in one instant', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [a, b, c] = [new Queue<string>(env), new Queue<string>(env), new Queue<string>(env)];
    env.process(
      body(function* (wait) {
        log(1, yield* wait(firstOf([allOf([b.get(), env.event()]), a.get()])));
      }),
    );
    env.process(
      body(function* (wait) {
        log(2, yield* wait(firstOf([allOf([c.get(), env.event()]), b.get()])));
      }),
    );
    env.process(
      body(function* (wait) {
        log(3, yield* wait(c.get()));
      }),
    );
    env.schedule(1, () => {
      b.put('b');
      c.put('c');
    });
    env.schedule(2, () => {
      a.put('a');
    });
    await run(env);
    expect(log.entries).toEqual([
      [2, 1, { index: 1, value: 'a' }],
      [2, 2, { index: 1, value: 'b' }],
      [2, 3, 'c'],
    ]);
  });
});
