import { allOf } from '@asimjs/combinators';
import { ArgumentError, Environment, EventFailedError } from '@asimjs/core';
import { work } from '@asimjs/interrupts';
import { describe, expect, it } from 'vitest';
import {
  acquireAll,
  Container,
  followSchedule,
  isPreempted,
  Pool,
  PreemptiveResource,
  Queue,
  Resource,
  Store,
} from '@asimjs/resources';

describe('a list that changes after acquireAll', () => {
  it('changes nothing of what is asked', () => {
    const env = new Environment();
    const [a, b] = [new Resource(env), new Resource(env)];
    const log: unknown[] = [];
    env.process(function* () {
      using _b = yield* b.acquire();
      yield* env.timeout(5);
    });
    env.process(function* () {
      yield* env.timeout(1);
      const requests = [a.acquire(), b.acquire()];
      const all = acquireAll(requests);
      requests.length = 0;
      using grants = yield* all;
      log.push(env.now, Array.from(grants).length);
    });
    env.runSync({ strict: true });
    expect(log).toEqual([5, 2]);
  });
});

describe('a timetable', () => {
  it('holds from its time on, whatever the rounding', () => {
    for (let day = 0; day < 400; day++) {
      const env = new Environment({ start: day * 24 + 8.3 });
      const desks = new Resource(env);
      followSchedule(
        desks,
        [
          [0, 1],
          [8.3, 2],
        ],
        { every: 24 },
      );
      expect([day, desks.capacity]).toEqual([day, 2]);
    }
  });

  it('that is too fine for the clock is refused', () => {
    const env = new Environment({ start: 1e6 });
    const desks = new Resource(env);
    expect(() => followSchedule(desks, [[0, 1]], { every: 1e-10 })).toThrow(ArgumentError);
  });

  it('may be as long as it likes', () => {
    const env = new Environment();
    const desks = new Resource(env);
    const entries = Array.from({ length: 300_000 }, (_, time) => [time, time % 3] as const);
    followSchedule(desks, entries);
    env.runSync({ until: 5 });
    expect(desks.capacity).toBe(2);
  });
});

describe('a pool', () => {
  it('lends each unit once, also where zero is minus zero', () => {
    const env = new Environment();
    const pool = new Pool<number>(env, { units: [0, 1] });
    const log: unknown[] = [];
    env.process(function* () {
      const [one, other] = yield* acquireAll([pool.acquire({ select: () => -0 }), pool.acquire()]);
      log.push(one.unit, other.unit, pool.free);
      one.release();
      log.push(pool.free, pool.inUse);
      other.release();
    });
    env.runSync();
    expect(log).toEqual([0, 1, [], [0], 1]);
  });

  it('lends what passed when it was asked, though the rule says otherwise later', () => {
    const env = new Environment();
    const pool = new Pool<string>(env, { units: ['Ann', 'Bob'] });
    let asked = 0;
    const log: unknown[] = [];
    env.process(function* () {
      const grant = yield* pool.acquire({ where: () => asked++ < 1 });
      log.push(grant.unit, pool.free, asked);
      grant.release();
    });
    env.runSync();
    expect(log).toEqual(['Ann', ['Bob'], 2]);
  });

  it('lends no unit that its rule has made up', () => {
    const env = new Environment();
    const pool = new Pool<string>(env, { units: ['a', 'b'] });
    env.process(function* () {
      yield* pool.acquire();
      yield* pool.acquire({
        // @ts-expect-error -- the list is not to be changed
        select: (free: string[]) => {
          free.push('a');
          return 'a';
        },
      });
    });
    expect(() => env.runSync()).toThrow("'select' of 'pool 1' gives one of the units");
  });
});

it('an error in a combination that nobody awaits ends the run', () => {
  const env = new Environment();
  const store = new Store<number>(env, { items: [1] });
  env.process(function* () {
    allOf([
      store.get(() => {
        throw new Error('bad filter');
      }),
    ]);
    yield* env.timeout(5);
    yield* env.event();
  });
  expect(() => env.runSync()).toThrow(EventFailedError);
});

it('one new slot makes one loss good and no more', () => {
  const env = new Environment();
  const machine = new PreemptiveResource(env, { capacity: 3 });
  const log: unknown[] = [];
  env.process(function* () {
    yield* machine.acquire({ priority: 5 });
    yield* machine.acquire({ priority: 5 });
    let losses = 0;
    try {
      yield* work(env, 10, {
        onInterrupt: function* () {
          if (losses++ === 0) yield* machine.acquire({ priority: 5 });
        },
      });
    } catch (error) {
      log.push(env.now, isPreempted(error) && error.remaining, losses, machine.inUse);
    }
  });
  env.process(function* () {
    yield* env.timeout(2);
    machine.capacity = 0;
    machine.evictExcess();
    machine.capacity = 3;
  });
  env.runSync();
  expect(log).toEqual([2, 8, 2, 1]);
});

describe('amounts beyond counting', () => {
  it('are refused by a resource', () => {
    const env = new Environment();
    const slots = new Resource(env, { capacity: Infinity });
    expect(() => slots.tryAcquire({ amount: 2 ** 53 })).toThrow(ArgumentError);
    const most = slots.tryAcquire({ amount: Number.MAX_SAFE_INTEGER });
    expect(slots.tryAcquire()).toBeUndefined();
    most?.release();
    expect(slots.inUse).toBe(0);
  });

  it('find no room in a container', () => {
    const env = new Environment();
    const tank = new Container(env);
    expect([tank.tryPut(1e308), tank.tryPut(1e308), tank.level]).toEqual([true, false, 1e308]);
  });
});

it('items without end do not fit into a queue that has one', () => {
  const env = new Environment();
  function* endless(): Generator<number> {
    for (let number = 0; ; number++) yield number;
  }
  expect(() => new Queue(env, { capacity: 3, items: endless() })).toThrow(ArgumentError);
});
