import { describe, expect, it } from 'vitest';
import { Environment } from '@asimjs/core';
import type { ModelFactory } from '@asimjs/testing';
import { countsOf, exploring } from './exploring.js';
import { Turnstile } from './turnstile.js';

describe.each(exploring)('an invariant ($name processes)', ({ body, explore }) => {
  it('is checked after every step, and when nothing is left to do', async () => {
    const seen: string[] = [];
    const factory: ModelFactory = () => {
      const env = new Environment();
      let at = 'begins';
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(1));
          at = 'is in the middle';
          const done = env.event();
          done.succeed();
          yield* wait(done);
          at = 'ends';
        }),
      );
      env.schedule(2, () => (at = 'is called'));
      return { env, invariant: () => void seen.push(`${env.now} ${at}`) };
    };
    await explore(factory);
    expect(seen).toEqual(['0 begins', '1 is in the middle', '1 ends', '2 is called', '2 is called']);
  });

  /** In one instant a lamp goes on and off again, in two steps, and somebody comes. They have nothing to do with each other. */
  const lampAndVisitor: ModelFactory = ({ touch }) => {
    const env = new Environment();
    const bell = env.event({ name: 'bell' });
    let isLit = false;
    let isThere = false;
    const lamp = (): void => {
      touch('lamp');
      isLit = !isLit;
    };
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        lamp();
        bell.succeed();
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(bell);
        lamp();
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        touch('visitor');
        isThere = true;
      }),
    );
    const invariant = (): void => {
      if (isLit && isThere) throw new Error('somebody saw the light');
    };
    return { env, invariant };
  };

  it('sees what stands between the steps of an entry in every order', async () => {
    for (const reduce of [false, true]) {
      const { failure } = await explore(lampAndVisitor, { reduce });
      expect(failure).toMatchObject({ kind: 'invariant', time: 1, schedule: '1=1' });
    }
  });

  it('leaves out orders of entries of one step each', async () => {
    const factory: ModelFactory = () => {
      const env = new Environment();
      for (let count = 0; count < 4; count++) env.schedule(1, () => undefined);
      return { env, invariant: () => undefined };
    };
    expect(countsOf(await explore(factory))).toEqual({ schedules: 1, cut: 7, tooLong: 0, isFinished: true });
  });

  it('may look, and change nothing', async () => {
    const make = (): Environment => {
      const env = new Environment();
      env.schedule(1, () => undefined);
      return env;
    };
    const looking: ModelFactory = () => {
      const env = make();
      return { env, invariant: () => expect(env.peek()).toBe(env.now === 0 ? 1 : Infinity) };
    };
    expect((await explore(looking)).failure).toBeUndefined();
    const changing: ModelFactory = () => {
      const env = make();
      return { env, invariant: () => env.event().succeed() };
    };
    const { failure } = await explore(changing);
    expect([failure?.kind, String(failure?.error)]).toEqual([
      'invariant',
      'ReadOnlyError: an invariant tried to change the simulation; it may only look, so make the change in a process or a scheduled callback (time 1)',
    ]);
  });

  it('does not have anything done by looking at it', async () => {
    const inside = async (looks: boolean): Promise<string[][]> => {
      const ends: string[][] = [];
      await explore(
        () => {
          const env = new Environment();
          const turnstile = new Turnstile(env);
          const now = env.event();
          now.succeed();
          const entered: string[] = [];
          env.process(
            body(function* (wait) {
              const enter = turnstile.enter();
              yield* wait(now);
              entered.push(enter.withdraw() ? 'not asked for yet' : 'asked for');
              if (enter.pending) return;
            }),
          );
          const model = { env, atEnd: () => void ends.push(entered) };
          return looks
            ? { ...model, invariant: () => expect(turnstile.inside.length).toBeLessThan(2) }
            : model;
        },
        { allowBlocked: true },
      );
      return ends;
    };
    expect(await inside(true)).toEqual(await inside(false));
  });
});
