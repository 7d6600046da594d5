// A combination as a third party would write one, on the base of the combinators.
import { allOf } from '@asimjs/combinators';
import { Combination, partsOf } from '@asimjs/combinators/base';
import { Environment } from '@asimjs/core';
import type { Waitable } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Shelf } from './shelf.js';

/** Waits until each of several has happened, be it with a value or an error, and gives these. */
class AllEnded extends Combination<unknown[]> {
  private remaining = this.children.length;

  constructor(children: readonly Waitable[]) {
    super('allEnded', partsOf('allEnded', children));
  }

  override happened(): void {
    if (--this.remaining === 0) this.grant(this.parts.map(({ waitable }) => waitable.outcome));
  }

  /** One alone never decides it. */
  protected override get decider(): undefined {
    return undefined;
  }
}

describe.each(drivers)('with the $name driver, a combination of a third party', ({ body, run }) => {
  it('is told of each of its children', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [bell, shelf] = [env.event(), new Shelf(env)];
    env.schedule(1, () => bell.fail('broken'));
    env.schedule(2, () => void shelf.place('x'));
    env.process(
      body(function* (wait) {
        log(yield* wait(new AllEnded([shelf.take(), bell, env.timeout(1, 'due')])));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[2, ['x', 'broken', 'due']]]);
  });

  it('has parts that give back what they can when it is left, whether it has happened or not', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env, ['x', 'y']);
    const process = env.process(
      body(function* (wait) {
        const over = new AllEnded([shelf.take(), shelf.place('z')]);
        yield* wait(allOf([over, new AllEnded([shelf.take(), env.event()])]));
      }),
    );
    env.schedule(1, () => {
      log(shelf.items);
      process.cancel();
      log(shelf.items);
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, ['z']],
      [1, ['x', 'y', 'z']],
    ]);
  });

  it('shows by its name and its children, and has nothing of its own that lasts', async () => {
    const env = new Environment();
    const seen: unknown[] = [];
    env.process(
      body(function* () {
        const combination = new AllEnded([env.event(), new Shelf(env).place('x')]);
        seen.push(combination.describe(), combination.name, combination.lasting, combination.goesOnUnused);
      }),
      { name: 'clerk' },
    );
    await run(env);
    expect(seen).toEqual(['allEnded(0: an event, 1: a place)', 'clerk', false, true]);
  });
});
