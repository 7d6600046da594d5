import { inspect } from 'node:util';
import { firstOf } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import type { Driver, TraceEntry } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Queue, Resource } from '@asimjs/resources';

/** More steps than are done between two turns of the host. */
const MANY = 100_000;

describe.each(drivers)('what the host puts, with the $name driver,', ({ body, run }) => {
  it.each([
    ['an immediate', (callback: () => void) => void setImmediate(callback)],
    ['a timer', (callback: () => void) => void setTimeout(callback, 0)],
  ])('in %s is got in the instant of the turn', async (_name, inTurn) => {
    const env = new Environment();
    const queue = new Queue<string>(env);
    const turns: number[] = [];
    const got: unknown[] = [];
    env.process(
      body(function* (wait) {
        for (let index = 0; index < MANY && got.length === 0; index++) yield* wait(env.timeout(1));
      }),
    );
    env.process(
      body(function* (wait) {
        got.push(yield* wait(queue.get()), env.now);
      }),
    );
    inTurn(() => {
      turns.push(env.now);
      queue.put('x');
    });
    // Either kind of process has turns of the host between its steps in an async run.
    await env.run();
    expect(turns).toHaveLength(1);
    expect(turns[0]).toBeGreaterThan(0);
    expect(got).toEqual(['x', turns[0]]);
  });

  it('in onProgress is got in the instant of the turn', async () => {
    const env = new Environment();
    const queue = new Queue<string>(env);
    const turns: number[] = [];
    const got: number[] = [];
    env.process(
      body(function* (wait) {
        for (let index = 0; index < 30_000; index++) yield* wait(env.timeout(1));
      }),
    );
    env.process(
      body(function* (wait) {
        while (got.length < 2) {
          yield* wait(queue.get());
          got.push(env.now);
        }
      }),
    );
    await run(env, {
      onProgress: ({ now }) => {
        if (turns.length >= 2) return;
        turns.push(now);
        queue.put('x');
      },
    });
    expect(turns).toHaveLength(2);
    expect(turns[0]).toBeGreaterThan(0);
    expect(turns[1]).toBeGreaterThan(turns[0]!);
    expect(got).toEqual(turns);
  });

  it.each([0, 3])('before a run that goes up to now is work that is due now (time %i)', async (time) => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env);
    env.process(
      body(function* (wait) {
        log(yield* wait(queue.get()));
      }),
    );
    await run(env, time);
    queue.put('x');
    expect(env.peek()).toBe(time);
    expect(await run(env, { before: env.now })).toMatchObject({ reason: 'until', now: time, steps: 0 });
    expect(log.entries).toEqual([]);
    expect(env.peek()).toBe(time);
    expect(await run(env)).toMatchObject({ reason: 'exhausted', now: time, steps: 1 });
    expect(log.entries).toEqual([[time, 'x']]);
  });

  it('before a run that goes up to now is no work if nobody waits for it', async () => {
    const env = new Environment();
    const queue = new Queue<string>(env);
    queue.put('x');
    expect(env.peek()).toBe(Infinity);
    expect(await run(env, { before: env.now })).toMatchObject({ reason: 'exhausted', steps: 0 });
    expect(queue.items).toEqual(['x']);
  });

  it('without a look at the time of the next piece of work is work all the same', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env);
    env.process(
      body(function* (wait) {
        log(yield* wait(queue.get()));
      }),
    );
    await run(env);
    queue.put('x');
    expect(await run(env, { before: env.now })).toMatchObject({ reason: 'until', now: 0, steps: 0 });
    expect(log.entries).toEqual([]);
  });
});

describe.each(drivers)('with the $name driver, to print', (driver) => {
  const ways: readonly (readonly [string, (value: unknown) => unknown])[] = [
    ['as text', String],
    ['as node does', (value) => inspect(value, { depth: 9, showHidden: true, getters: true })],
    ['inside an object, as node does', (value) => inspect({ value }, { depth: 9 })],
    ['as JSON', (value) => JSON.stringify({ value })],
  ];

  it('is compared on a model which a look at its resources changes', async () => {
    const isResult = ([, result]: TraceEntry): boolean => result instanceof Object || result === 'first';
    const look = (value: unknown): unknown => {
      if (value instanceof Queue) return value.size;
      return value instanceof Resource ? value.inUse : undefined;
    };
    expect((await traceOf(driver, look)).filter(isResult)).toEqual([
      [0, { key: 'a', value: 'l' }],
      [0, 'first', ['new'], ['r'], 0],
    ]);
  });

  it.each(ways)('%s queues, resources, operations and processes changes no trace', async (_way, print) => {
    expect(await traceOf(driver, print)).toEqual(await traceOf(driver, () => undefined));
  });

  it.each(ways)('%s after a run settles nothing that was put since', async (_way, print) => {
    const env = new Environment();
    const queue = new Queue<string>(env, { name: 'parcels' });
    const put = queue.put('x');
    print(queue);
    print(put);
    print(env);
    expect(put.state).toBe('unsettled');
    expect(queue.items).toEqual(['x']);
  });
});

/** What a model shows that makes operations, prints, and only then waits. */
async function traceOf({ body, run }: Driver, print: (value: unknown) => unknown): Promise<TraceEntry[]> {
  const env = new Environment();
  const log = traceLog(env);
  const [left, right] = [new Queue<string>(env, { items: ['l'] }), new Queue<string>(env, { items: ['r'] })];
  const desk = new Resource(env);
  env.observe({
    operationQueued: (operation) => log('queued', operation.describe()),
    operationGranted: (operation) => log('granted', operation.describe()),
    operationWithdrawn: (operation) => log('withdrawn', operation.describe()),
    resourceChanged: ({ name }) => log('changed', name),
  });
  const printAll = (...values: unknown[]): void => {
    for (const value of [env, env.activeProcess, ...values]) print(value);
  };
  env.process(
    body(function* (wait) {
      const [a, b] = [left.get(), right.get()];
      printAll(left, a, b);
      const choice = firstOf({ b, a });
      printAll(left, right, choice);
      log(yield* wait(choice));
      const put = left.put('new');
      printAll(left, put);
      const first = desk.acquire({ priority: 1 });
      printAll(left, desk, first);
      const second = desk.acquire({ priority: 0 });
      printAll(second);
      const { key, value } = yield* wait(firstOf({ second, first }));
      printAll(value, desk);
      value.release();
      log(key, left.items, right.items, desk.inUse);
    }),
  );
  await run(env);
  return log.entries;
}
