import { allOf, withTimeout } from '@asimjs/combinators';
import {
  ArgumentError,
  CallbackFailedError,
  Environment,
  ProcessBodyError,
  ReadOnlyError,
} from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { PriorityQueue } from '@asimjs/resources';

const broken = new Error('broken');

/** A comparison that is right until it is spoiled. */
class Spoilable {
  spoiled = false;

  readonly compare = (one: number, other: number): number => {
    if (this.spoiled) throw broken;
    return one - other;
  };
}

describe('a compare that is no function', () => {
  it.each([undefined, null, 5, 'name', {}])('and is %s throws at the call', (compare) => {
    const env = new Environment();
    // @ts-expect-error compare is a function
    expect(() => new PriorityQueue(env, { compare })).toThrow(ArgumentError);
    expect(new PriorityQueue<number>(env, { compare: () => 0, items: [1, 2] }).size).toBe(2);
  });

  it('and is not given throws at the call', () => {
    const env = new Environment();
    // @ts-expect-error compare is missing
    expect(() => new PriorityQueue(env, {})).toThrow(ArgumentError);
    // @ts-expect-error the options are missing
    expect(() => new PriorityQueue(env)).toThrow(ArgumentError);
    // @ts-expect-error there is no such option
    expect(() => new PriorityQueue(env, { compare: () => 0, size: 5 })).toThrow(ArgumentError);
  });
});

describe.each(drivers)('a compare that throws ends the run with the $name driver', ({ body, run }) => {
  it('in a put that is awaited, also if its process catches it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const order = new Spoilable();
    const queue = new PriorityQueue<number>(env, { compare: order.compare, items: [1], name: 'jobs' });
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        order.spoiled = true;
        try {
          yield* wait(queue.put(2));
        } catch (error) {
          log('caught', error instanceof CallbackFailedError);
        }
        yield* wait(env.timeout(1));
        log('unreached');
      }),
      { name: 'clerk' },
    );
    const error: unknown = await run(env).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CallbackFailedError);
    expect(error).toMatchObject({ cause: broken, time: 2, process: 'clerk' });
    expect(log.entries).toEqual([[2, 'caught', true]]);
    expect(queue.items).toEqual([1]);
  });

  it('in a put that nobody awaits', async () => {
    const env = new Environment();
    const order = new Spoilable();
    const queue = new PriorityQueue<number>(env, { compare: order.compare, items: [1] });
    env.schedule(1, () => {
      order.spoiled = true;
      queue.put(2);
    });
    const error: unknown = await run(env).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CallbackFailedError);
    expect(error).toMatchObject({ cause: broken, time: 1 });
    expect(queue.items).toEqual([1]);
  });

  it('in a put that has waited for room', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const order = new Spoilable();
    const queue = new PriorityQueue<number>(env, { compare: order.compare, capacity: 2, items: [1, 2] });
    env.process(
      body(function* (wait) {
        yield* wait(queue.put(3));
        log('unreached');
      }),
    );
    env.schedule(1, () => {
      order.spoiled = true;
      log('took', queue.tryGet());
    });
    const error: unknown = await run(env).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CallbackFailedError);
    expect(error).toMatchObject({ cause: broken, time: 1 });
    expect([...log.entries, queue.items]).toEqual([[1, 'took', 1], [2]]);
  });

  it('in a tryPut, which throws it too', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const order = new Spoilable();
    const queue = new PriorityQueue<number>(env, { compare: order.compare, items: [1] });
    env.schedule(1, () => {
      order.spoiled = true;
      try {
        queue.tryPut(2);
      } catch (error) {
        log('caught', error instanceof CallbackFailedError);
      }
    });
    env.schedule(1, () => log('unreached'));
    await expect(run(env)).rejects.toMatchObject({ name: 'CallbackFailedError', cause: broken, time: 1 });
    expect([...log.entries, queue.items]).toEqual([[1, 'caught', true], [1]]);
  });

  it('as an item is given back', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const order = new Spoilable();
    const queue = new PriorityQueue<number>(env, { compare: order.compare, items: [1, 2] });
    env.process(
      body(function* (wait) {
        yield* wait(withTimeout(allOf([queue.get(), env.event()]), 2));
        log('unreached');
      }),
    );
    env.schedule(1, () => {
      order.spoiled = true;
    });
    await expect(run(env)).rejects.toMatchObject({ name: 'CallbackFailedError', cause: broken, time: 2 });
    expect(log.entries).toEqual([]);
  });

  it('at the first items already', async () => {
    const env = new Environment({ start: 3 });
    const order = new Spoilable();
    order.spoiled = true;
    const make = (): unknown => new PriorityQueue<number>(env, { compare: order.compare, items: [1, 2] });
    expect(make).toThrow(CallbackFailedError);
    await expect(run(env)).rejects.toThrow(broken.message);
  });
});

describe.each(drivers)('a compare with the $name driver', ({ body, run }) => {
  async function causeOf(make: (env: Environment) => PriorityQueue<number>): Promise<unknown> {
    const env = new Environment();
    const queue = make(env);
    env.process(
      body(function* (wait) {
        yield* wait(queue.put(1));
        yield* wait(queue.put(2));
      }),
    );
    const error: unknown = await run(env).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CallbackFailedError);
    expect(queue.items).toEqual([1]);
    return error instanceof CallbackFailedError ? error.cause : undefined;
  }

  it.each([NaN, undefined, null, '1', true, 1n, {}])('ends the run if it gives %s', async (answer) => {
    const cause = await causeOf(
      (env) =>
        new PriorityQueue<number>(env, {
          // @ts-expect-error a comparison gives a number
          compare: () => answer,
        }),
    );
    expect(cause).toBeInstanceOf(ArgumentError);
  });

  it('ends the run if it gives a promise', async () => {
    const cause = await causeOf(
      (env) =>
        new PriorityQueue<number>(env, {
          // @ts-expect-error a comparison cannot wait
          compare: async () => 1,
        }),
    );
    expect(cause).toBeInstanceOf(ProcessBodyError);
  });

  it('ends the run if it changes the simulation, and that change is not made', async () => {
    const fired: unknown[] = [];
    const cause = await causeOf((env) => {
      const compare = (one: number, other: number): number => {
        env.schedule(1, () => fired.push('fired'));
        return one - other;
      };
      return new PriorityQueue<number>(env, { compare });
    });
    expect(cause).toBeInstanceOf(ReadOnlyError);
    expect(fired).toEqual([]);
  });

  it('ends the run if it changes its own queue', async () => {
    const cause = await causeOf((env) => {
      const queue: PriorityQueue<number> = new PriorityQueue<number>(env, {
        compare: () => queue.tryGet() ?? 0,
      });
      return queue;
    });
    expect(cause).toBeInstanceOf(ReadOnlyError);
  });

  it('may look at the queue', async () => {
    const env = new Environment();
    const seen = new Set<string>();
    const queue: PriorityQueue<number> = new PriorityQueue<number>(env, {
      compare: (one, other) => {
        seen.add(`${env.now}: ${queue.items.join()} of ${queue.size}`);
        return one - other;
      },
    });
    env.schedule(1, () => {
      queue.put(2);
      queue.put(1);
    });
    await run(env);
    expect([[...seen], queue.items]).toEqual([['1: 2 of 1'], [1, 2]]);
  });
});
