import { firstOf } from '@asimjs/combinators';
import { Environment, OutsideProcessError } from '@asimjs/core';
import { interrupt } from '@asimjs/interrupts';
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

/** A resource that takes one of something, and has none at the beginning. */
interface Subject {
  readonly resource: LineFacility;
  fill(): void;
  empty(): void;
}

function lender(resource: LineFacility & { tryAcquire(): Grant | undefined }): Subject {
  let grant: Grant | undefined;
  return { resource, fill: () => (grant = resource.tryAcquire()), empty: () => grant?.release() };
}

function buffer(resource: LineFacility & { tryPut(item: number): boolean; tryGet(): unknown }): Subject {
  return { resource, fill: () => resource.tryPut(1), empty: () => resource.tryGet() };
}

const subjects: Record<string, (env: Environment) => Subject> = {
  'a queue': (env) => buffer(new Queue<number>(env, { capacity: 1 })),
  'a priority queue': (env) => buffer(new PriorityQueue<number>(env, { capacity: 1, compare: () => 0 })),
  'a store': (env) => buffer(new Store<number>(env, { capacity: 1 })),
  'a container': (env) => {
    const resource = new Container(env, { capacity: 5 });
    return { resource, fill: () => resource.tryPut(5), empty: () => resource.tryGet(5) };
  },
  'a resource': (env) => lender(new Resource(env)),
  'a preemptive resource': (env) => lender(new PreemptiveResource(env)),
  'a pool': (env) => lender(new Pool(env, { units: ['unit'] })),
};

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  describe.each(Object.entries(subjects))('%s', (_, make) => {
    it('is waited for until it is empty or full, or not at all if it is', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const { resource, fill, empty } = make(env);
      env.process(
        body(function* (wait) {
          log('empty', yield* wait(resource.whenEmpty()), resource.isEmpty, resource.isFull);
          log('full', yield* wait(resource.whenFull()), resource.isEmpty, resource.isFull);
          yield* wait(resource.whenFull());
          log('still full');
          log('empty', yield* wait(resource.whenEmpty()), resource.isEmpty, resource.isFull);
        }),
      );
      env.process(
        body(function* () {
          log('the next process');
        }),
      );
      env.schedule(1, fill);
      env.schedule(2, empty);
      await run(env);
      expect(log.entries).toEqual([
        [0, 'empty', undefined, true, false],
        [0, 'the next process'],
        [1, 'full', undefined, false, true],
        [1, 'still full'],
        [2, 'empty', undefined, true, false],
      ]);
    });

    it('is waited for until its next change, never at once', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const { resource, fill, empty } = make(env);
      fill();
      env.process(
        body(function* (wait) {
          for (;;) log('changed', yield* wait(resource.whenChanged()), resource.isEmpty);
        }),
      );
      env.schedule(1, empty);
      env.schedule(2, () => log(resource.isEmpty, resource.isFull, resource.toString() !== ''));
      env.schedule(3, fill);
      await run(env);
      expect(log.entries).toEqual([
        [1, 'changed', undefined, true],
        [2, true, false, true],
        [3, 'changed', undefined, false],
      ]);
    });

    it('tells its watchers in the order in which they began to watch', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const { resource, fill, empty } = make(env);
      for (const name of ['first', 'second', 'third']) {
        env.process(
          body(function* (wait) {
            yield* wait(resource.whenFull());
            log(name);
            yield* wait(resource.whenChanged());
            log(name, 'saw it change');
          }),
        );
      }
      env.schedule(1, fill);
      env.schedule(2, empty);
      await run(env);
      expect(log.entries).toEqual([
        [1, 'first'],
        [1, 'second'],
        [1, 'third'],
        [2, 'first', 'saw it change'],
        [2, 'second', 'saw it change'],
        [2, 'third', 'saw it change'],
      ]);
    });

    it('can be raced, and a watcher that lost is told nothing', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const { resource, fill, empty } = make(env);
      env.process(
        body(function* (wait) {
          log(yield* wait(firstOf({ full: resource.whenFull(), late: env.timeout(1) })));
          log(yield* wait(firstOf({ full: resource.whenFull(), late: env.timeout(9) })));
          log(yield* wait(firstOf({ empty: resource.whenEmpty(), changed: resource.whenChanged() })));
          log(yield* wait(firstOf({ full: resource.whenFull(), empty: resource.whenEmpty() })));
          yield* wait(env.timeout(5));
          log('end');
        }),
      );
      env.schedule(2, fill);
      env.schedule(3, empty);
      env.schedule(4, fill);
      env.schedule(5, empty);
      await run(env, { until: 20 });
      expect(log.entries).toEqual([
        [1, { key: 'late', value: undefined }],
        [2, { key: 'full', value: undefined }],
        [3, { key: 'empty', value: undefined }],
        [3, { key: 'empty', value: undefined }],
        [8, 'end'],
      ]);
    });

    it('passes over watchers that have gone, wherever they stood', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const { resource, fill } = make(env);
      const watcher = (name: string) =>
        env.process(
          body(function* (wait) {
            try {
              yield* wait(resource.whenFull());
              log(name);
            } catch (error) {
              log(name, error instanceof Error && error.name);
            }
          }),
        );
      const [cancelled, , interrupted] = ['a', 'b', 'c', 'd'].map(watcher);
      env.process(
        body(function* (wait) {
          const watch = resource.whenFull();
          yield* wait(env.timeout(1));
          log('e withdraws', watch.withdraw());
        }),
      );
      watcher('f');
      env.schedule(1, () => {
        cancelled?.cancel();
        if (interrupted !== undefined) interrupt(interrupted);
      });
      env.schedule(2, fill);
      await run(env);
      expect(log.entries).toEqual([
        [1, 'a', 'Cancelled'],
        [1, 'c', 'Interrupt'],
        [1, 'e withdraws', true],
        [2, 'b'],
        [2, 'd'],
        [2, 'f'],
      ]);
    });

    it('tells of its state as it was, though it changes again before the watcher goes on', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const { resource, fill, empty } = make(env);
      env.process(
        body(function* (wait) {
          yield* wait(resource.whenFull());
          log('was full', resource.isFull);
        }),
      );
      env.schedule(1, () => {
        fill();
        empty();
      });
      await run(env);
      expect(log.entries).toEqual([[1, 'was full', false]]);
    });

    it('names what a watcher waits for, and takes none outside a process', async () => {
      const env = new Environment();
      const { resource } = make(env);
      expect(() => resource.whenFull()).toThrow(OutsideProcessError);
      env.process(
        body(function* (wait) {
          yield* wait(resource.whenFull());
        }),
      );
      const { blocked } = await run(env);
      expect(blocked.map(({ description }) => description)).toEqual([`'${resource.name}' to be full`]);
    });
  });
});

describe.each(drivers)('a wait for a state that is awaited later, with the $name driver', ({ body, run }) => {
  it('is decided by how things stand at its turn among the children of a choice', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env, { items: ['old'] });
    env.process(
      body(function* (wait) {
        log(yield* wait(queue.get()));
        const choice = firstOf({ got: queue.get(), empty: queue.whenEmpty() });
        queue.put('new');
        log((yield* wait(choice)).key);
      }),
    );
    await run(env);
    expect([...log.entries, queue.items]).toEqual([[0, 'old'], [0, 'empty'], ['new']]);
  });
});
