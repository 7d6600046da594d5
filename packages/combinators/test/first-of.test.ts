import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { firstOf } from '@asimjs/combinators';

describe.each(drivers)('firstOf with the $name driver', ({ body, run }) => {
  it('gives the key and the value of the named child that happened first', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ slow: env.timeout(3, 'tortoise'), quick: env.timeout(2, 'hare') })));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[2, { key: 'quick', value: 'hare' }]]);
  });

  it('gives the index and the value of the listed child that happened first', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf([env.timeout(3, 'tortoise'), env.timeout(2, 'hare')])));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[2, { index: 1, value: 'hare' }]]);
  });

  it('gives undefined as the value of a child that has none', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ only: env.timeout(1) })));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[1, { key: 'only', value: undefined }]]);
  });

  it('gives the one that was scheduled first of two that happen at the same time', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        const earlier = env.timeout(2);
        const later = env.timeout(2);
        log(yield* wait(firstOf({ later, earlier })));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[2, { key: 'earlier', value: undefined }]]);
  });

  it('goes on at once if a child has happened already, wherever it stands', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const done = env.event<string>();
    done.succeed('done');
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ a: env.event(), b: env.timeout(0), c: done })));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, { key: 'c', value: 'done' }]]);
  });

  it('prefers the first in the order given of several that have happened', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [x, y] = [env.event<string>(), env.event<string>()];
    y.succeed('y');
    x.succeed('x');
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ b: x, a: y })));
        log(yield* wait(firstOf([env.event(), y, x])));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, { key: 'b', value: 'x' }],
      [0, { index: 1, value: 'y' }],
    ]);
  });

  it('looks at integer-like keys first, as JavaScript orders them', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const done = env.event();
    done.succeed();
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ b: done, a: done, 2: done, 1: done })));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, { key: '1', value: undefined }]]);
  });

  it('throws the error of a child that fails first', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const broken = env.event();
    env.schedule(1, () => broken.fail(new Error('no')));
    env.process(
      body(function* (wait) {
        try {
          yield* wait(firstOf({ broken, later: env.timeout(2) }));
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
    const broken = env.event();
    env.process(
      body(function* (wait) {
        for (const attempt of ['first', 'second']) {
          try {
            yield* wait(firstOf([env.timeout(9), broken]));
          } catch (error) {
            log(attempt, (error as Error).message);
          }
        }
      }),
    );
    env.schedule(1, () => broken.fail(new Error('no')));
    await run(env);
    expect(log.entries).toEqual([
      [1, 'first', 'no'],
      [1, 'second', 'no'],
    ]);
  });

  it('hears a child that loses no longer, so its failure ends the run', async () => {
    const env = new Environment();
    const broken = env.event({ name: 'broken' });
    env.schedule(2, () => broken.fail(new Error('no')));
    env.process(
      body(function* (wait) {
        yield* wait(firstOf([env.timeout(1), broken]));
      }),
    );
    await expect(run(env)).rejects.toThrow("event 'broken' failed and nobody was waiting");
  });

  it('joins the end of a process', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const child = env.process<string>(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        return 'result';
      }),
    );
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ child: child.finished, late: env.timeout(3) })));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[2, { key: 'child', value: 'result' }]]);
  });

  it('wakes once though two children happen in one instant', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [x, y] = [env.event<string>(), env.event<string>()];
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf([x, y])));
        yield* wait(env.timeout(5));
        log('after 5');
      }),
    );
    env.schedule(1, () => {
      y.succeed('y');
      x.succeed('x');
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, { index: 1, value: 'y' }],
      [6, 'after 5'],
    ]);
  });

  it('takes the same event twice', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const bell = env.event<string>();
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ a: bell, b: bell })));
        log(bell.status);
      }),
    );
    env.schedule(1, () => bell.succeed('ring'));
    await run(env);
    expect(log.entries).toEqual([
      [1, { key: 'a', value: 'ring' }],
      [1, 'succeeded'],
    ]);
  });
});
