import { ArgumentError, Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { withTimeout } from '@asimjs/combinators';
import { Shelf } from './shelf.js';

describe.each(drivers)('withTimeout with the $name driver', ({ body, run }) => {
  it('gives the value if it comes in time', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        log(yield* wait(withTimeout(env.timeout(1, 'value'), 2)));
      }),
    );
    const { now } = await run(env);
    expect(log.entries).toEqual([[1, { timedOut: false, value: 'value' }]]);
    expect(now).toBe(1);
  });

  it('says so if time is up, and withdraws what it waited for', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env);
    env.process(
      body(function* (wait) {
        const result = yield* wait(withTimeout(shelf.take(), 2));
        log(result, 'value' in result, shelf.waiting);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[2, { timedOut: true }, false, 0]]);
  });

  it('with a delay of 0 takes what there is in this instant', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [full, empty] = [new Shelf(env, ['x']), new Shelf(env)];
    env.process(
      body(function* (wait) {
        log(yield* wait(withTimeout(full.take(), 0)));
        log(yield* wait(withTimeout(empty.take(), 0)));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, { timedOut: false, value: 'x' }],
      [0, { timedOut: true }],
    ]);
  });

  it('with a delay of Infinity waits as long as it takes', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        log(yield* wait(withTimeout(env.timeout(7), Infinity)));
        yield* wait(withTimeout(env.event(), Infinity));
      }),
    );
    const { reason, blocked } = await run(env);
    expect(log.entries).toEqual([[7, { timedOut: false, value: undefined }]]);
    expect(reason).toBe('exhausted');
    expect(blocked).toHaveLength(1);
  });

  it('gives what was due first of two that come at the same time', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        log(yield* wait(withTimeout(env.timeout(2), 2)));
      }),
    );
    const shelf = new Shelf(env);
    env.process(
      body(function* (wait) {
        log(yield* wait(withTimeout(shelf.take(), 2)));
        log(shelf.items);
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        yield* wait(shelf.place('late'));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [2, { timedOut: false, value: undefined }],
      [2, { timedOut: true }],
      [2, []],
    ]);
    expect(shelf.items).toEqual(['late']);
  });

  it('throws the error of what it waited for', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const broken = env.event();
    env.schedule(1, () => broken.fail(new Error('no')));
    env.process(
      body(function* (wait) {
        try {
          yield* wait(withTimeout(broken, 2));
        } catch (error) {
          log((error as Error).message);
        }
      }),
    );
    const { now } = await run(env);
    expect(log.entries).toEqual([[1, 'no']]);
    expect(now).toBe(1);
  });

  it('gives what has happened already', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env, ['x']);
    env.process(
      body(function* (wait) {
        const early = shelf.take();
        yield* wait(env.timeout(1));
        log(yield* wait(withTimeout(early, 0)));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[1, { timedOut: false, value: 'x' }]]);
  });

  it.each([NaN, -1, '1', undefined])('refuses a delay of %s', async (delay) => {
    const env = new Environment();
    const log = traceLog(env);
    const bell = env.event<string>();
    env.process(
      body(function* (wait) {
        // @ts-expect-error the types refuse what is no number
        expect(() => withTimeout(bell, delay)).toThrow(ArgumentError);
        log(yield* wait(withTimeout(bell, 2)));
      }),
    );
    env.schedule(1, () => bell.succeed('ring'));
    await run(env);
    expect(log.entries).toEqual([[1, { timedOut: false, value: 'ring' }]]);
  });
});
