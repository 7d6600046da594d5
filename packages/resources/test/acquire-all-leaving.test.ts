import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Environment, UnusedOperationError } from '@asimjs/core';
import { interrupt, isInterrupt } from '@asimjs/interrupts';
import { drivers, traceLog } from '@asimjs/testing';
import type { TraceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { acquireAll, Queue, Resource } from '@asimjs/resources';

describe.each(drivers)('an acquireAll that is left with the $name driver', ({ body, run }) => {
  /** A desk, and a lamp that is held until 5. From 1 on somebody wants each of them. */
  function scene(env: Environment): { desk: Resource; lamp: Resource; log: TraceLog } {
    const [desk, lamp] = [new Resource(env, { name: 'desk' }), new Resource(env, { name: 'lamp' })];
    const log = traceLog(env);
    const taken = lamp.tryAcquire();
    for (const place of [desk, lamp]) {
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(1));
          using turn = yield* wait(place.acquire());
          log('next', place.name, turn.amount);
        }),
      );
    }
    env.schedule(5, () => {
      taken?.release();
      log('released', desk.inUse, lamp.inUse);
    });
    return { desk, lamp, log };
  }

  it('holds nothing after it lost a race, and those behind it are served', async () => {
    const env = new Environment();
    const { desk, lamp, log } = scene(env);
    env.process(
      body(function* (wait) {
        const both = acquireAll([desk.acquire(), lamp.acquire()]);
        log((yield* wait(firstOf({ both, late: env.timeout(3) }))).key, desk.waiting, lamp.waiting);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [3, 'late', 0, 1],
      [3, 'next', 'desk', 1],
      [5, 'released', 0, 1],
      [5, 'next', 'lamp', 1],
    ]);
  });

  it('with a limit holds nothing after that, or gives all in time', async () => {
    const env = new Environment();
    const { desk, lamp, log } = scene(env);
    env.process(
      body(function* (wait) {
        for (let number = 0; number < 2; number++) {
          const timed = yield* wait(withTimeout(acquireAll([desk.acquire(), lamp.acquire()]), 4));
          log(timed.timedOut, timed.timedOut || timed.value.length);
        }
      }),
    );
    await run(env);
    expect([...log.entries, [env.now, desk.inUse, lamp.inUse]]).toEqual([
      [4, true, true],
      [4, 'next', 'desk', 1],
      [5, 'released', 0, 1],
      [5, 'next', 'lamp', 1],
      [5, false, 2],
      [5, 1, 1],
    ]);
  });

  it('wins a race as a whole, and the others have no effect', async () => {
    const env = new Environment();
    const { desk, lamp, log } = scene(env);
    const items = new Queue<string>(env);
    env.process(
      body(function* (wait) {
        const both = acquireAll([desk.acquire(), lamp.acquire()]);
        const choice = firstOf({ item: items.get(), both, one: desk.acquire(), other: lamp.acquire() });
        log((yield* wait(choice)).key, desk.inUse, desk.waiting, lamp.waiting);
        items.tryPut('x');
        log(items.size);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [5, 'released', 1, 1],
      [5, 'both', 1, 1, 1],
      [5, 1],
    ]);
  });

  it('that loses a race to one of its own resources holds nothing', async () => {
    const env = new Environment();
    const { desk, lamp, log } = scene(env);
    env.process(
      body(function* (wait) {
        const choice = { one: desk.acquire(), both: acquireAll([desk.acquire(), lamp.acquire()]) };
        const { key, value } = yield* wait(firstOf(choice));
        log(key, desk.inUse, desk.waiting, lamp.waiting);
        yield* wait(env.timeout(2));
        if (key === 'one') value.release();
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'one', 1, 0, 0],
      [2, 'next', 'desk', 1],
      [5, 'released', 0, 1],
      [5, 'next', 'lamp', 1],
    ]);
  });

  it.each(['interrupted', 'cancelled'])('%s leaves nothing in any line', async (how) => {
    const env = new Environment();
    const { desk, lamp, log } = scene(env);
    const process = env.process(
      body(function* (wait) {
        try {
          yield* wait(acquireAll([desk.acquire(), lamp.acquire()]));
        } catch (error) {
          log(isInterrupt(error), desk.waiting, lamp.waiting);
        }
      }),
    );
    env.schedule(2, () => log(how === 'interrupted' ? interrupt(process) : process.cancel()));
    await run(env);
    expect(log.entries).toEqual([
      [2, true],
      [2, how === 'interrupted', 0, 1],
      [2, 'next', 'desk', 1],
      [5, 'released', 0, 1],
      [5, 'next', 'lamp', 1],
    ]);
  });

  it('gives its grants first to one who is interrupted in the same instant', async () => {
    const env = new Environment();
    const { desk, lamp, log } = scene(env);
    const process = env.process(
      body(function* (wait) {
        using both = yield* wait(acquireAll([desk.acquire(), lamp.acquire()]));
        log('has', both.length);
        try {
          yield* wait(env.timeout(9));
        } catch (error) {
          log(isInterrupt(error));
        }
      }),
    );
    env.schedule(5, () => interrupt(process));
    await run(env);
    expect(log.entries).toEqual([
      [5, 'released', 1, 1],
      [5, 'has', 2],
      [5, true],
      [5, 'next', 'desk', 1],
      [5, 'next', 'lamp', 1],
    ]);
  });

  it('gives all back that it had in an allOf, if that is abandoned', async () => {
    const env = new Environment();
    const { desk, lamp, log } = scene(env);
    env.process(
      body(function* (wait) {
        const trip = allOf({ both: acquireAll([desk.acquire(), lamp.acquire()]), never: env.event() });
        log(yield* wait(withTimeout(trip, 7)));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [5, 'released', 1, 1],
      [7, { timedOut: true }],
      [7, 'next', 'desk', 1],
      [7, 'next', 'lamp', 1],
    ]);
  });

  it('in an allOf is had together with the rest', async () => {
    const env = new Environment();
    const { desk, lamp, log } = scene(env);
    env.process(
      body(function* (wait) {
        const { both, bell } = yield* wait(
          allOf({ both: acquireAll([desk.acquire(), lamp.acquire()]), bell: env.timeout(6, 'ring') }),
        );
        log(both.length, bell);
        both[Symbol.dispose]();
        log(desk.inUse, lamp.inUse);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [5, 'released', 1, 1],
      [6, 2, 'ring'],
      [6, 1, 1],
      [6, 'next', 'desk', 1],
      [6, 'next', 'lamp', 1],
    ]);
  });

  it.each([
    {
      end: 3,
      then: [
        [3, true],
        [5, 'next', 'lamp', 1],
      ],
    },
    {
      end: 6,
      then: [
        [6, 'next', 'lamp', 1],
        [6, true],
      ],
    },
  ])('unawaited by a process that ends at $end is an error, and goes back', async ({ end, then }) => {
    const env = new Environment();
    const { desk, lamp, log } = scene(env);
    const process = env.process(
      body(function* (wait) {
        void acquireAll([desk.acquire(), lamp.acquire()]);
        yield* wait(env.timeout(end));
      }),
    );
    env.process(
      body(function* (wait) {
        try {
          yield* wait(process.finished);
        } catch (error) {
          log(error instanceof UnusedOperationError);
        }
      }),
    );
    await run(env);
    const entries = log.entries.filter(([, what]) => what !== 'released');
    expect(entries).toEqual([[end, 'next', 'desk', 1], ...then]);
  });
});
