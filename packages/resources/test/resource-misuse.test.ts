import { ArgumentError, Environment, OutsideProcessError, ReadOnlyError } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Resource } from '@asimjs/resources';

const badCapacities = [-1, 1.5, NaN, -Infinity, '2', null, {}, true];
const badAmounts = [0, -1, 1.5, NaN, Infinity, '1', null, {}];
const badPriorities = [NaN, '1', null, {}];

describe.each(drivers)('misuse of a resource with the $name driver', ({ body, run }) => {
  /** Sees that a resource of capacity 2 is untouched and works. */
  async function works(env: Environment, desk: Resource): Promise<void> {
    const log = traceLog(env);
    expect([desk.capacity, desk.inUse, desk.waiting]).toEqual([2, 0, 0]);
    env.process(
      body(function* (wait) {
        const grant = yield* wait(desk.acquire({ amount: 2 }));
        log(desk.inUse);
        grant.release();
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[env.now, 2]]);
  }

  it.each(badCapacities)('a capacity of %s throws', async (capacity) => {
    const env = new Environment();
    expect(() => new Resource(env, { capacity: capacity as number })).toThrow(ArgumentError);
    const desk = new Resource(env, { capacity: 2 });
    expect(() => (desk.capacity = capacity as number)).toThrow(ArgumentError);
    await works(env, desk);
  });

  it.each(badAmounts)('an amount of %s throws', async (amount) => {
    const env = new Environment();
    const desk = new Resource(env, { capacity: 2 });
    expect(() => desk.tryAcquire({ amount: amount as number })).toThrow(ArgumentError);
    env.process(
      body(function* () {
        expect(() => desk.acquire({ amount: amount as number })).toThrow(ArgumentError);
      }),
    );
    await run(env);
    await works(env, desk);
  });

  it.each(badPriorities)('a priority of %s throws', async (priority) => {
    const env = new Environment();
    const desk = new Resource(env, { capacity: 2 });
    expect(() => desk.tryAcquire({ priority: priority as number })).toThrow(ArgumentError);
    env.process(
      body(function* () {
        expect(() => desk.acquire({ priority: priority as number })).toThrow(ArgumentError);
      }),
    );
    await run(env);
    await works(env, desk);
  });

  it('more slots than there have ever been throw', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { capacity: 2 });
    env.process(
      body(function* (wait) {
        expect(() => desk.acquire({ amount: 3 })).toThrow(ArgumentError);
        expect(() => desk.tryAcquire({ amount: 3 })).toThrow(ArgumentError);
        desk.capacity = 3;
        desk.capacity = 1;
        yield* wait(desk.acquire({ amount: 3 }));
        log('in');
      }),
    );
    env.schedule(1, () => (desk.capacity = 3));
    await run(env);
    expect(log.entries).toEqual([[1, 'in']]);
  });

  it('an acquire outside any process throws', async () => {
    const env = new Environment();
    const desk = new Resource(env, { capacity: 2 });
    expect(() => desk.acquire()).toThrow(OutsideProcessError);
    env.schedule(1, () => {
      expect(() => desk.acquire()).toThrow(OutsideProcessError);
    });
    await run(env);
    await works(env, desk);
  });

  it('a change by an observer throws and changes nothing', async () => {
    const env = new Environment();
    const desk = new Resource(env, { capacity: 2 });
    const grant = desk.tryAcquire()!;
    let looked = false;
    env.observe({
      clockMoved: () => {
        expect(() => desk.tryAcquire()).toThrow(ReadOnlyError);
        expect(() => (desk.capacity = 1)).toThrow(ReadOnlyError);
        expect(() => grant.release()).toThrow(ReadOnlyError);
        looked = grant.isHeld && desk.inUse === 1;
      },
    });
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
      }),
    );
    await run(env);
    expect(looked).toBe(true);
    grant.release();
    await works(env, desk);
  });

  it.each([undefined, null, {}, 5])('an environment that is %s throws', (env) => {
    expect(() => new Resource(env as Environment)).toThrow(ArgumentError);
  });
});
