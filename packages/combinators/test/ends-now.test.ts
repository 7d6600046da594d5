// A patient delivery leaves a wait alone that ends in this instant anyway: combinations know it of their children.
import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import type { SimEvent, Waitable } from '@asimjs/core';
import { taskOf } from '@asimjs/core/protocol';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';

/** Made at 0. */
interface Children {
  readonly env: Environment;
  /** Due at 2, the time of the delivery. */
  readonly due: Waitable;
  readonly later: Waitable;
  /** Happens at 1. */
  readonly done: SimEvent;
  readonly never: Waitable;
}

type Combine = (children: Children) => Waitable;

const ending: readonly (readonly [string, Combine])[] = [
  ['firstOf: one is due', ({ later, due }) => firstOf([later, due])],
  ['firstOf: all are due', ({ env, due }) => firstOf([due, env.timeout(2)])],
  ['firstOf: an allOf that is due', ({ due, never }) => firstOf([never, allOf([due])])],
  ['allOf: the only one is due', ({ due }) => allOf([due])],
  ['allOf: all are due', ({ env, due }) => allOf([due, env.timeout(2)])],
  ['allOf: one has happened, the other is due', ({ done, due }) => allOf([done, due])],
  ['allOf: a firstOf that is due', ({ due, never }) => allOf([firstOf([never, due])])],
  ['allOf: a firstOf is over, the other is due', ({ done, due }) => allOf([firstOf([done]), due])],
  ['allOf: an allOf is over, the other is due', ({ done, due }) => allOf([allOf([done]), due])],
  ['withTimeout: time is up', ({ never }) => withTimeout(never, 2)],
  ['withTimeout: what it waits for is due', ({ due }) => withTimeout(due, 9)],
];

const staying: readonly (readonly [string, Combine])[] = [
  ['firstOf: none is due', ({ later, never }) => firstOf([later, never])],
  ['firstOf: an allOf that is due in part', ({ due, later }) => firstOf([allOf([due, later]), later])],
  ['allOf: one is not due', ({ due, later }) => allOf([due, later])],
  ['allOf: one may never happen', ({ never, due }) => allOf([never, due])],
  ['allOf: none is due', ({ later, never }) => allOf([later, never])],
  ['allOf: one has happened, the other is not due', ({ done, later }) => allOf([done, later])],
  ['allOf: a firstOf that is not due', ({ due, later }) => allOf([due, firstOf([later])])],
  ['withTimeout: neither is due', ({ later }) => withTimeout(later, 9)],
];

describe.each(drivers)('a patient delivery at a combination, with the $name driver,', ({ body, run }) => {
  /** What a process meets that waits for a combination, and after that for 1, if an error is sent to it at 2. */
  async function trace(combine: Combine): Promise<unknown> {
    const env = new Environment();
    const log = traceLog(env);
    const done = env.event();
    const process = env.process(
      body(function* (wait) {
        const [due, later, never] = [env.timeout(2), env.timeout(8), env.event()];
        for (const make of [() => combine({ env, due, later, done, never }), () => env.timeout(1)]) {
          try {
            yield* wait(make());
            log('is over');
          } catch (error) {
            log(error);
          }
        }
      }),
    );
    env.schedule(1, () => done.succeed());
    // Before anything else of that time.
    env.schedule(2, () => void taskOf(process).deliver({ error: 'the error', patient: true }), {
      priority: -1,
    });
    await run(env);
    return log.entries;
  }

  it.each(ending)('waits until that is over if it ends now: %s', async (_name, combine) => {
    expect(await trace(combine)).toEqual([
      [2, 'is over'],
      [2, 'the error'],
    ]);
  });

  it.each(staying)('ends it if it would go on: %s', async (_name, combine) => {
    expect(await trace(combine)).toEqual([
      [2, 'the error'],
      [3, 'is over'],
    ]);
  });
});

describe('what is over', () => {
  it('does not end any more', () => {
    const env = new Environment();
    const ends: boolean[][] = [];
    env.process(function* () {
      const all = [firstOf([env.timeout(0)]), allOf([env.timeout(0)]), withTimeout(env.event(), 0)];
      const seen = (): boolean[] => all.map(({ endsNow }) => endsNow);
      ends.push(seen());
      for (const one of all) yield* one;
      ends.push(seen());
    });
    env.runSync();
    expect(ends).toEqual([
      [true, true, true],
      [false, false, false],
    ]);
  });
});
