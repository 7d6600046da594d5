import { ArgumentError, Environment, OperationUseError, OutsideProcessError } from '@asimjs/core';
import type { Waitable } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Shelf } from './shelf.js';

/** Each combination over one child, beside one that never happens. */
const combinations = [
  { call: 'firstOf', combine: (child: Waitable, env: Environment) => firstOf({ never: env.event(), child }) },
  {
    call: 'firstOf of a list',
    combine: (child: Waitable, env: Environment) => firstOf([env.event(), child]),
  },
  { call: 'allOf', combine: (child: Waitable, env: Environment) => allOf({ done: env.timeout(0), child }) },
  { call: 'allOf of a list', combine: (child: Waitable, env: Environment) => allOf([env.timeout(0), child]) },
  { call: 'withTimeout', combine: (child: Waitable) => withTimeout(child, 9) },
] as const;

describe.each(drivers)('misuse of combinations with the $name driver', ({ body, run }) => {
  /** Calls `attempt` in a process, and sees that the run goes on after it. */
  async function inProcess(env: Environment, attempt: () => void): Promise<void> {
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        attempt();
        log(yield* wait(firstOf({ a: env.timeout(1), b: env.timeout(2) })));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[1, { key: 'a', value: undefined }]]);
  }

  it.each([
    ['firstOf of an empty object', () => firstOf({})],
    ['firstOf of an empty list', () => firstOf([])],
    ['allOf of an empty object', () => allOf({})],
    ['allOf of an empty list', () => allOf([])],
  ])('%s throws', async (_name, call) => {
    await inProcess(new Environment(), () => {
      expect(call).toThrow(ArgumentError);
    });
  });

  it.each([undefined, null, 5, 'ab', () => 1])('a set of children that is %s throws', async (children) => {
    await inProcess(new Environment(), () => {
      expect(() => firstOf(children as never)).toThrow(ArgumentError);
      expect(() => allOf(children as never)).toThrow(ArgumentError);
    });
  });

  it('a list with a hole throws', async () => {
    const env = new Environment();
    await inProcess(env, () => {
      const holed: Waitable[] = [env.event()];
      holed[2] = env.event();
      expect(() => firstOf(holed)).toThrow(ArgumentError);
      expect(() => allOf(holed)).toThrow(ArgumentError);
    });
  });

  describe.each(combinations)('$call', ({ combine }) => {
    it.each([
      ['a promise', () => Promise.resolve(1)],
      ['a value', () => 5],
      ['nothing', () => undefined],
      ['null', () => null],
      ['an object with a then', () => ({ then: () => undefined })],
      ['a function that makes one', (env: Environment) => () => env.timeout(1)],
    ])('refuses %s as a child', async (_name, make) => {
      const env = new Environment();
      await inProcess(env, () => {
        // @ts-expect-error the types refuse what is no waitable
        expect(() => combine(make(env), env)).toThrow(ArgumentError);
      });
    });

    it("refuses a process and says to give its 'finished'", async () => {
      const env = new Environment();
      const child = env.process(
        body(function* (wait) {
          yield* wait(env.timeout(1));
        }),
      );
      await inProcess(env, () => {
        // @ts-expect-error the types refuse a process
        const join = (): unknown => combine(child, env);
        expect(join).toThrow(/finished/);
        expect(join).toThrow(ArgumentError);
      });
    });

    it('refuses what belongs to another environment', async () => {
      const [env, other] = [new Environment(), new Environment()];
      const foreign = other.event();
      await inProcess(env, () => {
        expect(() => combine(foreign, env)).toThrow(Error);
      });
      expect(foreign.status).toBe('pending');
    });

    it('refuses an operation that was withdrawn', async () => {
      const env = new Environment();
      const shelf = new Shelf(env, ['x']);
      await inProcess(env, () => {
        const take = shelf.take();
        expect(take.withdraw()).toBe(true);
        expect(() => combine(take, env)).toThrow(OperationUseError);
      });
      expect(shelf.items).toEqual(['x']);
    });

    it('refuses an operation that was waited for', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const shelf = new Shelf(env, ['x']);
      env.process(
        body(function* (wait) {
          const take = shelf.take();
          log(yield* wait(take));
          expect(() => combine(take, env)).toThrow(OperationUseError);
        }),
      );
      await run(env);
      expect(log.entries).toEqual([[0, 'x']]);
      expect(shelf.items).toEqual([]);
    });

    it('refuses a combination that was waited for', async () => {
      const env = new Environment();
      const log = traceLog(env);
      env.process(
        body(function* (wait) {
          const both = allOf([env.timeout(1, 'x')]);
          log(yield* wait(both));
          expect(() => combine(both, env)).toThrow(OperationUseError);
        }),
      );
      await run(env);
      expect(log.entries).toEqual([[1, ['x']]]);
    });

    it('refuses an operation that stands in another combination, which goes on', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const shelf = new Shelf(env, ['x']);
      env.process(
        body(function* (wait) {
          const take = shelf.take();
          const all = allOf([take]);
          expect(() => combine(take, env)).toThrow(OperationUseError);
          log(yield* wait(all));
        }),
      );
      await run(env);
      expect(log.entries).toEqual([[0, ['x']]]);
    });

    it('refuses the take of another process, which keeps its place', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const shelf = new Shelf(env);
      const made: Waitable[] = [];
      env.process(
        body(function* (wait) {
          const take = shelf.take();
          made.push(take);
          yield* wait(env.timeout(1));
          log(yield* wait(take));
        }),
      );
      env.process(
        body(function* (wait) {
          expect(() => combine(made[0]!, env)).toThrow(OperationUseError);
          yield* wait(env.timeout(2));
          shelf.place('x');
        }),
      );
      await run(env);
      expect(log.entries).toEqual([[2, 'x']]);
    });

    it('throws outside a process', async () => {
      const env = new Environment();
      expect(() => combine(env.timeout(1), env)).toThrow(OutsideProcessError);
      let tried = false;
      env.schedule(1, () => {
        expect(() => combine(env.timeout(1), env)).toThrow(OutsideProcessError);
        tried = true;
      });
      await run(env);
      expect(tried).toBe(true);
    });
  });

  it('the same operation twice in one combination throws, and it stays usable', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env, ['x', 'y']);
    env.process(
      body(function* (wait) {
        const take = shelf.take();
        expect(() => firstOf([take, take])).toThrow(OperationUseError);
        expect(() => allOf({ a: take, b: take })).toThrow(OperationUseError);
        log(yield* wait(take));
        log(shelf.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'x'],
      [0, ['y']],
    ]);
  });

  it('waiting twice for one combination throws at the second wait', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        const choice = firstOf([env.timeout(1, 'x')]);
        log(yield* wait(choice));
        try {
          yield* wait(choice);
        } catch (error) {
          log((error as Error).name);
        }
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, { index: 0, value: 'x' }],
      [1, 'OperationUseError'],
    ]);
  });

  it('waiting for a part of a combination throws, and the combination goes on', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env, ['x']);
    env.process(
      body(function* (wait) {
        const take = shelf.take();
        const choice = firstOf([take, env.timeout(1)]);
        try {
          yield* wait(take);
        } catch (error) {
          log((error as Error).name);
        }
        log(yield* wait(choice));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'OperationUseError'],
      [0, { index: 0, value: 'x' }],
    ]);
  });

  it('a combination that another process made for itself cannot be waited for', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env, ['x']);
    const made: Waitable[] = [];
    env.process(
      body(function* (wait) {
        const choice = firstOf([shelf.take(), env.event()]);
        made.push(choice);
        yield* wait(env.timeout(1));
        log('owner', yield* wait(choice));
      }),
    );
    env.process(
      body(function* (wait) {
        try {
          yield* wait(made[0]!);
        } catch (error) {
          log('other', (error as Error).name);
        }
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'other', 'OperationUseError'],
      [1, 'owner', { index: 0, value: 'x' }],
    ]);
  });
});
