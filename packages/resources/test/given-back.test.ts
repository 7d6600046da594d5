import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Queue, Resource } from '@asimjs/resources';

describe.each(drivers)('what an abandoned allOf gives back, with the $name driver,', ({ body, run }) => {
  it('goes to its old place, several items in their order', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<number>(env, { items: [1, 2, 3, 4] });
    env.process(
      body(function* (wait) {
        log(yield* wait(withTimeout(allOf([queue.get(), queue.get(), queue.get(), env.event()]), 2)));
        log(queue.items);
      }),
    );
    env.schedule(1, () => {
      queue.put(5);
      log(queue.items);
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, [4, 5]],
      [2, { timedOut: true }],
      [2, [1, 2, 3, 4, 5]],
    ]);
  });

  it('goes to its old place though others took items from behind it, and gave some back', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<number>(env, { items: [1, 2, 3, 4, 5] });
    const holders = [
      [1, 3],
      [2, 2],
      [1, 1],
    ].map(([count, delay]) =>
      env.process(
        body(function* (wait) {
          const gets = Array.from({ length: count! }, () => queue.get());
          yield* wait(withTimeout(allOf([...gets, env.event()]), delay!));
          log(queue.items);
        }),
      ),
    );
    expect(holders).toHaveLength(3);
    await run(env);
    expect(log.entries).toEqual([
      [1, [4, 5]],
      [2, [2, 3, 4, 5]],
      [3, [1, 2, 3, 4, 5]],
    ]);
  });

  it('may be more than the capacity for a while, and then no put is done', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env, { capacity: 1, items: ['old'] });
    env.process(
      body(function* (wait) {
        yield* wait(withTimeout(allOf([queue.get(), env.event()]), 2));
        log('given back', queue.items);
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        yield* wait(queue.put('new'));
        log('put', queue.items);
        yield* wait(queue.put('newer'));
        log('put', queue.items);
      }),
    );
    env.schedule(3, () => log('got', queue.tryGet(), queue.items));
    env.schedule(4, () => log('got', queue.tryGet(), queue.items));
    await run(env);
    expect(log.entries).toEqual([
      [1, 'put', ['new']],
      [2, 'given back', ['old', 'new']],
      [3, 'got', 'old', ['new']],
      [4, 'got', 'new', ['newer']],
      [4, 'put', ['newer']],
    ]);
  });

  it('frees slots and wakes those who wait, after its own process', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { capacity: 2 });
    env.process(
      body(function* (wait) {
        const both = allOf([desk.acquire(), desk.acquire(), env.event()]);
        log('hasty', yield* wait(withTimeout(both, 3)), desk.inUse, desk.waiting);
      }),
    );
    env.process(
      body(function* (wait) {
        const grant = yield* wait(desk.acquire({ amount: 2 }));
        log('patient', grant.amount, grant.since);
        grant.release();
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [3, 'hasty', { timedOut: true }, 2, 0],
      [3, 'patient', 2, 3],
    ]);
    expect(desk.inUse).toBe(0);
  });

  it('frees slots when the process is cancelled, and those served go after it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env);
    const cancelled = env.process(
      body(function* (wait) {
        try {
          yield* wait(allOf([desk.acquire(), env.event()]));
        } finally {
          log('cancelled');
        }
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(desk.acquire());
        log('served');
      }),
    );
    env.schedule(1, () => cancelled.cancel());
    await run(env);
    expect(log.entries).toEqual([
      [1, 'cancelled'],
      [1, 'served'],
    ]);
  });

  it('goes straight to another who waits for it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env, { items: ['x'] });
    env.process(
      body(function* (wait) {
        log('a', yield* wait(withTimeout(allOf([queue.get(), env.event()]), 1)), queue.items);
      }),
    );
    env.process(
      body(function* (wait) {
        log('b', yield* wait(queue.get()));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, 'a', { timedOut: true }, []],
      [1, 'b', 'x'],
    ]);
  });

  it('can complete the allOf of another', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [left, right] = [new Queue(env, { items: ['l'] }), new Queue(env, { items: ['r'] })];
    env.process(
      body(function* (wait) {
        log('a', yield* wait(withTimeout(allOf([left.get(), right.get()]), 1)));
      }),
    );
    env.process(
      body(function* (wait) {
        const taken = yield* wait(right.get());
        yield* wait(env.timeout(2));
        log('b', taken);
      }),
    );
    await run(env);
    expect(log.entries[0]).toEqual([0, 'a', { timedOut: false, value: ['l', 'r'] }]);
  });

  it('breaks the deadlock of two who hold what the other wants', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [left, right] = [new Resource(env), new Resource(env)];
    env.process(
      body(function* (wait) {
        const held = yield* wait(left.acquire());
        yield* wait(env.timeout(1));
        log('a', yield* wait(withTimeout(right.acquire(), 2)));
        held.release();
      }),
    );
    env.process(
      body(function* (wait) {
        const held = yield* wait(right.acquire());
        yield* wait(env.timeout(1));
        const other = yield* wait(left.acquire());
        log('b', held.isHeld, other.isHeld);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [3, 'a', { timedOut: true }],
      [3, 'b', true, true],
    ]);
    expect([left.waiting, right.waiting, left.inUse, right.inUse]).toEqual([0, 0, 1, 1]);
  });

  it('is kept by nobody in a branch at depth 3', async () => {
    const env = new Environment();
    const queue = new Queue<string>(env, { items: ['1', '2'] });
    const desk = new Resource(env, { capacity: 3 });
    env.process(
      body(function* (wait) {
        yield* wait(
          firstOf({
            deep: allOf([
              queue.get(),
              allOf([desk.acquire({ amount: 2 }), firstOf([allOf([queue.get(), env.event()])])]),
            ]),
            late: env.timeout(1),
          }),
        );
      }),
    );
    await run(env, { before: 1 });
    expect([queue.items, desk.inUse]).toEqual([[], 2]);
    await run(env);
    expect([queue.items, desk.inUse]).toEqual([['1', '2'], 0]);
  });

  it('includes what an inner combination that was complete had taken beside a put', async () => {
    const env = new Environment();
    const [stock, target] = [new Queue(env, { items: ['x'] }), new Queue<string>(env)];
    const desk = new Resource(env);
    const process = env.process(
      body(function* (wait) {
        const exchange = allOf([stock.get(), desk.acquire(), target.put('p')]);
        yield* wait(allOf([exchange, env.event()]));
      }),
    );
    env.schedule(1, () => process.cancel());
    await run(env);
    expect([stock.items, desk.inUse, target.items]).toEqual([['x'], 0, ['p']]);
  });
});
