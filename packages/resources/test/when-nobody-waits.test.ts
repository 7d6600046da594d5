import { firstOf } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import type { Waitable } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Barrier, Gate, State } from '@asimjs/resources';
import type { LineFacility } from '@asimjs/resources/base';

/** A place that is empty if nobody waits there. */
interface Subject {
  readonly resource: LineFacility;
  wait(): Waitable;
  /** Lets all go on who wait. */
  letGo(): void;
}

const subjects: Record<string, (env: Environment) => Subject> = {
  'a barrier': (env) => {
    const resource = new Barrier(env);
    return { resource, wait: () => resource.wait(), letGo: () => resource.release() };
  },
  'a gate': (env) => {
    const resource = new Gate(env);
    return { resource, wait: () => resource.wait(), letGo: () => resource.open() };
  },
  'a state': (env) => {
    const resource = new State<string>(env, { value: 'red' });
    return {
      resource,
      wait: () => resource.until((value) => value === 'green'),
      letGo: () => resource.set('green'),
    };
  },
};

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  describe.each(Object.entries(subjects))('%s', (_, make) => {
    it('is empty while nobody waits at it', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const { resource, wait: waitThere, letGo } = make(env);
      env.process(
        body(function* (wait) {
          yield* wait(resource.whenEmpty());
          log('empty', resource.isEmpty);
          yield* wait(env.timeout(2));
          log(resource.isEmpty);
          yield* wait(resource.whenEmpty());
          log('empty', resource.isEmpty);
        }),
      );
      for (const name of ['one', 'two']) {
        env.process(
          body(function* (wait) {
            yield* wait(env.timeout(1));
            yield* wait(waitThere());
            log(name);
          }),
        );
      }
      env.schedule(3, letGo);
      await run(env);
      expect(log.entries).toEqual([
        [0, 'empty', true],
        [2, false],
        [3, 'one'],
        [3, 'two'],
        [3, 'empty', true],
      ]);
    });

    it('is empty when the last who waits has gone, by whatever way', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const { resource, wait: waitThere } = make(env);
      env.process(
        body(function* (wait) {
          yield* wait(firstOf([waitThere(), env.timeout(1)]));
          log('timed out');
        }),
      );
      const cancelled = env.process(
        body(function* (wait) {
          yield* wait(waitThere());
        }),
      );
      env.process(
        body(function* (wait) {
          yield* wait(resource.whenEmpty());
          log('empty', resource.isEmpty);
        }),
      );
      env.schedule(2, () => log('cancels', cancelled.cancel()));
      const { blocked } = await run(env);
      expect(log.entries).toEqual([
        [1, 'timed out'],
        [2, 'cancels', true],
        [2, 'empty', true],
      ]);
      expect(blocked).toEqual([]);
    });

    it('is empty when one who waits withdraws', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const { resource, wait: waitThere } = make(env);
      env.process(
        body(function* (wait) {
          const [request] = waitThere().operations;
          yield* wait(env.timeout(1));
          log('withdraws', request?.withdraw());
        }),
      );
      env.process(
        body(function* (wait) {
          yield* wait(resource.whenEmpty());
          log('empty');
        }),
      );
      await run(env);
      expect(log.entries).toEqual([
        [1, 'withdraws', true],
        [1, 'empty'],
      ]);
    });
  });

  it('a barrier is full for the moment in which all its parties have come', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const barrier = new Barrier(env, { parties: 2 });
    const watcher = (name: string, watch: () => Waitable) => {
      env.process(
        body(function* (wait) {
          yield* wait(watch());
          log(name, barrier.isFull, barrier.waiting);
          yield* wait(watch());
          log(name, 'again');
        }),
      );
    };
    watcher('full', () => barrier.whenFull());
    watcher('changed', () => barrier.whenChanged());
    for (const time of [1, 2, 4, 5]) {
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(time));
          yield* wait(barrier.wait());
          log('through');
        }),
      );
    }
    env.schedule(3, () => log('released', barrier.release()));
    await run(env);
    expect(log.entries).toEqual([
      [1, 'changed', false, 1],
      [2, 'through'],
      [2, 'through'],
      [2, 'full', false, 0],
      [2, 'changed', 'again'],
      [3, 'released', 0],
      [5, 'through'],
      [5, 'through'],
      [5, 'full', 'again'],
    ]);
  });

  it('a barrier that is released with too few was not full', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const barrier = new Barrier(env, { parties: 3 });
    env.process(
      body(function* (wait) {
        yield* wait(barrier.wait());
        log('through');
      }),
    );
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ full: barrier.whenFull(), late: env.timeout(5) })));
      }),
    );
    env.schedule(1, () => log(barrier.release()));
    await run(env);
    expect(log.entries).toEqual([
      [1, 1],
      [1, 'through'],
      [5, { key: 'late', value: undefined }],
    ]);
  });

  it('a gate and a state change as they are set, and are never full', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [gate, light] = [new Gate(env), new State<string>(env, { value: 'red' })];
    for (const resource of [gate, light]) {
      env.process(
        body(function* (wait) {
          for (;;) {
            const choice = { changed: resource.whenChanged(), full: resource.whenFull() };
            log(resource.kind, (yield* wait(firstOf(choice))).key, gate.isOpen, light.value);
          }
        }),
      );
    }
    env.schedule(1, () => gate.open());
    env.schedule(2, () => gate.open());
    env.schedule(3, () => light.set('green'));
    env.schedule(4, () => light.set('green'));
    env.schedule(5, () => {
      gate.close();
      light.set('red');
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'gate', 'changed', true, 'red'],
      [3, 'state', 'changed', true, 'green'],
      [4, 'state', 'changed', true, 'green'],
      [5, 'gate', 'changed', false, 'red'],
      [5, 'state', 'changed', false, 'red'],
    ]);
  });
});
