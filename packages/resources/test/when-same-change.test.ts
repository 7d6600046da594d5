import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import type { Waitable } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import {
  Container,
  Pool,
  PreemptiveResource,
  PriorityQueue,
  Queue,
  Resource,
  Store,
} from '@asimjs/resources';
import type { Grant } from '@asimjs/resources';
import type { LineFacility } from '@asimjs/resources/base';

/** A resource that is full, and takes one of something. */
interface Subject {
  readonly resource: LineFacility;
  /** Waits to fill it again. */
  refill(): Waitable;
  empty(): void;
}

function lender(resource: LineFacility & { tryAcquire(): Grant | undefined; acquire(): Waitable }): Subject {
  const grant = resource.tryAcquire();
  return { resource, refill: () => resource.acquire(), empty: () => grant?.release() };
}

function buffer(
  resource: LineFacility & { tryPut(item: number): boolean; put(item: number): Waitable; tryGet(): unknown },
): Subject {
  resource.tryPut(1);
  return { resource, refill: () => resource.put(2), empty: () => resource.tryGet() };
}

const subjects: Record<string, (env: Environment) => Subject> = {
  'a queue': (env) => buffer(new Queue<number>(env, { capacity: 1 })),
  'a priority queue': (env) => buffer(new PriorityQueue<number>(env, { capacity: 1, compare: () => 0 })),
  'a store': (env) => buffer(new Store<number>(env, { capacity: 1 })),
  'a container': (env) => {
    const resource = new Container(env, { capacity: 5, level: 5 });
    return { resource, refill: () => resource.put(5), empty: () => resource.tryGet(5) };
  },
  'a resource': (env) => lender(new Resource(env)),
  'a preemptive resource': (env) => lender(new PreemptiveResource(env)),
  'a pool': (env) => lender(new Pool(env, { units: ['unit'] })),
};

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  describe.each(Object.entries(subjects))('%s', (_, make) => {
    it('is not seen as empty where one who waits fills it again in the same change', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const { resource, refill, empty } = make(env);
      env.process(
        body(function* (wait) {
          yield* wait(resource.whenEmpty());
          log('empty');
        }),
      );
      env.process(
        body(function* (wait) {
          yield* wait(resource.whenChanged());
          log('changed', resource.isFull);
        }),
      );
      env.process(
        body(function* (wait) {
          yield* wait(refill());
          log('filled', resource.isFull);
          yield* wait(env.event());
        }),
      );
      env.schedule(1, empty);
      const { blocked } = await run(env);
      expect(log.entries).toEqual([
        [1, 'filled', true],
        [1, 'changed', true],
      ]);
      expect(blocked.map(({ description }) => description)).toContain(`'${resource.name}' to be empty`);
    });

    it('is seen as full by one who watches it as it is filled again', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const { resource, refill, empty } = make(env);
      env.process(
        body(function* (wait) {
          yield* wait(refill());
          yield* wait(env.event());
        }),
      );
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(1));
          empty();
          log(yield* wait(firstOf({ empty: resource.whenEmpty(), full: resource.whenFull() })));
        }),
      );
      await run(env);
      expect(log.entries).toEqual([[1, { key: 'full', value: undefined }]]);
    });
  });

  it('a queue is not seen as empty by one who joins in the middle of the change', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const returned = new Queue<string>(env, { items: ['x'] });
    const queue = new Queue<string>(env, { capacity: 1, items: ['old'] });
    const bell = env.event();
    env.process(
      body(function* (wait) {
        yield* wait(firstOf([allOf([returned.get(), env.event()]), bell]));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(returned.get());
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(queue.put('new'));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        const all = allOf([withTimeout(returned.get(), 1), queue.get(), queue.whenEmpty()]);
        // What comes back to one queue has this joined at the other while that is in the middle of its change.
        bell.succeed();
        log(yield* wait(withTimeout(all, 3)), queue.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[4, { timedOut: true }, ['old', 'new']]]);
  });

  it.each<[string, watched: boolean, gets: 0 | 1]>([
    ['for which nobody else waits, though it is watched,', true, 0],
    ['for which one waits who cannot be served', false, 1],
  ])(
    'a queue that is emptied in a change, and %s is empty for one who joins then',
    async (_, watched, gets) => {
      const env = new Environment();
      const log = traceLog(env);
      const returned = new Queue<string>(env, { items: ['x'] });
      const [queue, other] = [new Queue<string>(env, { items: ['old'] }), new Queue<string>(env)];
      const bell = env.event();
      env.process(
        body(function* (wait) {
          yield* wait(firstOf([allOf([returned.get(), env.event()]), bell]));
        }),
      );
      env.process(
        body(function* (wait) {
          yield* wait(returned.get());
        }),
      );
      if (watched) {
        env.process(
          body(function* (wait) {
            yield* wait(queue.whenFull());
          }),
        );
      }
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(1));
          const takes = [returned.get(), queue.get(), ...Array.from({ length: gets }, () => queue.get())];
          const empty = firstOf({ first: queue.whenEmpty(), second: other.whenEmpty() });
          const all = allOf([...takes, empty]);
          // What comes back to one queue has this joined at the other while the first is in the middle of its change.
          bell.succeed();
          log((yield* wait(all)).at(-1));
        }),
      );
      env.schedule(2, () => log(returned.tryPut('y'), queue.tryPut('new')));
      await run(env);
      expect(log.entries).toEqual([
        [2, true, true],
        [2, { key: 'first', value: undefined }],
      ]);
    },
  );

  it('a watcher in an allOf has seen what it waited for, whatever comes later', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env, { capacity: 1, items: ['a'] });
    env.process(
      body(function* (wait) {
        yield* wait(allOf([queue.whenEmpty(), env.timeout(3)]));
        log('was empty', queue.items);
      }),
    );
    env.schedule(1, () => log(queue.tryGet()));
    env.schedule(2, () => log(queue.tryPut('b')));
    await run(env);
    expect(log.entries).toEqual([
      [1, 'a'],
      [2, true],
      [3, 'was empty', ['b']],
    ]);
  });
});
