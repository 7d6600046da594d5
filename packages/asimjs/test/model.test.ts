import { assertSameTrace, drivers, traceLog } from '@asimjs/testing';
import type { TraceEntry } from '@asimjs/testing';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { Environment, firstOf, Process, Queue, Resource } from 'asimjs';

const golden: readonly TraceEntry[] = [
  [3, 'from van 1'],
  [3, 'from van 2'],
  [6, 'from van 3'],
  [10, 'closed', 0],
];

describe('the model of the first page', () => {
  it('runs as written, with classes and async functions', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { capacity: 2, name: 'desk' });
    const parcels = new Queue<string>(env, { capacity: 10, name: 'parcels' });

    class Courier extends Process {
      readonly #van: number;

      constructor(env: Environment, van: number) {
        super(env, { name: `courier ${van}` });
        this.#van = van;
      }

      async run(): Promise<void> {
        using turn = await desk.acquire();
        await this.timeout(3);
        await parcels.put(`from van ${this.#van}`);
      }
    }
    const couriers = [1, 2, 3].map((van) => new Courier(env, van));

    env.process(
      async () => {
        const closing = env.timeout(10);
        for (;;) {
          const first = await firstOf({ parcel: parcels.get(), closing });
          if (first.key === 'closing') break;
          expectTypeOf(first.value).toBeString();
          log(first.value);
        }
        log('closed', desk.inUse);
      },
      { name: 'clerk' },
    );

    const result = await env.run({ until: 100 });
    assertSameTrace(log.entries, golden);
    expect(result).toMatchObject({ reason: 'exhausted', now: 100, blocked: [] });
    expect(couriers.map(({ name, status }) => [name, status])).toEqual([
      ['courier 1', 'finished'],
      ['courier 2', 'finished'],
      ['courier 3', 'finished'],
    ]);
  });

  it('gives the same trace with generators, run at once', () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { capacity: 2, name: 'desk' });
    const parcels = new Queue<string>(env, { capacity: 10, name: 'parcels' });

    class Courier extends Process {
      readonly #van: number;

      constructor(env: Environment, van: number) {
        super(env, { name: `courier ${van}` });
        this.#van = van;
      }

      *run() {
        using turn = yield* desk.acquire();
        yield* this.timeout(3);
        yield* parcels.put(`from van ${this.#van}`);
      }
    }
    for (const van of [1, 2, 3]) new Courier(env, van);

    env.process(function* clerk() {
      const closing = env.timeout(10);
      for (;;) {
        const first = yield* firstOf({ parcel: parcels.get(), closing });
        if (first.key === 'closing') break;
        expectTypeOf(first.value).toBeString();
        log(first.value);
      }
      log('closed', desk.inUse);
    });

    const result = env.runSync({ until: 100 });
    assertSameTrace(log.entries, golden);
    expect(result).toMatchObject({ reason: 'exhausted', now: 100, blocked: [] });
  });

  it.each(drivers)('gives the same trace split at any time, with the $name driver', async ({ body, run }) => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { capacity: 2 });
    const parcels = new Queue<string>(env, { capacity: 10 });
    for (const van of [1, 2, 3]) {
      env.process(
        body(function* (wait) {
          using turn = yield* wait(desk.acquire());
          yield* wait(env.timeout(3));
          yield* wait(parcels.put(`from van ${van}`));
        }),
      );
    }
    env.process(
      body(function* (wait) {
        const closing = env.timeout(10);
        for (;;) {
          const first = yield* wait(firstOf({ parcel: parcels.get(), closing }));
          if (first.key === 'closing') break;
          log(first.value);
        }
        log('closed', desk.inUse);
      }),
    );
    for (let time = 0; time <= 12; time++) {
      await run(env, { before: time });
      expect(env.now).toBe(time);
      await run(env, { until: time });
    }
    assertSameTrace(log.entries, golden);
  });
});
