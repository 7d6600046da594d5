import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import type { Process } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import type { TraceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { isPreempted, PreemptiveResource, Queue } from '@asimjs/resources';

describe.each(drivers)(
  'a request that may evict, in a combination, with the $name driver',
  ({ body, run }) => {
    function holder(env: Environment, desk: PreemptiveResource, log: TraceLog, name = 'holder'): Process {
      return env.process(
        body(function* (wait) {
          using turn = yield* wait(desk.acquire({ priority: 5 }));
          try {
            yield* wait(env.timeout(9));
            log(name, 'done', turn.isHeld);
          } catch (error) {
            log(name, isPreempted(error) ? 'evicted' : error);
          }
        }),
        { name },
      );
    }

    it('evicts nobody if it loses the choice at once', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const desk = new PreemptiveResource(env);
      const items = new Queue<string>(env, { items: ['x', 'y'] });
      holder(env, desk, log);
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(1));
          log(yield* wait(firstOf({ item: items.get(), turn: desk.acquire() })));
          const past = env.timeout(0);
          yield* wait(past);
          log(yield* wait(firstOf({ turn: desk.acquire(), past })));
          log(yield* wait(withTimeout(items.get(), 1)), desk.waiting);
        }),
      );
      await run(env);
      expect(log.entries).toEqual([
        [1, { key: 'item', value: 'x' }],
        [1, { key: 'past', value: undefined }],
        [1, { timedOut: false, value: 'y' }, 0],
        [9, 'holder', 'done', true],
      ]);
    });

    it('evicts nobody if it loses the choice after having waited', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const desk = new PreemptiveResource(env);
      holder(env, desk, log);
      env.process(
        body(function* (wait) {
          const choice = firstOf({ turn: desk.acquire({ preempt: false }), late: env.timeout(2) });
          log((yield* wait(choice)).key);
        }),
      );
      env.process(
        body(function* (wait) {
          log((yield* wait(firstOf({ turn: desk.acquire({ priority: 1 }), late: env.timeout(1) }))).key);
        }),
      );
      await run(env);
      expect(log.entries).toEqual([
        [1, 'late'],
        [2, 'late'],
        [9, 'holder', 'done', true],
      ]);
    });

    it('evicts if it wins, and the others of its choice have no effect', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const [desk, other] = [new PreemptiveResource(env), new PreemptiveResource(env)];
      const items = new Queue<string>(env, { items: ['x'] });
      holder(env, desk, log, 'at the desk');
      holder(env, other, log, 'at the other');
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(1));
          const choice = {
            desk: desk.acquire(),
            other: other.acquire(),
            again: desk.acquire(),
            item: items.get(),
          };
          const { key } = yield* wait(firstOf(choice));
          log(key, desk.inUse, desk.waiting, other.waiting, items.size);
        }),
      );
      await run(env);
      expect(log.entries).toEqual([
        [1, 'desk', 1, 0, 0, 1],
        [1, 'at the desk', 'evicted'],
        [9, 'at the other', 'done', true],
      ]);
    });

    it('of an allOf evicts as it is granted, and is itself evicted while the allOf still waits', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const desk = new PreemptiveResource(env);
      const items = new Queue<string>(env, { items: ['x'] });
      holder(env, desk, log);
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(1));
          try {
            yield* wait(allOf([items.get(), desk.acquire({ priority: 1 }), env.event()]));
          } catch (error) {
            log('gave up', isPreempted(error), items.items, desk.inUse);
          }
        }),
      );
      env.schedule(2, () => log(desk.inUse, items.size));
      env.schedule(3, () => desk.tryAcquire());
      await run(env);
      expect(log.entries).toEqual([
        [1, 'holder', 'evicted'],
        [2, 1, 0],
        [3, 'gave up', true, ['x'], 1],
      ]);
    });

    it('of an allOf that is abandoned leaves its slot to the next, and evicts nobody again', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const desk = new PreemptiveResource(env);
      holder(env, desk, log);
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(1));
          const trip = allOf([desk.acquire({ priority: 1 }), env.event()]);
          log(yield* wait(withTimeout(trip, 3)), desk.inUse);
        }),
      );
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(2));
          using turn = yield* wait(desk.acquire({ priority: 7 }));
          log('next', turn.isHeld);
          yield* wait(env.timeout(1));
          log(turn.isHeld);
        }),
      );
      await run(env);
      expect(log.entries).toEqual([
        [1, 'holder', 'evicted'],
        [4, { timedOut: true }, 1],
        [4, 'next', true],
        [5, true],
      ]);
    });

    it('has the slot from the eviction on: nobody else can take it in between', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const desk = new PreemptiveResource(env, { name: 'desk' });
      const inUse: number[] = [];
      env.observe({ resourceChanged: () => void inUse.push(desk.inUse) });
      env.process(
        body(function* (wait) {
          const turn = yield* wait(desk.acquire({ priority: 5 }));
          try {
            yield* wait(env.timeout(9));
          } catch {
            log('evicted', desk.tryAcquire({ priority: 5 }), turn.isHeld);
            using again = yield* wait(desk.acquire({ priority: 5 }));
            log('again', again.isHeld);
          }
        }),
      );
      env.process(
        body(function* (wait) {
          using turn = yield* wait(desk.acquire({ priority: 6 }));
          log('waited all the time', turn.isHeld);
        }),
      );
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(1));
          using turn = yield* wait(desk.acquire());
          yield* wait(env.timeout(1));
          log('urgent', turn.isHeld);
        }),
      );
      await run(env);
      expect(log.entries).toEqual([
        [1, 'evicted', undefined, false],
        [2, 'urgent', true],
        [2, 'again', true],
        [2, 'waited all the time', true],
      ]);
      expect(Math.max(...inUse)).toBe(1);
    });

    it('does not wait at the end of an instant in which the holder became one that it may evict', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const desk = new PreemptiveResource(env, { capacity: 2 });
      const fixed = desk.tryAcquire({ priority: 0 })!;
      holder(env, desk, log);
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(1));
          yield* wait(desk.acquire({ priority: 1, preempt: false }));
          log('polite');
        }),
      );
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(1));
          yield* wait(desk.acquire({ priority: 2 }));
          log('urgent');
        }),
      );
      env.schedule(2, () => fixed.release());
      await run(env);
      expect([...log.entries, [env.now, desk.inUse, desk.waiting]]).toEqual([
        [2, 'polite'],
        [2, 'urgent'],
        [2, 'holder', 'evicted'],
        [2, 2, 0],
      ]);
    });
  },
);
