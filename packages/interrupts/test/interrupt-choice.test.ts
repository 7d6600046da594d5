import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import type { Waitable } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { interrupt, isInterrupt } from '@asimjs/interrupts';
import { Shelf } from './shelf.js';

describe.each(drivers)('a process that is interrupted, with the $name driver,', ({ body, run }) => {
  /** A process that waits once, in an environment with two shelves. */
  function waiter(make: (left: Shelf, right: Shelf, env: Environment) => Waitable) {
    const env = new Environment();
    const log = traceLog(env);
    const [left, right] = [new Shelf(env, [], 'left'), new Shelf(env, [], 'right')];
    const process = env.process(
      body(function* (wait) {
        try {
          log('got', yield* wait(make(left, right, env)));
        } catch (error) {
          log(isInterrupt(error) && error.cause, left.waiting, left.items, right.waiting, right.items);
        }
      }),
      { name: 'waiter' },
    );
    return { env, log, left, right, process };
  }

  it('in a firstOf, leaves every line it stood in, and eats no later item', async () => {
    const { env, log, left, right, process } = waiter((one, other) =>
      firstOf({ one: one.take(), other: other.take() }),
    );
    env.schedule(1, () => {
      log(left.waiting, right.waiting);
      interrupt(process, 'away');
      log(left.waiting, right.waiting);
      left.put('l');
      right.put('r');
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 1, 1],
      [1, 0, 0],
      [1, 'away', 0, ['l'], 0, ['r']],
    ]);
  });

  it('in nested choices, leaves them all', async () => {
    const { env, log, process } = waiter((left, right) =>
      withTimeout(allOf([left.take(), firstOf([left.take(), right.take()])]), 10),
    );
    env.schedule(1, () => {
      interrupt(process, 'away');
    });
    const { reason } = await run(env);
    expect([...log.entries, [env.now, reason]]).toEqual([
      [1, 'away', 0, [], 0, []],
      [1, 'exhausted'],
    ]);
  });

  it('in an allOf, gives back what it was granted, and goes on before who gets that', async () => {
    const { env, log, left, process } = waiter((one, other) =>
      allOf({ one: one.take(), other: other.take() }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        log('next gets', yield* wait(left.take()));
      }),
    );
    env.schedule(0.5, () => {
      left.put('l');
    });
    env.schedule(2, () => {
      log(left.items, left.waiting);
      interrupt(process, 'away');
    });
    await run(env);
    expect(log.entries).toEqual([
      [2, [], 1],
      [2, 'away', 0, [], 0, []],
      [2, 'next gets', 'l'],
    ]);
  });

  it('in an allOf, gives an item back to its old place', async () => {
    const { env, log, left, right, process } = waiter((one, other) => allOf([one.take(), other.take()]));
    env.schedule(1, () => {
      for (const item of ['a', 'b']) left.put(item);
    });
    env.schedule(2, () => {
      log(left.items, right.waiting);
      interrupt(process, 'away');
      log(left.items, right.waiting);
    });
    await run(env);
    expect(log.entries).toEqual([
      [2, ['b'], 1],
      [2, ['a', 'b'], 0],
      [2, 'away', 0, ['a', 'b'], 0, []],
    ]);
  });

  it('in the instant in which a choice was decided, gets the winner first', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env);
    const process = env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ item: shelf.take(), late: env.timeout(9) })));
        try {
          yield* wait(env.timeout(5));
        } catch (error) {
          log(isInterrupt(error) && error.cause);
        }
      }),
    );
    env.schedule(1, () => {
      shelf.put('x');
      interrupt(process, 'after it');
    });
    const { reason } = await run(env);
    expect([...log.entries, [env.now, reason]]).toEqual([
      [1, { key: 'item', value: 'x' }],
      [1, 'after it'],
      [1, 'exhausted'],
    ]);
  });

  it('while it waits for something shared, leaves it to the others who wait', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const bell = env.timeout(5, 'rung');
    const [first] = ['first', 'second'].map((name) =>
      env.process(
        body(function* (wait) {
          try {
            log(name, yield* wait(firstOf({ bell, never: env.event() })));
          } catch (error) {
            log(name, isInterrupt(error) && error.cause);
            log(name, yield* wait(bell));
          }
        }),
      ),
    );
    env.schedule(1, () => {
      interrupt(first!, 'away');
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'first', 'away'],
      [5, 'second', { key: 'bell', value: 'rung' }],
      [5, 'first', 'rung'],
    ]);
  });
});
