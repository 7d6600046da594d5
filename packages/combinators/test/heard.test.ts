import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { ArgumentError, Environment, EventFailedError } from '@asimjs/core';
import type { SimEvent, Waitable } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Shelf } from './shelf.js';

const failure = new Error('the failure');

describe.each(drivers)('with the $name driver, an error behind a combination', ({ body, run }) => {
  it.each([
    ['an allOf', (_env: Environment, event: SimEvent, other: SimEvent) => allOf([event, other])],
    ['a firstOf', (_env: Environment, event: SimEvent, other: SimEvent) => firstOf([other, event])],
    ['a withTimeout', (_env: Environment, event: SimEvent) => withTimeout(event, 9)],
    [
      'an allOf with a put that was done',
      (env: Environment, event: SimEvent) => allOf([event, new Shelf(env).place('p')]),
    ],
    [
      'an allOf with a put that waits',
      (env: Environment, event: SimEvent) => allOf([new Shelf(env, ['full'], 1).place('p'), event]),
    ],
    ['an allOf with a take', (env: Environment, event: SimEvent) => allOf([new Shelf(env).take(), event])],
    [
      'a nested one',
      (_env: Environment, event: SimEvent, other: SimEvent) => firstOf([other, allOf([event, other])]),
    ],
  ])('that nobody awaits, %s, ends the run as it comes', async (_name, combine) => {
    const env = new Environment();
    const log = traceLog(env);
    const [event, other] = [env.event(), env.event()];
    env.process(
      body(function* (wait) {
        combine(env, event, other);
        yield* wait(env.timeout(5));
        log('never');
      }),
    );
    env.schedule(3, () => event.fail(failure));
    const error: unknown = await run(env).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(EventFailedError);
    expect(error).toMatchObject({ time: 3, cause: failure });
    expect(log.entries).toEqual([]);
  });

  it('that nobody awaits ends the run with the error of a child process', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const child = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(3));
        throw failure;
      }),
    );
    env.process(
      body(function* (wait) {
        firstOf([child.finished, env.timeout(9)]);
        yield* wait(env.timeout(5));
        log('never');
      }),
    );
    await expect(run(env)).rejects.toMatchObject({ time: 3, cause: failure });
    expect([log.entries, child.status]).toEqual([[], 'failed']);
  });

  it('that nobody awaits ends the run though the event failed in its own step', async () => {
    const env = new Environment();
    const event = env.event();
    env.process(
      body(function* (wait) {
        allOf([event, env.timeout(1)]);
        yield* wait(env.timeout(2));
        event.fail(failure);
        yield* wait(env.timeout(2));
      }),
    );
    await expect(run(env)).rejects.toMatchObject({ time: 2, cause: failure });
  });

  it('that comes before it is awaited ends the run, for an event that is combined with what stands in line', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const event = env.event();
    env.process(
      body(function* (wait) {
        const item = new Shelf(env).take();
        yield* wait(env.timeout(1));
        const choice = firstOf({ event, item });
        event.fail(failure);
        try {
          yield* wait(choice);
        } catch (error) {
          log(error);
        }
        yield* wait(env.timeout(1));
        log('never');
      }),
    );
    const error: unknown = await run(env).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(EventFailedError);
    expect(error).toMatchObject({ time: 1, cause: failure });
    expect(log.entries).toEqual([[1, failure]]);
  });

  it.each([
    ['a firstOf', (event: SimEvent, item: Waitable) => firstOf({ event, item })],
    ['an allOf', (event: SimEvent, item: Waitable) => allOf({ item, event })],
  ])(
    'that came before it was made, of %s, is thrown where that is awaited, though another child stands in line',
    async (_name, combine) => {
      const env = new Environment();
      const log = traceLog(env);
      const event = env.event();
      env.process(
        body(function* (wait) {
          const item = new Shelf(env).take();
          for (const make of [() => event, () => combine(event, item)]) {
            try {
              yield* wait<unknown>(make());
            } catch (error) {
              log(error);
            }
          }
        }),
      );
      env.schedule(1, () => event.fail(failure));
      await run(env);
      expect(log.entries).toEqual([
        [1, failure],
        [1, failure],
      ]);
    },
  );

  it.each([
    ['an enclosing choice', (inner: Waitable, other: SimEvent) => firstOf([other, inner])],
    ['a withTimeout', (inner: Waitable) => withTimeout(inner, 5)],
  ])(
    'that comes before %s is awaited ends the run, for one that was made before and listens',
    async (_name, enclose) => {
      const env = new Environment();
      const log = traceLog(env);
      const [event, other] = [env.event(), env.event()];
      env.process(
        body(function* (wait) {
          const inner = allOf([event]);
          yield* wait(env.timeout(1));
          const outer = enclose(inner, other);
          event.fail(failure);
          other.succeed();
          log(yield* wait<unknown>(outer));
        }),
      );
      const error: unknown = await run(env).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(EventFailedError);
      expect(error).toMatchObject({ time: 1, cause: failure });
    },
  );

  it('that is awaited is thrown there, alone or nested, and ends nothing', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [event, other] = [env.event(), env.event()];
    for (const combine of [
      (): Waitable => allOf([event, other]),
      () => firstOf([other, event]),
      () => firstOf({ inner: allOf({ event, other }) }),
    ]) {
      env.process(
        body(function* (wait) {
          try {
            yield* wait(combine());
          } catch (error) {
            log(error);
          }
        }),
      );
    }
    env.schedule(3, () => event.fail(failure));
    await run(env);
    expect(log.entries).toEqual([
      [3, failure],
      [3, failure],
      [3, failure],
    ]);
  });

  it('that is awaited elsewhere as well ends the run all the same', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const event = env.event();
    env.process(
      body(function* (wait) {
        try {
          yield* wait(event);
        } catch (error) {
          log(error);
        }
      }),
    );
    env.process(
      body(function* (wait) {
        allOf([event, env.timeout(1)]);
        yield* wait(env.timeout(5));
      }),
    );
    env.schedule(3, () => event.fail(failure));
    await expect(run(env)).rejects.toMatchObject({ time: 3, cause: failure });
    expect(log.entries).toEqual([]);
  });

  it('that was decided before it came is of the event alone, which nobody hears', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const event = env.event();
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ event, due: env.timeout(1) })));
        yield* wait(env.timeout(9));
      }),
    );
    env.schedule(3, () => event.fail(failure));
    const error: unknown = await run(env).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ time: 3, cause: failure });
    expect((error as Error).message).toMatch(/^an event failed/);
    expect(log.entries).toEqual([[1, { key: 'due', value: undefined }]]);
  });
});

describe.each(drivers)('with the $name driver, a child named then', ({ body, run }) => {
  it('is refused by allOf, whose result await would unwrap, and can still be awaited', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env, ['x']);
    env.process(
      body(function* (wait) {
        const take = shelf.take();
        expect(() => allOf({ then: take })).toThrow(ArgumentError);
        log(yield* wait(take));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, 'x']]);
  });

  it('is one like any other for firstOf', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ then: env.timeout(1), later: env.timeout(2) })));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[1, { key: 'then', value: undefined }]]);
  });
});
