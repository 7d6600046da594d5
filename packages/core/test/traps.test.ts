import { Environment } from '@asimjs/core';
import type { Process } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Turnstile } from './turnstile.js';

/** Traps that other libraries fell into, so far as they concern the kernel alone. */
describe('five nested async helpers', () => {
  it('end a 5-unit delay at 5, before a process that began later', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const one = async (): Promise<void> => {
      await env.timeout(5);
    };
    const two = async (): Promise<void> => {
      await one();
    };
    const three = async (): Promise<void> => {
      await two();
    };
    const four = async (): Promise<void> => {
      await three();
    };
    const five = async (): Promise<void> => {
      await four();
    };
    env.process(async () => {
      await five();
      log('nested');
    });
    env.process(async () => {
      await env.timeout(5);
      log('plain');
      await env.timeout(1);
      log('later');
    });
    await env.run();
    expect(log.entries).toEqual([
      [5, 'nested'],
      [5, 'plain'],
      [6, 'later'],
    ]);
  });
});

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  it('ten events at one time happen in order', async () => {
    const env = new Environment();
    const log = traceLog(env);
    for (let index = 0; index < 12; index++) {
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(1));
          log(index);
        }),
      );
    }
    await run(env);
    expect(log.entries).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((index) => [1, index]));
  });

  it('a run until 10 whose last event is at 9 leaves the clock at 10', async () => {
    const env = new Environment();
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(9));
      }),
    );
    expect(await run(env, { until: 10 })).toMatchObject({ now: 10 });
    expect(env.now).toBe(10);
  });

  it('a deadlock is told of: who waits, for what, and for whom', async () => {
    const env = new Environment();
    const [left, right] = [new Turnstile(env, { name: 'left' }), new Turnstile(env, { name: 'right' })];
    for (const [name, first, second] of [
      ['a', left, right],
      ['b', right, left],
    ] as const) {
      env.process(
        body(function* (wait) {
          yield* wait(first.enter());
          yield* wait(env.timeout(1));
          yield* wait(second.enter());
        }),
        { name },
      );
    }
    const result = await run(env);
    expect(result.reason).toBe('exhausted');
    expect(
      result.blocked.map(({ process, description, cycle }) => [
        process.name,
        description,
        cycle?.map(({ name }) => name),
      ]),
    ).toEqual([
      ['a', "a way through 'right'", ['a', 'b']],
      ['b', "a way through 'left'", ['b', 'a']],
    ]);
  });

  it('a loop that never lets the clock move ends in a LivelockError and not in a hung host', async () => {
    const env = new Environment();
    const gate = new Turnstile(env);
    env.process(
      body(function* (wait) {
        for (;;) yield* wait(gate.pass());
      }),
      { name: 'visitor' },
    );
    await expect(run(env)).rejects.toMatchObject({ name: 'LivelockError', time: 0, process: 'visitor' });
  });

  it('a process that has ended leaves no request in line to eat what comes later', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Turnstile(env, { places: 1 });
    const forgetful = env.process(
      body(function* (wait) {
        gate.enter();
        yield* wait(env.timeout(0));
      }),
      { name: 'forgetful' },
    );
    env.process(
      body(function* (wait) {
        try {
          yield* wait(forgetful.finished);
        } catch (error) {
          log((error as Error).name, gate.inside);
        }
        yield* wait(gate.enter());
        log(gate.inside);
      }),
      { name: 'next' },
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'UnusedOperationError', []],
      [0, ['next']],
    ]);
  });

  it('a grant and a cancellation in one instant leak no place: the grant arrives, then the cancellation', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Turnstile(env);
    const holder: Process = env.process(
      body(function* (wait) {
        yield* wait(gate.enter());
        yield* wait(env.timeout(2));
        gate.leave(holder);
        process.cancel();
      }),
      { name: 'holder' },
    );
    const process: Process = env.process(
      body(function* (wait) {
        log('entered', yield* wait(gate.enter()));
        try {
          yield* wait(env.timeout(5));
        } catch (error) {
          log((error as Error).name);
          throw error;
        } finally {
          gate.leave(process);
        }
      }),
    );
    await run(env);
    log(gate.inside);
    expect(log.entries).toEqual([
      [2, 'entered', 1],
      [2, 'Cancelled'],
      [2, []],
    ]);
  });
});
