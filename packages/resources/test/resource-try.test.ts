import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Resource } from '@asimjs/resources';

describe.each(drivers)('tryAcquire with the $name driver', ({ body, run }) => {
  it('gives a grant while slots are free, also outside any process', () => {
    const desk = new Resource(new Environment(), { capacity: 3 });
    const grant = desk.tryAcquire({ amount: 2 });
    expect([grant?.amount, desk.inUse]).toEqual([2, 2]);
    expect(desk.tryAcquire({ amount: 2 })).toBeUndefined();
    expect(desk.tryAcquire()?.amount).toBe(1);
    expect(desk.tryAcquire()).toBeUndefined();
    grant?.release();
    expect(desk.inUse).toBe(1);
  });

  it('holds for the process that called it', async () => {
    const env = new Environment();
    const desk = new Resource(env);
    const process = env.process(
      body(function* () {
        desk.tryAcquire();
      }),
    );
    await run(env);
    expect(desk.holders).toEqual([process]);
  });

  it('holds for nobody outside any process', () => {
    const desk = new Resource(new Environment());
    expect([desk.tryAcquire()?.holder, desk.holders]).toEqual([undefined, []]);
  });

  it('does not pass one of equal or lower number that waits, and passes one of higher', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { capacity: 2 });
    env.process(
      body(function* (wait) {
        yield* wait(desk.acquire());
        yield* wait(env.timeout(9));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(desk.acquire({ amount: 2, priority: 5 }));
      }),
    );
    env.schedule(1, () => {
      log(desk.tryAcquire({ priority: 6 }), desk.tryAcquire({ priority: 5 }));
      log(desk.tryAcquire({ priority: 4 })?.amount);
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, undefined, undefined],
      [1, 1],
    ]);
  });

  it('does not overtake what the step has asked before', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env);
    env.process(
      body(function* (wait) {
        const acquire = desk.acquire();
        log(desk.tryAcquire());
        yield* wait(acquire);
        log(desk.inUse);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, undefined],
      [0, 1],
    ]);
  });
});
