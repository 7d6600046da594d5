import { Environment, OperationUseError } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Shelf } from './shelf.js';

describe.each(drivers)('puts in combinations with the $name driver', ({ body, run }) => {
  it.each([
    [
      'an allOf in a firstOf',
      (env: Environment, shelf: Shelf) => firstOf([allOf([shelf.place('x')]), env.event()]),
    ],
    [
      'an allOf in a withTimeout',
      (_: Environment, shelf: Shelf) => withTimeout(allOf([shelf.place('x')]), 1),
    ],
    [
      'a firstOf in an allOf in a firstOf',
      (env: Environment, shelf: Shelf) => firstOf([allOf([firstOf([shelf.place('x'), env.event()])])]),
    ],
    [
      'an allOf in a firstOf in a firstOf',
      (env: Environment, shelf: Shelf) => firstOf([firstOf([allOf([shelf.place('x'), env.event()])])]),
    ],
    [
      'an allOf in an allOf in a firstOf',
      (env: Environment, shelf: Shelf) =>
        firstOf({ a: allOf({ b: allOf({ c: shelf.place('x') }) }), d: env.event() }),
    ],
    [
      'a withTimeout in an allOf in a firstOf',
      (_: Environment, shelf: Shelf) => firstOf([allOf([withTimeout(shelf.place('x'), 1)])]),
    ],
  ] as const)('refuse a put inside %s', async (_name, combine) => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env);
    env.process(
      body(function* (wait) {
        expect(() => combine(env, shelf)).toThrow(OperationUseError);
        yield* wait(env.timeout(1));
        log('goes on');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[1, 'goes on']]);
  });

  it.each([
    ['a firstOf', (env: Environment, shelf: Shelf) => firstOf([env.event(), shelf.place('x')])],
    ['a withTimeout', (_: Environment, shelf: Shelf) => withTimeout(shelf.place('x'), 1)],
    ['an allOf', (env: Environment, shelf: Shelf) => allOf([env.timeout(0), shelf.place('x')])],
    [
      'a firstOf in a firstOf',
      (env: Environment, shelf: Shelf) => firstOf([firstOf([shelf.place('x')]), env.event()]),
    ],
    [
      'a firstOf in an allOf',
      (env: Environment, shelf: Shelf) => allOf([firstOf([shelf.place('x'), env.event()])]),
    ],
    [
      'an allOf in an allOf',
      (env: Environment, shelf: Shelf) => allOf([allOf([shelf.place('x')]), env.timeout(0)]),
    ],
  ] as const)('take a put inside %s', async (_name, combine) => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env);
    env.process(
      body(function* (wait) {
        yield* wait<unknown>(combine(env, shelf));
        log(shelf.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, ['x']]]);
  });

  it('refuse a put that was done before the choice and would lose it', async () => {
    const env = new Environment();
    const shelf = new Shelf(env);
    const done = env.event();
    done.succeed();
    env.process(
      body(function* (wait) {
        const put = shelf.place('x');
        yield* wait(env.timeout(1));
        expect(() => firstOf([done, put])).toThrow(OperationUseError);
        yield* wait(put);
      }),
    );
    await run(env);
    expect(shelf.items).toEqual(['x']);
  });

  it('refuse a put that was done before and stands in an inner choice beside another granted operation', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [target, stock] = [new Shelf(env), new Shelf(env, ['x'])];
    env.process(
      body(function* (wait) {
        const [put, take] = [target.place('p'), stock.take()];
        yield* wait(env.timeout(1));
        const inner = firstOf([put, env.event()]);
        expect(() => firstOf([inner, take])).toThrow(OperationUseError);
        log(yield* wait(inner), yield* wait(take));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[1, { index: 0, value: undefined }, 'x']]);
  });
});
