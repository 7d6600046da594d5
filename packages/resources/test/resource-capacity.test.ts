import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Resource } from '@asimjs/resources';

describe.each(drivers)('the capacity of a resource with the $name driver', ({ body, run }) => {
  it('wakes those who wait when it grows', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env);
    for (const name of ['a', 'b', 'c']) {
      env.process(
        body(function* (wait) {
          yield* wait(desk.acquire());
          log(name);
          yield* wait(env.timeout(9));
        }),
      );
    }
    env.schedule(1, () => {
      desk.capacity = 2;
      log(desk.capacity, desk.inUse, desk.waiting);
    });
    await run(env, { until: 5 });
    expect(log.entries).toEqual([
      [0, 'a'],
      [1, 2, 2, 1],
      [1, 'b'],
    ]);
  });

  it('evicts nobody when it shrinks: grants wait until use has fallen', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { capacity: 3 });
    for (const holds of [2, 3, 4]) {
      env.process(
        body(function* (wait) {
          const grant = yield* wait(desk.acquire());
          yield* wait(env.timeout(holds));
          log('out', grant.isHeld);
          grant.release();
        }),
      );
    }
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        desk.capacity = 1;
        log(desk.inUse);
        yield* wait(desk.acquire());
        log('in');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, 3],
      [2, 'out', true],
      [3, 'out', true],
      [4, 'out', true],
      [4, 'in'],
    ]);
  });

  it('may be 0 at the beginning, and then any request waits until it grows', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { capacity: 0 });
    env.process(
      body(function* (wait) {
        yield* wait(desk.acquire({ amount: 3 }));
        log('in');
      }),
    );
    env.schedule(1, () => (desk.capacity = 2));
    env.schedule(2, () => (desk.capacity = 3));
    await run(env);
    expect(log.entries).toEqual([[2, 'in']]);
  });

  it('may be 0 for a while', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { capacity: 2 });
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        desk.capacity = 0;
        log(desk.tryAcquire());
        yield* wait(desk.acquire({ amount: 2 }));
        log('in');
      }),
    );
    env.schedule(3, () => (desk.capacity = 2));
    await run(env);
    expect(log.entries).toEqual([
      [1, undefined],
      [3, 'in'],
    ]);
  });

  it('settles what the step has asked before it changes', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { capacity: 1 });
    env.process(
      body(function* (wait) {
        const acquire = desk.acquire();
        desk.capacity = 0;
        const grant = yield* wait(acquire);
        log('in', desk.inUse);
        grant.release();
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, 'in', 1]]);
  });

  it('can be changed outside any process before the run and between runs', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { capacity: 0 });
    desk.capacity = 1;
    for (const name of ['a', 'b']) {
      env.process(
        body(function* (wait) {
          yield* wait(desk.acquire());
          log(name);
        }),
      );
    }
    await run(env, { until: 2 });
    desk.capacity = 2;
    await run(env);
    expect(log.entries).toEqual([
      [0, 'a'],
      [2, 'b'],
    ]);
  });
});
