import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { allOf } from '@asimjs/combinators';
import { Shelf } from './shelf.js';

describe.each(drivers)('allOf with the $name driver', ({ body, run }) => {
  it('gives the values under the names of the children once the last has happened', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        log(yield* wait(allOf({ b: env.timeout(3, 'b'), a: env.timeout(1, 'a') })));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[3, { b: 'b', a: 'a' }]]);
    expect(Object.keys(log.entries[0]?.[1] as object)).toEqual(['b', 'a']);
  });

  it('gives the values of listed children as a list in the order given', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        log(yield* wait(allOf([env.timeout(3, 'b'), env.timeout(1), env.timeout(2, 7)])));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[3, ['b', undefined, 7]]]);
  });

  it('gives values under integer-like keys', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        log(
          yield* wait(allOf({ z: env.timeout(1, 'z'), 2: env.timeout(1, 'two'), 1: env.timeout(1, 'one') })),
        );
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[1, { 1: 'one', 2: 'two', z: 'z' }]]);
  });

  it('goes on at once if all have happened already', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const done = env.event<string>();
    done.succeed('done');
    env.process(
      body(function* (wait) {
        log(yield* wait(allOf([done, done])));
      }),
    );
    env.process(
      body(function* () {
        log('next process');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, ['done', 'done']],
      [0, 'next process'],
    ]);
  });

  it('throws the error of a child that fails, at the time it fails', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const broken = env.event<string>();
    env.schedule(1, () => broken.fail(new Error('no')));
    env.process(
      body(function* (wait) {
        try {
          log(yield* wait(allOf({ broken, slow: env.timeout(5) })));
        } catch (error) {
          log((error as Error).message);
        }
      }),
    );
    const { now } = await run(env);
    expect(log.entries).toEqual([[1, 'no']]);
    expect(now).toBe(1);
  });

  it('throws the error of a child that has failed already', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const child = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        throw new Error('no');
      }),
    );
    env.process(
      body(function* (wait) {
        for (const attempt of ['first', 'second']) {
          try {
            yield* wait(allOf([env.timeout(5), child.finished]));
          } catch (error) {
            log(attempt, (error as Error).message);
          }
        }
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, 'first', 'no'],
      [1, 'second', 'no'],
    ]);
  });

  it('grants operations as they come', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [left, right] = [new Shelf(env, ['l']), new Shelf(env)];
    env.process(
      body(function* (wait) {
        log('all', yield* wait(allOf({ left: left.take(), right: right.take() })));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        log(left.items);
        yield* wait(right.place('r'));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, []],
      [1, 'all', { left: 'l', right: 'r' }],
    ]);
  });

  it('takes several from the same place in the order given', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env, ['1', '2']);
    env.process(
      body(function* (wait) {
        log(yield* wait(allOf({ b: shelf.take(), a: shelf.take(), c: shelf.take() })));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        shelf.place('3');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[1, { b: '1', a: '2', c: '3' }]]);
  });

  it('joins several processes', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const children = [3, 1, 2].map((delay) =>
      env.process<number>(
        body(function* (wait) {
          yield* wait(env.timeout(delay));
          return delay;
        }),
      ),
    );
    env.process(
      body(function* (wait) {
        log(yield* wait(allOf(children.map((child) => child.finished))));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[3, [3, 1, 2]]]);
  });

  it('listens to nothing if a child has failed already: no timeout moves the clock, no error is heard by it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const failed = env.event();
    env.process(
      body(function* (wait) {
        try {
          yield* wait(failed);
        } catch {
          log('heard');
        }
        try {
          yield* wait(allOf([env.timeout(100), failed]));
        } catch (error) {
          log((error as Error).message);
        }
      }),
    );
    env.schedule(1, () => failed.fail(new Error('broken')));
    const { now } = await run(env);
    expect([...log.entries, [now, 'end']]).toEqual([
      [1, 'heard'],
      [1, 'broken'],
      [1, 'end'],
    ]);
  });

  it('does not hear for others what fails after it has failed', async () => {
    const env = new Environment();
    const [late, failed] = [env.event({ name: 'late' }), env.event()];
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(0));
        try {
          yield* wait(allOf([late, failed]));
        } catch {
          yield* wait(env.timeout(5));
        }
      }),
    );
    env.process(
      body(function* (wait) {
        try {
          yield* wait(failed);
        } catch {
          // It is heard here.
        }
      }),
    );
    env.schedule(0, () => failed.fail(new Error('broken')), { priority: -1 });
    env.schedule(1, () => late.fail(new Error('late')));
    await expect(run(env)).rejects.toThrow("event 'late' failed and nobody was waiting for it");
  });
});
