import {
  ArgumentError,
  Environment,
  OperationUseError,
  OutsideProcessError,
  ReadOnlyError,
  WaitableValueError,
} from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Queue } from '@asimjs/resources';
import type { Get } from '@asimjs/resources';

describe.each(drivers)('misuse of a queue with the $name driver', ({ body, run }) => {
  /** Sees that a queue still works. */
  async function works(env: Environment, queue: Queue<unknown>): Promise<void> {
    const log = traceLog(env);
    const items = queue.items;
    env.process(
      body(function* (wait) {
        for (const item of items) expect(yield* wait(queue.get())).toBe(item);
        yield* wait(queue.put('in'));
        log(yield* wait(queue.get()));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[env.now, 'in']]);
  }

  it.each([0, -1, 1.5, NaN, -Infinity, '3', null, {}, true, 3n])(
    'a capacity of %s throws',
    async (capacity) => {
      const env = new Environment();
      expect(() => new Queue(env, { capacity: capacity as number })).toThrow(ArgumentError);
      await works(env, new Queue<unknown>(env));
    },
  );

  it('more items than it takes throw', () => {
    const env = new Environment();
    expect(() => new Queue(env, { capacity: 2, items: [1, 2, 3] })).toThrow(ArgumentError);
    expect(new Queue(env, { capacity: 3, items: [1, 2, 3] }).size).toBe(3);
  });

  it.each([5, {}, null])('items that are %s throw', (items) => {
    // @ts-expect-error -- they cannot be gone through
    expect(() => new Queue(new Environment(), { items })).toThrow(ArgumentError);
  });

  it.each([5, null, {}])('a name that is %s throws', (name) => {
    // @ts-expect-error -- a name is a text
    expect(() => new Queue(new Environment(), { name })).toThrow(ArgumentError);
  });

  it.each([undefined, null, {}, 5])('an environment that is %s throws', (env) => {
    expect(() => new Queue(env as Environment)).toThrow(ArgumentError);
  });

  it.each([
    ['an event', (env: Environment): unknown => env.event()],
    ['a timeout', (env: Environment): unknown => env.timeout(1)],
    ['a promise', (): unknown => Promise.resolve(1)],
    ['an object with a then', (): unknown => ({ then: () => undefined })],
    ['a function with a then', (): unknown => Object.assign(() => 1, { then: () => undefined })],
  ])('%s as an item throws at the call', async (_name, make) => {
    const env = new Environment();
    const queue = new Queue<unknown>(env);
    const item = make(env);
    expect(() => queue.put(item)).toThrow(WaitableValueError);
    expect(() => queue.tryPut(item)).toThrow(WaitableValueError);
    expect(() => new Queue(env, { items: [item] })).toThrow(WaitableValueError);
    expect(queue.size).toBe(0);
    await works(env, queue);
  });

  it('the types refuse a waitable and a promise as an item', () => {
    const env = new Environment();
    const events = new Queue<ReturnType<Environment['event']>>(env);
    const promises = new Queue<Promise<number>>(env);
    // @ts-expect-error an event would be unwrapped
    expect(() => events.put(env.event())).toThrow(WaitableValueError);
    // @ts-expect-error a promise would be unwrapped
    expect(() => promises.tryPut(Promise.resolve(1))).toThrow(WaitableValueError);
    // @ts-expect-error a number is no text
    expect(new Queue<string>(env).tryPut(5)).toBe(true);
  });

  it('a get outside any process throws', async () => {
    const env = new Environment();
    const queue = new Queue<unknown>(env, { items: ['x'] });
    expect(() => queue.get()).toThrow(OutsideProcessError);
    env.schedule(1, () => {
      expect(() => queue.get()).toThrow(OutsideProcessError);
    });
    await run(env);
    expect(queue.items).toEqual(['x']);
    await works(env, queue);
  });

  it('a get that another process awaits throws there, and serves its owner', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env);
    const made: Get<string>[] = [];
    env.process(
      body(function* (wait) {
        made.push(queue.get());
        yield* wait(env.timeout(1));
        log('owner', yield* wait(made[0]!));
      }),
    );
    env.process(
      body(function* (wait) {
        try {
          yield* wait(made[0]!);
        } catch (error) {
          log('other', error instanceof OperationUseError);
        }
        yield* wait(queue.put('x'));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'other', true],
      [1, 'owner', 'x'],
    ]);
  });

  it('an operation that is awaited twice throws the second time, and the item came once', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env, { items: ['x', 'y'] });
    env.process(
      body(function* (wait) {
        const get = queue.get();
        log(yield* wait(get));
        try {
          yield* wait(get);
        } catch (error) {
          log(error instanceof OperationUseError, queue.items);
        }
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'x'],
      [0, true, ['y']],
    ]);
  });

  it('a withdrawn operation that is awaited throws', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env, { items: ['x'] });
    env.process(
      body(function* (wait) {
        const get = queue.get();
        get.withdraw();
        try {
          yield* wait(get);
        } catch (error) {
          log(error instanceof OperationUseError, queue.items);
        }
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, true, ['x']]]);
  });

  it('withdrawing what somebody waits for throws, and the wait goes on', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env);
    const made: Get<string>[] = [];
    env.process(
      body(function* (wait) {
        made.push(queue.get());
        log(yield* wait(made[0]!));
      }),
    );
    env.process(
      body(function* (wait) {
        expect(() => made[0]!.withdraw()).toThrow(OperationUseError);
        yield* wait(queue.put('x'));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, 'x']]);
  });

  it('a change by an observer throws and changes nothing', async () => {
    const env = new Environment();
    const queue = new Queue<string>(env, { items: ['x'] });
    const seen: unknown[] = [];
    env.observe({
      clockMoved: () => {
        for (const attempt of [() => queue.put('y'), () => queue.tryPut('y'), () => queue.tryGet()]) {
          expect(attempt).toThrow(ReadOnlyError);
        }
        seen.push(queue.items, queue.size);
      },
    });
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
      }),
    );
    await run(env);
    expect(seen).toEqual([['x'], 1]);
  });
});
