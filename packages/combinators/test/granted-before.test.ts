// A choice over what was made, and granted or decided, in an earlier step.
import { allOf, firstOf } from '@asimjs/combinators';
import { Environment, OperationUseError } from '@asimjs/core';
import type { SimEvent, Waitable } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Shelf } from './shelf.js';

/** What the things of a choice are made of, at 0. */
interface Scene {
  readonly env: Environment;
  /** Happens at 1, before the choice. */
  readonly done: SimEvent;
  readonly never: Waitable;
  /** Holds 'x'. */
  readonly stock: Shelf;
  /** Holds 'y'. */
  readonly other: Shelf;
  /** Holds nothing. */
  readonly target: Shelf;
}

describe.each(drivers)('with the $name driver, firstOf over what was made before', ({ body, run }) => {
  /** What a choice at 1 gives over what was made at 0, and what the stock, the other and the target hold then. */
  async function choose(make: (scene: Scene) => Record<string, Waitable>): Promise<unknown> {
    const env = new Environment();
    const log = traceLog(env);
    const [done, never] = [env.event(), env.event()];
    const shelves = [new Shelf(env, ['x']), new Shelf(env, ['y']), new Shelf(env)] as const;
    const [stock, other, target] = shelves;
    env.process(
      body(function* (wait) {
        const children = make({ env, done, never, stock, other, target });
        yield* wait(env.timeout(1));
        let choice: Waitable;
        try {
          choice = firstOf(children);
        } catch (error) {
          log(error instanceof OperationUseError && error.message);
          // They are as they were.
          choice = allOf(children);
        }
        log(yield* wait(choice));
        log(...shelves.map(({ items }) => items));
      }),
      { name: 'clerk' },
    );
    env.schedule(1, () => done.succeed(), { priority: -1 });
    await run(env);
    return log.entries;
  }

  it('takes a put that was done, if what stands before it has not happened', async () => {
    expect(await choose(({ never, target }) => ({ never, put: target.place('p') }))).toEqual([
      [1, { key: 'put', value: undefined }],
      [1, ['x'], ['y'], ['p']],
    ]);
  });

  it('takes a put that was done, if it stands before an event that has happened', async () => {
    expect(await choose(({ done, target }) => ({ put: target.place('p'), done }))).toEqual([
      [1, { key: 'put', value: undefined }],
      [1, ['x'], ['y'], ['p']],
    ]);
  });

  it('takes an operation that was granted, and gives back what an allOf beside it holds so far', async () => {
    expect(
      await choose(({ never, stock, other }) => ({ half: allOf([stock.take(), never]), take: other.take() })),
    ).toEqual([
      [1, { key: 'take', value: 'y' }],
      [1, ['x'], [], []],
    ]);
  });

  it('refuses a choice that was decided for a put, if an event before it has happened too', async () => {
    expect(
      await choose(({ done, target }) => ({
        done,
        inner: firstOf({ put: target.place('p'), take: target.take() }),
      })),
    ).toEqual([
      [
        1,
        "firstOf(done: an event, inner: firstOf(put: a place, take: a take)) has 'inner', which was put before the choice and would lose it; make it inside the call of firstOf (time 1, in process 'clerk')",
      ],
      [1, { done: undefined, inner: { key: 'put', value: undefined } }],
      [1, ['x'], ['y'], ['p']],
    ]);
  });

  it('gives back what a choice was decided for, if that is no put, though it had a put to choose', async () => {
    expect(
      await choose(({ done, stock, target }) => ({
        done,
        inner: firstOf({ take: stock.take(), put: target.place('p') }),
      })),
    ).toEqual([
      [1, { key: 'done', value: undefined }],
      [1, ['x'], ['y'], []],
    ]);
  });

  it('lets a choice that was decided by an event win over an operation that was granted', async () => {
    expect(
      await choose(({ env, stock, other }) => ({
        inner: firstOf({ due: env.timeout(0), take: new Shelf(env).take() }),
        take: other.take(),
        both: allOf([stock.take(), env.event()]),
      })),
    ).toEqual([
      [1, { key: 'inner', value: { key: 'due', value: undefined } }],
      [1, ['x'], ['y'], []],
    ]);
  });
});
