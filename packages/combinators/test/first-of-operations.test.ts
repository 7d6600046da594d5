import { Environment, OperationUseError } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { firstOf } from '@asimjs/combinators';
import { Shelf } from './shelf.js';

describe.each(drivers)('firstOf over operations with the $name driver', ({ body, run }) => {
  it('performs the first that can be granted and leaves the others without effect', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [left, right] = [new Shelf(env, ['l']), new Shelf(env, ['r'])];
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ left: left.take(), right: right.take() })));
        log(left.items, right.items, left.waiting, right.waiting);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, { key: 'left', value: 'l' }],
      [0, [], ['r'], 0, 0],
    ]);
  });

  it('withdraws the losers when the winner comes later', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [left, right] = [new Shelf(env), new Shelf(env)];
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ left: left.take(), right: right.take() })));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        right.place('r');
        left.place('l');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[1, { key: 'right', value: 'r' }]]);
    expect(left.items).toEqual(['l']);
    expect(left.waiting).toBe(0);
  });

  it('lets an event that has happened win over an operation that could be granted', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env, ['x']);
    const done = env.event();
    done.succeed();
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ item: shelf.take(), done })));
        log(shelf.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, { key: 'done', value: undefined }],
      [0, ['x']],
    ]);
  });

  it('lets an operation granted in an earlier step win wherever it stands', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [old, fresh] = [new Shelf(env, ['old']), new Shelf(env, ['fresh'])];
    env.process(
      body(function* (wait) {
        const early = old.take();
        yield* wait(env.timeout(1));
        log(yield* wait(firstOf({ fresh: fresh.take(), early })));
        log(fresh.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, { key: 'early', value: 'old' }],
      [1, ['fresh']],
    ]);
  });

  it('gives a take that was granted before back if an event before it has happened too', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env, ['x']);
    const done = env.event();
    done.succeed();
    env.process(
      body(function* (wait) {
        const early = shelf.take();
        yield* wait(env.timeout(1));
        log(yield* wait(firstOf([done, early])));
        log(shelf.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, { index: 0, value: undefined }],
      [1, ['x']],
    ]);
  });

  it('refuses two operations that were granted before, and changes nothing', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [left, right] = [new Shelf(env, ['l']), new Shelf(env, ['r'])];
    env.process(
      body(function* (wait) {
        const [l, r] = [left.take(), right.take()];
        yield* wait(env.timeout(1));
        expect(() => firstOf([l, r])).toThrow(OperationUseError);
        log(left.items, right.items);
        log(yield* wait(r));
        log(yield* wait(l));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, [], []],
      [1, 'r'],
      [1, 'l'],
    ]);
  });

  it('throws at the call, so that the others of a refused choice stay usable', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [left, right, free] = [new Shelf(env, ['l']), new Shelf(env, ['r']), new Shelf(env)];
    env.process(
      body(function* (wait) {
        const [l, r] = [left.take(), right.take()];
        yield* wait(env.timeout(1));
        const put = free.place('p');
        expect(() => firstOf({ put, l, r })).toThrow(OperationUseError);
        yield* wait(put);
        log(free.items, yield* wait(l), yield* wait(r));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[1, ['p'], 'l', 'r']]);
  });

  it('performs one of two puts', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [left, right] = [new Shelf(env), new Shelf(env)];
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ left: left.place('x'), right: right.place('x') })));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, { key: 'left', value: undefined }]]);
    expect([left.items, right.items]).toEqual([['x'], []]);
  });

  it('keeps the place in line that an operation took when it was made', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env);
    env.process(
      body(function* (wait) {
        const mine = shelf.take();
        yield* wait(env.timeout(2));
        log('a', yield* wait(firstOf([mine, env.timeout(9)])));
      }),
    );
    env.process(
      body(function* (wait) {
        log('b', yield* wait(shelf.take()));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(3));
        shelf.place('first');
        shelf.place('second');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [3, 'a', { index: 0, value: 'first' }],
      [3, 'b', 'second'],
    ]);
  });

  it('may be waited for in a later step than it was made in, and is decided when its step ends', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [left, right] = [new Shelf(env), new Shelf(env, ['r'])];
    env.process(
      body(function* (wait) {
        const choice = firstOf({ left: left.take(), right: right.take() });
        yield* wait(env.timeout(2));
        log(left.items, right.items);
        log(yield* wait(choice));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        log(right.items, left.waiting);
        left.place('l');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, [], 0],
      [2, ['l'], []],
      [2, { key: 'right', value: 'r' }],
    ]);
  });

  it('is decided as a whole when one of its resources is read', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [left, right] = [new Shelf(env, ['l']), new Shelf(env, ['r'])];
    env.process(
      body(function* (wait) {
        const choice = firstOf({ left: left.take(), right: right.take() });
        log(right.items, left.items);
        log(yield* wait(choice));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, ['r'], []],
      [0, { key: 'left', value: 'l' }],
    ]);
  });
});
