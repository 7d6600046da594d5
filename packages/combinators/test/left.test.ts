// What becomes of the parts of a combination that is left: by its process, or by the choice that it stood in.
import { allOf, firstOf } from '@asimjs/combinators';
import { Environment, OperationUseError, UnusedOperationError } from '@asimjs/core';
import type { Operation, Waitable as AnyWaitable } from '@asimjs/core';
import { Waitable } from '@asimjs/core/protocol';
import type { Listener } from '@asimjs/core/protocol';
import { drivers, traceLog } from '@asimjs/testing';
import type { TraceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Shelf } from './shelf.js';

/** Writes down who takes an interest in it. */
class Watched extends Waitable<string> {
  readonly operations: readonly Operation<unknown>[] = [];
  readonly failed = false;
  outcome: string | undefined = undefined;
  private readonly name: string;
  private readonly log: TraceLog;
  private listener: Listener | undefined = undefined;

  constructor(env: Environment, name: string, log: TraceLog) {
    super(env.kernel);
    this.name = name;
    this.log = log;
  }

  get pending(): boolean {
    return this.outcome === undefined;
  }

  happen(outcome: string): void {
    this.outcome = outcome;
    this.listener?.happened(this);
  }

  attend(listener: Listener): void {
    this.listener = listener;
    this.log(this.name, 'attended');
  }

  abandon(listener: Listener): void {
    expect(listener).toBe(this.listener);
    this.log(this.name, 'abandoned');
  }

  describe(): string {
    return this.name;
  }
}

describe.each(drivers)('with the $name driver, a combination that is left', ({ body, run }) => {
  it('abandons each of its parts once, and not what lost before a second time', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const watched = (name: string): Watched => new Watched(env, name, log);
    const [a, b, c] = [watched('a'), watched('b'), watched('c')];
    const process = env.process(
      body(function* (wait) {
        yield* wait(allOf({ choice: firstOf([a, b]), c }));
      }),
    );
    env.schedule(1, () => b.happen('won'));
    env.schedule(2, () => process.cancel());
    await run(env);
    expect(log.entries).toEqual([
      [0, 'a', 'attended'],
      [0, 'b', 'attended'],
      [0, 'c', 'attended'],
      [1, 'a', 'abandoned'],
      [2, 'b', 'abandoned'],
      [2, 'c', 'abandoned'],
    ]);
  });

  it('gives back what was granted before it, though it was made in the step with which its process ends', async () => {
    const env = new Environment();
    const [stock, other] = [new Shelf(env, ['x']), new Shelf(env)];
    env.process(
      body(function* (wait) {
        const early = stock.take();
        yield* wait(env.timeout(1));
        allOf([early, other.take()]);
      }),
    );
    await expect(run(env)).rejects.toMatchObject({ cause: expect.any(UnusedOperationError) as unknown });
    expect([stock.items, other.waiting]).toEqual([['x'], 0]);
  });

  it('gives back what was granted before it, though the choice that it stands in is decided already', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [stock, other] = [new Shelf(env, ['x']), new Shelf(env, ['y'])];
    const done = env.event();
    done.succeed();
    env.process(
      body(function* (wait) {
        const early = stock.take();
        yield* wait(env.timeout(1));
        log(yield* wait(firstOf({ both: allOf([early, other.take()]), done })), stock.items, other.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[1, { key: 'done', value: undefined }, ['x'], ['y']]]);
  });

  it.each<[string, (child: AnyWaitable<string>) => AnyWaitable]>([
    ['a firstOf', (child) => firstOf([child])],
    ['an allOf', (child) => allOf([child])],
  ])('stays withdrawn though the event that decided against it is its own too: %s', async (name, combine) => {
    const env = new Environment();
    const log = traceLog(env);
    const bell = env.event<string>();
    env.process(
      body(function* (wait) {
        const inner = combine(bell);
        log(yield* wait(firstOf({ bell, inner })));
        try {
          yield* wait(inner);
        } catch (error) {
          log(error instanceof OperationUseError && error.message);
        }
      }),
      { name: 'clerk' },
    );
    env.schedule(1, () => bell.succeed('ring'));
    await run(env);
    expect(log.entries).toEqual([
      [1, { key: 'bell', value: 'ring' }],
      [
        1,
        `${name.replace(/^an? /, '')}(0: an event) was withdrawn; make a new one (time 1, in process 'clerk')`,
      ],
    ]);
  });

  it('says that it was withdrawn, though it had happened, if what it was granted went back', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [stock, broken] = [new Shelf(env, ['x']), env.event()];
    env.process(
      body(function* (wait) {
        const inner = firstOf({ take: stock.take() });
        for (const waitable of [allOf([inner, broken]), inner]) {
          try {
            yield* wait<unknown>(waitable);
          } catch (error) {
            log(error instanceof OperationUseError ? error.message : error, stock.items);
          }
        }
      }),
      { name: 'clerk' },
    );
    env.schedule(1, () => broken.fail('broken'));
    await run(env);
    expect(log.entries).toEqual([
      [1, 'broken', ['x']],
      [1, "firstOf(take: a take) was withdrawn; make a new one (time 1, in process 'clerk')", ['x']],
    ]);
  });
});
