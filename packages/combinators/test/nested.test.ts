import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Shelf } from './shelf.js';

describe.each(drivers)('nested combinations with the $name driver', ({ body, run }) => {
  it('give nested results', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        log(
          yield* wait(
            firstOf({
              never: env.event(),
              both: allOf([
                firstOf({ x: env.timeout(2, 'x'), y: env.timeout(1, 'y') }),
                withTimeout(env.timeout(3, 'z'), 5),
              ]),
            }),
          ),
        );
      }),
    );
    const { now } = await run(env);
    expect(log.entries).toEqual([
      [
        3,
        {
          key: 'both',
          value: [
            { key: 'y', value: 'y' },
            { timedOut: false, value: 'z' },
          ],
        },
      ],
    ]);
    expect(now).toBe(3);
  });

  it('withdraw and give back at depth 3', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [a, b, c] = [new Shelf(env, ['a1', 'a2']), new Shelf(env, ['b1']), new Shelf(env)];
    env.process(
      body(function* (wait) {
        const deep = allOf([a.take(), firstOf([c.take(), allOf([b.take(), c.take()])])]);
        log(yield* wait(firstOf({ deep, late: env.timeout(2) })));
        log(a.items, b.items, c.waiting);
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        log(a.items, b.items, c.waiting);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, ['a2'], [], 2],
      [2, { key: 'late', value: undefined }],
      [2, ['a1', 'a2'], ['b1'], 0],
    ]);
  });

  it('perform one of the leaves of a choice of choices', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelves = ['a', 'b', 'c', 'd'].map((item) => new Shelf(env, [item]));
    const [a, b, c, d] = shelves as [Shelf, Shelf, Shelf, Shelf];
    env.process(
      body(function* (wait) {
        log(
          yield* wait(
            firstOf({
              left: firstOf([firstOf({ a: a.take() }), b.take()]),
              right: firstOf([c.take(), d.take()]),
            }),
          ),
        );
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, { key: 'left', value: { index: 0, value: { key: 'a', value: 'a' } } }]]);
    expect(shelves.map((shelf) => shelf.items)).toEqual([[], ['b'], ['c'], ['d']]);
    expect(shelves.map((shelf) => shelf.waiting)).toEqual([0, 0, 0, 0]);
  });

  it('hand an error up to the outermost', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const broken = env.event();
    const shelf = new Shelf(env, ['x']);
    env.schedule(1, () => broken.fail(new Error('no')));
    env.process(
      body(function* (wait) {
        try {
          yield* wait(
            allOf({ x: shelf.take(), deep: firstOf([allOf([env.event(), broken]), env.timeout(9)]) }),
          );
        } catch (error) {
          log((error as Error).message, shelf.items);
        }
      }),
    );
    const { now } = await run(env);
    expect(log.entries).toEqual([[1, 'no', ['x']]]);
    expect(now).toBe(1);
  });

  it('share one event between branches', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const bell = env.event<string>();
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ late: allOf([bell, env.timeout(5)]), now: firstOf([bell]) })));
        log(yield* wait(bell));
      }),
    );
    env.schedule(1, () => bell.succeed('ring'));
    const { now } = await run(env);
    expect(log.entries).toEqual([
      [1, { key: 'now', value: { index: 0, value: 'ring' } }],
      [1, 'ring'],
    ]);
    expect(now).toBe(1);
  });

  it('hold an item for a while in a branch that loses to a later item of the same place', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env, ['1']);
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ both: allOf([shelf.take(), env.event()]), one: shelf.take() })));
        log(shelf.items);
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        shelf.place('2');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, { key: 'one', value: '2' }],
      [1, ['1']],
    ]);
  });
});
