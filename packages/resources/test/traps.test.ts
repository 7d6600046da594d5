import { allOf, firstOf } from '@asimjs/combinators';
import { Environment, LivelockError, UnusedOperationError } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Queue, Resource } from '@asimjs/resources';

// What other libraries fell into; where there an interrupt did it, here a cancellation does.
describe.each(drivers)('a trap with the $name driver:', ({ body, run }) => {
  it('get granted, then cancelled in the same instant: the value arrives, the cancellation at the next suspension', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env);
    const process = env.process(
      body(function* (wait) {
        log('got', yield* wait(queue.get()));
        try {
          yield* wait(env.timeout(5));
          log('the timeout returned');
        } finally {
          log('cancelled');
        }
      }),
    );
    env.schedule(1, () => {
      queue.put('x');
      process.cancel();
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'got', 'x'],
      [1, 'cancelled'],
    ]);
  });

  it('two cancellations in one instant: one is thrown, and no wake-up is spurious', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(
      body(function* (wait) {
        try {
          yield* wait(env.timeout(9));
        } catch (error) {
          log((error as { reason?: unknown }).reason);
          throw error;
        }
      }),
    );
    env.schedule(1, () => log(process.cancel('first'), process.cancel('second')));
    await run(env);
    expect(log.entries).toEqual([
      [1, true, true],
      [1, 'first'],
    ]);
  });

  it('two processes race the same event, and the first loses: the other still gets it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const bell = env.timeout(5, 'ring');
    for (const [name, patience] of [
      ['hasty', 1],
      ['patient', 9],
    ] as const) {
      env.process(
        body(function* (wait) {
          log(name, yield* wait(firstOf({ bell, late: env.timeout(patience) })));
        }),
      );
    }
    await run(env);
    expect(log.entries).toEqual([
      [1, 'hasty', { key: 'late', value: undefined }],
      [5, 'patient', { key: 'bell', value: 'ring' }],
    ]);
  });

  it('a deadline of 10 raced against a 4-unit tick in a loop: it wins at 10', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        const deadline = env.timeout(10);
        let key = '';
        while (key !== 'deadline') {
          ({ key } = yield* wait(firstOf({ tick: env.timeout(4), deadline })));
          log(key);
        }
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [4, 'tick'],
      [8, 'tick'],
      [10, 'deadline'],
    ]);
  });

  it('firstOf over two puts: one is put', async () => {
    const env = new Environment();
    const [left, right] = [new Queue<string>(env, { capacity: 1 }), new Queue<string>(env, { capacity: 1 })];
    env.process(
      body(function* (wait) {
        yield* wait(firstOf([left.put('x'), right.put('x')]));
      }),
    );
    await run(env);
    expect([left.items, right.items]).toEqual([['x'], []]);
  });

  it('losing get on a full bounded queue with a blocked putter: never 2 items in a queue of capacity 1', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env, { capacity: 1, items: ['old'] });
    const other = new Queue<string>(env);
    env.process(
      body(function* (wait) {
        yield* wait(queue.put('new'));
        log('put', queue.items);
      }),
    );
    env.process(
      body(function* (wait) {
        other.put('o');
        log(yield* wait(firstOf({ other: other.get(), item: queue.get() })), queue.items);
        const late = env.timeout(1);
        yield* wait(late);
        log(yield* wait(firstOf({ item: queue.get(), late })), queue.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, { key: 'other', value: 'o' }, ['old']],
      [1, { key: 'late', value: undefined }, ['old']],
    ]);
    expect(queue.items).toEqual(['old']);
  });

  it('a loser gives content back: who waits for it is woken', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env, { items: ['x'] });
    const desk = new Resource(env);
    env.process(
      body(function* (wait) {
        yield* wait(firstOf([allOf([queue.get(), desk.acquire(), env.event()]), env.timeout(1)]));
      }),
    );
    env.process(
      body(function* (wait) {
        log('item', yield* wait(queue.get()));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(desk.acquire());
        log('slot');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, 'item', 'x'],
      [1, 'slot'],
    ]);
  });

  it('non-blocking put beside a waiting getter: it is served', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env, { capacity: 1 });
    env.process(
      body(function* (wait) {
        log('got', yield* wait(queue.get()));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        log(queue.tryPut('x'), queue.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, true, []],
      [1, 'got', 'x'],
    ]);
  });

  it('a failed child of allOf: its error is thrown', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const broken = env.event<string>();
    env.process(
      body(function* (wait) {
        try {
          log('value', yield* wait(allOf([env.timeout(1), broken])));
        } catch (error) {
          log('error', (error as Error).message);
        }
      }),
    );
    env.schedule(2, () => broken.fail(new Error('no')));
    await run(env);
    expect(log.entries).toEqual([[2, 'error', 'no']]);
  });

  it('a process that waits on firstOf is cancelled: all children are withdrawn and eat nothing later', async () => {
    const env = new Environment();
    const [left, right] = [new Queue<string>(env), new Queue<string>(env)];
    const process = env.process(
      body(function* (wait) {
        yield* wait(firstOf([left.get(), right.get()]));
      }),
    );
    env.schedule(1, () => process.cancel());
    env.schedule(2, () => {
      left.put('l');
      right.put('r');
    });
    await run(env);
    expect([left.items, right.items]).toEqual([['l'], ['r']]);
  });

  it('run until 10, last event at 9: the clock says 10', async () => {
    const env = new Environment();
    const queue = new Queue<string>(env);
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(9));
        yield* wait(queue.put('x'));
      }),
    );
    const { now } = await run(env, { until: 10 });
    expect([now, env.now]).toEqual([10, 10]);
  });

  it('slot granted and holder cancelled in one instant: the slot does not leak', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env);
    const first = desk.tryAcquire()!;
    const unlucky = env.process(
      body(function* (wait) {
        using turn = yield* wait(desk.acquire());
        log('granted');
        yield* wait(env.timeout(5));
      }),
    );
    env.process(
      body(function* (wait) {
        using turn = yield* wait(desk.acquire());
        log('next');
      }),
    );
    env.schedule(1, () => {
      first.release();
      unlucky.cancel();
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'granted'],
      [1, 'next'],
    ]);
    expect([desk.inUse, unlucky.status]).toEqual([0, 'cancelled']);
  });

  it('for (;;) await q.put(0) on an unbounded queue: LivelockError', async () => {
    const env = new Environment({ maxStepsPerInstant: 5000 });
    const queue = new Queue<number>(env);
    env.process(
      body(function* (wait) {
        for (;;) yield* wait(queue.put(0));
      }),
      { name: 'eager' },
    );
    const error: unknown = await run(env).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(LivelockError);
    expect((error as Error).message).toContain("'eager'");
  });

  it('a finished process left a get in line: misuse error, the item stays', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env);
    const careless = env.process(
      body(function* (wait) {
        queue.get();
        yield* wait(env.timeout(1));
      }),
    );
    env.process(
      body(function* (wait) {
        try {
          yield* wait(careless.finished);
        } catch (error) {
          log(error instanceof UnusedOperationError);
        }
        queue.put('x');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[1, true]]);
    expect(queue.items).toEqual(['x']);
  });

  it('five nested helpers: a 5-unit delay ends at 5, at any depth', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env);
    for (let depth = 0; depth <= 5; depth++) {
      env.process(
        body(function* (wait) {
          function* nested(levels: number): Generator<unknown, void, unknown> {
            if (levels > 0) yield* nested(levels - 1);
            else yield* wait(env.timeout(5));
          }
          yield* nested(depth);
          queue.put('x');
          log(depth);
        }),
      );
    }
    await run(env);
    expect(log.entries).toEqual([0, 1, 2, 3, 4, 5].map((depth) => [5, depth]));
  });

  it('requests of equal priority: served in the order of their arrival', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env);
    const first = desk.tryAcquire()!;
    for (const number of [0, 1, 2, 3, 4, 5]) {
      env.process(
        body(function* (wait) {
          using turn = yield* wait(desk.acquire({ priority: 1 }));
          log(number);
        }),
      );
    }
    env.schedule(1, () => first.release());
    await run(env);
    expect(log.entries).toEqual([0, 1, 2, 3, 4, 5].map((number) => [1, number]));
  });

  it('twelve events at one time: in order', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const numbers = Array.from({ length: 12 }, (_, number) => number);
    for (const number of numbers) {
      env.process(
        body(function* (wait) {
          log(yield* wait(env.timeout(3, number)));
        }),
      );
    }
    await run(env);
    expect(log.entries).toEqual(numbers.map((number) => [3, number]));
  });

  it('deadlock: blocked says who and why', async () => {
    const env = new Environment();
    const [left, right] = [new Resource(env, { name: 'left' }), new Resource(env, { name: 'right' })];
    for (const [name, one, other] of [
      ['a', left, right],
      ['b', right, left],
    ] as const) {
      env.process(
        body(function* (wait) {
          yield* wait(one.acquire());
          yield* wait(env.timeout(1));
          yield* wait(other.acquire());
        }),
        { name },
      );
    }
    const { reason, blocked } = await run(env);
    expect(reason).toBe('exhausted');
    expect(
      blocked.map(({ process, description, since, cycle }) => ({
        who: process.name,
        description,
        since,
        cycle: cycle?.map((other) => other.name),
      })),
    ).toEqual([
      { who: 'a', description: "a slot of 'right'", since: 1, cycle: ['a', 'b'] },
      { who: 'b', description: "a slot of 'left'", since: 1, cycle: ['b', 'a'] },
    ]);
  });
});

describe('a trap of native async code:', () => {
  it('five nested async helpers: a 5-unit delay ends at 5, at any depth', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const nested = async (levels: number): Promise<void> => {
      if (levels > 0) await nested(levels - 1);
      else await env.timeout(5);
    };
    for (let depth = 0; depth <= 5; depth++) {
      env.process(async () => {
        await nested(depth);
        log(depth);
      });
    }
    await env.run();
    expect(log.entries).toEqual([0, 1, 2, 3, 4, 5].map((depth) => [5, depth]));
  });
});
