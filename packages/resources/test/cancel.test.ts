import { allOf, firstOf } from '@asimjs/combinators';
import { Environment, isCancelled } from '@asimjs/core';
import type { Waitable } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Queue, Resource } from '@asimjs/resources';
import type { Grant } from '@asimjs/resources';

describe.each(drivers)('cancelling with the $name driver', ({ body, run }) => {
  it.each([
    ['a get', (queue: Queue<string>): Waitable => queue.get()],
    ['a firstOf', (queue: Queue<string>): Waitable => firstOf([queue.get(), queue.get()])],
    ['an allOf', (queue: Queue<string>): Waitable => allOf([queue.get(), queue.get()])],
    [
      'a nested one',
      (queue: Queue<string>): Waitable => firstOf([allOf([queue.get(), queue.get()]), queue.get()]),
    ],
  ])('withdraws %s that waits, and it eats no later item', async (_name, make) => {
    const env = new Environment();
    const queue = new Queue<string>(env);
    const process = env.process(
      body(function* (wait) {
        yield* wait(make(queue));
      }),
    );
    env.schedule(1, () => {
      process.cancel();
      queue.put('x');
    });
    await run(env);
    expect([process.status, queue.items]).toEqual(['cancelled', ['x']]);
  });

  it('withdraws a put that is awaited and waits', async () => {
    const env = new Environment();
    const queue = new Queue<string>(env, { capacity: 1, items: ['full'] });
    const process = env.process(
      body(function* (wait) {
        yield* wait(queue.put('x'));
      }),
    );
    env.schedule(1, () => {
      process.cancel();
      expect(queue.tryGet()).toBe('full');
    });
    await run(env);
    expect(queue.items).toEqual([]);
  });

  it('lets a put that nobody awaits stand', async () => {
    const env = new Environment();
    const queue = new Queue<string>(env, { capacity: 1, items: ['full'] });
    const process = env.process(
      body(function* (wait) {
        queue.put('x');
        yield* wait(env.timeout(9));
      }),
    );
    env.schedule(1, () => {
      process.cancel();
      expect(queue.tryGet()).toBe('full');
    });
    await run(env);
    expect(queue.items).toEqual(['x']);
  });

  it('lets a grant that was made in the same instant arrive first', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env);
    const process = env.process(
      body(function* (wait) {
        log(yield* wait(queue.get()));
        try {
          yield* wait(env.timeout(5));
        } catch (error) {
          log(isCancelled(error));
          throw error;
        }
      }),
    );
    env.schedule(1, () => {
      queue.put('x');
      process.cancel();
      queue.put('y');
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'x'],
      [1, true],
    ]);
    expect(queue.items).toEqual(['y']);
  });

  it('lets the next in line have what the cancelled stood before', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { capacity: 2 });
    env.process(
      body(function* (wait) {
        const grant = yield* wait(desk.acquire());
        yield* wait(env.timeout(9));
        grant.release();
      }),
    );
    const large = env.process(
      body(function* (wait) {
        yield* wait(desk.acquire({ amount: 2 }));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(desk.acquire());
        log('small');
      }),
    );
    env.schedule(1, () => large.cancel());
    await run(env);
    expect(log.entries).toEqual([[1, 'small']]);
  });

  it('keeps grants held unless the process releases them', async () => {
    const env = new Environment();
    const [kept, released] = [new Resource(env), new Resource(env)];
    const process = env.process(
      body(function* (wait) {
        yield* wait(kept.acquire());
        const grant = yield* wait(released.acquire());
        try {
          yield* wait(env.timeout(9));
        } finally {
          grant.release();
        }
      }),
    );
    env.schedule(1, () => process.cancel());
    await run(env);
    expect([kept.inUse, released.inUse, kept.holders]).toEqual([1, 0, [process]]);
  });

  it('gives back a get and an acquire that were granted and not yet awaited', async () => {
    const env = new Environment();
    const queue = new Queue<string>(env, { items: ['x'] });
    const desk = new Resource(env);
    const process = env.process(
      body(function* (wait) {
        const [get, acquire] = [queue.get(), desk.acquire()];
        yield* wait(env.timeout(9));
        yield* wait(allOf<readonly [Waitable<string>, Waitable<Grant>]>([get, acquire]));
      }),
    );
    env.schedule(1, () => {
      expect([queue.items, desk.inUse]).toEqual([[], 1]);
      process.cancel();
    });
    await run(env);
    expect([queue.items, desk.inUse]).toEqual([['x'], 0]);
  });

  it('of a process that has not begun leaves everything untouched', async () => {
    const env = new Environment();
    const queue = new Queue<string>(env, { items: ['x'] });
    const process = env.process(
      body(function* (wait) {
        yield* wait(queue.get());
      }),
    );
    expect(process.cancel()).toBe(true);
    await run(env);
    expect([process.status, queue.items]).toEqual(['cancelled', ['x']]);
  });
});
