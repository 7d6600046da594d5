// When a combination is decided, and by what: neither sooner nor later than its children allow.
import { allOf, firstOf } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import type { SimEvent } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import type { Script, TraceLog, Wait } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Shelf } from './shelf.js';

/** What a model of one process is made of. */
interface Model {
  readonly env: Environment;
  readonly log: TraceLog;
  /** Has happened. */
  readonly done: SimEvent<string>;
  readonly bell: SimEvent<string>;
  readonly left: Shelf;
  readonly right: Shelf;
}

type ModelScript = (wait: Wait, model: Model) => ReturnType<Script>;

describe.each(drivers)('with the $name driver, a combination', ({ body, run }) => {
  /** The log of a process, with the time at which nothing is left to do. */
  async function trace(script: ModelScript): Promise<unknown> {
    const env = new Environment();
    const log = traceLog(env);
    const [done, bell] = [env.event<string>(), env.event<string>()];
    done.succeed('done');
    const model = { env, log, done, bell, left: new Shelf(env), right: new Shelf(env) };
    env.process(body((wait) => script(wait, model)));
    await run(env);
    log('end');
    return log.entries;
  }

  describe('of an operation that was asked for in this step', () => {
    it('is decided by a look at its resource, but not by a look at another', async () => {
      const look = (at: 'left' | 'right'): Promise<unknown> =>
        trace(function* (wait, model) {
          const { log, bell, left } = model;
          left.place('x');
          const choice = firstOf({ item: left.take(), bell });
          log(model[at].items);
          bell.succeed('ring');
          log(yield* wait(choice), left.items);
        });
      expect(await look('left')).toEqual([
        [0, []],
        [0, { key: 'item', value: 'x' }, []],
        [0, 'end'],
      ]);
      expect(await look('right')).toEqual([
        [0, []],
        [0, { key: 'bell', value: 'ring' }, ['x']],
        [0, 'end'],
      ]);
    });

    it('leaves it to an enclosing choice, though another child of it has happened', async () => {
      const entries = await trace(function* (wait, { log, done, left }) {
        left.place('x');
        log(yield* wait(firstOf({ both: allOf([done, left.take()]), done })), left.items);
        log(yield* wait(firstOf({ only: allOf([left.take()]), done })), left.items);
      });
      expect(entries).toEqual([
        [0, { key: 'done', value: 'done' }, ['x']],
        [0, { key: 'done', value: 'done' }, ['x']],
        [0, 'end'],
      ]);
    });
  });

  it('of operations none of which stands in line yet is decided by the first in order that has happened', async () => {
    const entries = await trace(function* (wait, { env, log, bell, left, right }) {
      const horn = env.event<string>();
      const choice = firstOf([firstOf({ bell, item: left.take() }), firstOf({ horn, item: right.take() })]);
      horn.succeed('toot');
      bell.succeed('ring');
      log(yield* wait(choice));
    });
    expect(entries).toEqual([
      [0, { index: 0, value: { key: 'bell', value: 'ring' } }],
      [0, 'end'],
    ]);
  });

  describe('of an operation that stands in line already', () => {
    /** Puts, and has it done at once. */
    const serve = (shelf: Shelf, item: string): void => {
      shelf.place(item);
      shelf.touch();
    };

    it('is decided when that is granted, though an event that happens after it is named first', async () => {
      const entries = await trace(function* (wait, { env, log, bell, left }) {
        const item = left.take();
        yield* wait(env.timeout(1));
        const choice = firstOf({ bell, item });
        serve(left, 'x');
        bell.succeed('ring');
        log(yield* wait(choice));
      });
      expect(entries).toEqual([
        [1, { key: 'item', value: 'x' }],
        [1, 'end'],
      ]);
    });

    it('performs one of two that are served in the step that made it', async () => {
      const entries = await trace(function* (wait, { env, log, left, right }) {
        const takes = { left: left.take(), right: right.take() };
        yield* wait(env.timeout(1));
        const choice = firstOf(takes);
        serve(right, 'r');
        serve(left, 'l');
        log(left.items, right.items);
        log(yield* wait(choice));
      });
      expect(entries).toEqual([
        [1, ['l'], []],
        [1, { key: 'right', value: 'r' }],
        [1, 'end'],
      ]);
    });

    it('waits for the others, if it is an allOf and one was granted before it is awaited', async () => {
      const entries = await trace(function* (wait, { env, log, left, right }) {
        const takes = [left.take(), right.take()] as const;
        yield* wait(env.timeout(1));
        const all = allOf([...takes, env.timeout(2, 'due')]);
        serve(left, 'l');
        env.schedule(1, () => {
          right.place('r');
        });
        log(yield* wait(all));
      });
      expect(entries).toEqual([
        [3, ['l', 'r', 'due']],
        [3, 'end'],
      ]);
    });

    it('decides an enclosing choice, if it is an allOf', async () => {
      const entries = await trace(function* (wait, { env, log, bell, left }) {
        const item = left.take();
        yield* wait(env.timeout(1));
        const choice = firstOf({ bell, all: allOf({ item }) });
        serve(left, 'x');
        bell.succeed('ring');
        log(yield* wait(choice));
      });
      expect(entries).toEqual([
        [1, { key: 'all', value: { item: 'x' } }],
        [1, 'end'],
      ]);
    });
  });

  it('of what has happened has happened, if it is an allOf, and wins over what could be granted', async () => {
    const entries = await trace(function* (wait, { log, done, left }) {
      left.place('x');
      log(
        yield* wait(firstOf({ item: left.take(), over: allOf([done, done, allOf({ done })]) })),
        left.items,
      );
    });
    expect(entries).toEqual([
      [0, { key: 'over', value: ['done', 'done', { done: 'done' }] }, ['x']],
      [0, 'end'],
    ]);
  });

  it('of what has failed has failed, if it is an allOf, and wins over what could be granted', async () => {
    const entries = await trace(function* (wait, { env, log, bell, left }) {
      left.place('x');
      env.schedule(1, () => bell.fail('broken'));
      for (const combine of [
        () => bell,
        () => firstOf({ item: left.take(), both: allOf([env.event(), bell]) }),
        // What stands before it is not even tried: a put would stay done.
        () => allOf([left.place('y'), bell]),
      ]) {
        try {
          yield* wait<unknown>(combine());
        } catch (error) {
          log(error, left.items);
        }
      }
    });
    expect(entries).toEqual([
      [1, 'broken', ['x']],
      [1, 'broken', ['x']],
      [1, 'broken', ['x']],
      [1, 'end'],
    ]);
  });

  it('waits for the others if one has happened, if it is an allOf', async () => {
    const entries = await trace(function* (wait, { env, log, done, left }) {
      left.place('x');
      log(yield* wait(allOf([done, env.timeout(1, 'due'), left.take()])));
    });
    expect(entries).toEqual([
      [1, ['done', 'due', 'x']],
      [1, 'end'],
    ]);
  });

  it('listens to none of the children behind the first that can be granted', async () => {
    const entries = await trace(function* (wait, { env, log, bell, left }) {
      left.place('x');
      log(yield* wait(firstOf({ item: left.take(), late: env.timeout(100), bell })), bell.waiters);
    });
    expect(entries).toEqual([
      [0, { key: 'item', value: 'x' }, []],
      [0, 'end'],
    ]);
  });
});
