import { allOf } from '@asimjs/combinators';
import { DeadlockError, Environment } from '@asimjs/core';
import { drivers } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Queue, Resource } from '@asimjs/resources';

describe.each(drivers)('the end of a run with the $name driver', ({ body, run }) => {
  /** Two who dine with two forks, and each takes one first. */
  function dine(env: Environment): { first: unknown; second: unknown } {
    const [left, right] = [
      new Resource(env, { name: 'left fork' }),
      new Resource(env, { name: 'right fork' }),
    ];
    const diner = (name: string, forks: readonly [Resource, Resource]) =>
      env.process(
        body(function* (wait) {
          yield* wait(forks[0].acquire());
          yield* wait(env.timeout(1));
          yield* wait(forks[1].acquire());
        }),
        { name },
      );
    return { first: diner('plato', [left, right]), second: diner('kant', [right, left]) };
  }

  it('names those who deadlocked, what they wait for, who holds it, and the circle', async () => {
    const env = new Environment();
    const { first, second } = dine(env);
    const { reason, blocked } = await run(env);
    expect(reason).toBe('exhausted');
    expect(blocked.map(({ process, description, since }) => [process.name, description, since])).toEqual([
      ['plato', "a slot of 'right fork'", 1],
      ['kant', "a slot of 'left fork'", 1],
    ]);
    expect(blocked.map(({ holders }) => holders)).toEqual([[second], [first]]);
    expect(blocked.map(({ cycle }) => cycle)).toEqual([
      [first, second],
      [second, first],
    ]);
  });

  it('is an error if the run is strict', async () => {
    const env = new Environment();
    dine(env);
    const error: unknown = await run(env, { strict: true }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DeadlockError);
    expect((error as Error).message).toContain('plato -> kant -> plato');
  });

  it('sees the circle through an allOf', async () => {
    const env = new Environment();
    const [left, right] = [new Resource(env), new Resource(env)];
    const a = env.process(
      body(function* (wait) {
        yield* wait(left.acquire());
        yield* wait(env.timeout(1));
        yield* wait(allOf([right.acquire(), env.timeout(1)]));
      }),
    );
    const b = env.process(
      body(function* (wait) {
        yield* wait(allOf([right.acquire(), env.timeout(1)]));
        yield* wait(left.acquire());
      }),
    );
    const { blocked } = await run(env);
    expect(blocked.map(({ cycle }) => cycle)).toEqual([
      [a, b],
      [b, a],
    ]);
  });

  it('names those who wait for an item, and does not count the background', async () => {
    const env = new Environment();
    const queue = new Queue<string>(env, { name: 'parcels', capacity: 1, items: ['x'] });
    env.process(
      body(function* (wait) {
        yield* wait(queue.get());
        yield* wait(queue.get());
      }),
      { name: 'server', background: true },
    );
    const { blocked } = await run(env, { strict: true });
    expect(
      blocked.map(({ process, description, holders, background }) => [
        process.name,
        description,
        holders,
        background,
      ]),
    ).toEqual([['server', "a get from 'parcels'", [], true]]);
  });

  it('names a holder that was cancelled without having released', async () => {
    const env = new Environment();
    const desk = new Resource(env);
    const holder = env.process(
      body(function* (wait) {
        yield* wait(desk.acquire());
        yield* wait(env.timeout(9));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(desk.acquire());
      }),
    );
    env.schedule(1, () => holder.cancel());
    const { blocked } = await run(env);
    expect([blocked[0]?.holders, holder.status]).toEqual([[holder], 'cancelled']);
  });
});
