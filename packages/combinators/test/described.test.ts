// How combinations show: in what waits, in who is blocked by whom, and in errors.
import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import type { Process, Waitable } from '@asimjs/core';
import { drivers } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Shelf } from './shelf.js';

describe.each(drivers)('with the $name driver, a process that waits for a combination', ({ body, run }) => {
  /** Makes a process that waits for what `combine` gives. */
  const waiter = (env: Environment, name: string, combine: () => Waitable): Process =>
    env.process(
      body(function* (wait) {
        yield* wait(combine());
        yield* wait(env.timeout(5));
      }),
      { name },
    );

  it.each<[string, (env: Environment, shelf: Shelf) => Waitable]>([
    [
      "firstOf(take: a take, bell: event 'bell')",
      (env, shelf) => firstOf({ take: shelf.take(), bell: env.event({ name: 'bell' }) }),
    ],
    ['firstOf(0: an event, 1: a take)', (env, shelf) => firstOf([env.event(), shelf.take()])],
    ['allOf(a: an event, b: a take)', (env, shelf) => allOf({ a: env.event(), b: shelf.take() })],
    ['allOf(0: a take, 1: a take)', (_, shelf) => allOf([shelf.take(), shelf.take()])],
    [
      'withTimeout(wait: a take, deadline: a timeout until Infinity)',
      (_, shelf) => withTimeout(shelf.take(), Infinity),
    ],
    [
      'firstOf(both: allOf(0: a take, 1: firstOf(2: an event)), never: an event)',
      (env, shelf) =>
        firstOf({ both: allOf([shelf.take(), firstOf({ 2: env.event() })]), never: env.event() }),
    ],
  ])('shows as %s', async (words, combine) => {
    const env = new Environment();
    const shelf = new Shelf(env);
    const process = waiter(env, 'clerk', () => combine(env, shelf));
    const { blocked } = await run(env);
    expect(blocked.map(String)).toEqual([`process 'clerk' has waited for ${words} since 0`]);
    expect(blocked.map(({ description }) => description)).toEqual([words]);
    expect(String(process.waitingFor)).toBe(words);
  });

  it('waits for whoever holds any of its children, each named once', async () => {
    const env = new Environment();
    const [ada, ben, cleo] = ['Ada', 'Ben', 'Cleo'].map(
      (name) => waiter(env, name, () => env.event()).finished,
    );
    waiter(env, 'all', () => allOf([cleo!, firstOf([ada!, cleo!]), env.event()]));
    waiter(env, 'first', () => firstOf({ ada: ada!, both: allOf([ben!, ada!]) }));
    waiter(env, 'limit', () => withTimeout(ben!, Infinity));
    waiter(env, 'nobody', () => allOf([env.event(), new Shelf(env).take()]));
    const { blocked } = await run(env);
    const names = blocked
      .slice(3)
      .map(({ process, holders }) => [process, ...holders].map(({ name }) => name));
    expect(names).toEqual([['all', 'Cleo', 'Ada'], ['first', 'Ada', 'Ben'], ['limit', 'Ben'], ['nobody']]);
  });

  it('stands in a circle with those that wait for it', async () => {
    const env = new Environment();
    const processes: Process[] = [];
    const end = (index: number): Waitable => processes[index]!.finished;
    processes.push(
      waiter(env, 'Ada', () => allOf({ ben: end(1), bell: env.event() })),
      waiter(env, 'Ben', () => firstOf([env.event(), end(2)])),
      waiter(env, 'Cleo', () => end(0)),
    );
    const { blocked } = await run(env);
    expect(blocked.map(({ cycle }) => cycle?.map(({ name }) => name))).toEqual([
      ['Ada', 'Ben', 'Cleo'],
      ['Ben', 'Cleo', 'Ada'],
      ['Cleo', 'Ada', 'Ben'],
    ]);
  });

  it('is named among those that wait for an event, and no more when that lost', async () => {
    const env = new Environment();
    const bell = env.event();
    waiter(env, 'Ada', () => firstOf([bell, env.timeout(2)]));
    waiter(env, 'Ben', () => allOf([env.timeout(2), bell]));
    waiter(env, 'Cleo', () => firstOf([env.timeout(9), allOf({ bell })]));
    await run(env, { until: 1 });
    expect(bell.waiters).toEqual(['Ada', 'Ben', 'Cleo']);
    await run(env, { until: 3 });
    expect(bell.waiters).toEqual(['Ben', 'Cleo']);
  });

  it('is touched when one of several children happens, for an explorer', async () => {
    const env = new Environment();
    const process = waiter(env, 'clerk', () => allOf([env.timeout(1), env.timeout(2)]));
    await run(env, { until: 0 });
    const touched = new Set<unknown>();
    await run(env, { until: 1, explorer: { choose: () => 0, touched: (what) => touched.add(what) } });
    expect([touched.has(process), process.status]).toEqual([true, 'waiting']);
  });

  it('is named by its parts in an error, if it fails or is never awaited', async () => {
    const messages: unknown[] = [];
    for (const delay of [1, 3]) {
      const env = new Environment();
      const bell = env.event({ name: 'bell' });
      env.process(
        body(function* (wait) {
          allOf({ bell, take: new Shelf(env, ['x']).take() });
          yield* wait(env.timeout(2));
        }),
        { name: 'clerk' },
      );
      env.schedule(delay, () => bell.fail('broken'));
      messages.push(await run(env).catch((error: unknown) => error instanceof Error && error.message));
    }
    expect(messages).toEqual([
      'allOf(bell: event \'bell\', take: a take) failed and nobody was waiting for it: "broken" (time 1)',
      "process 'clerk' failed and nobody was waiting for its end: UnusedOperationError: process 'clerk' ended without having awaited allOf(bell: event 'bell', take: a take), which was taken back; await it, race it with firstOf, or withdraw() it (time 2, in process 'clerk') (time 2, in process 'clerk')",
    ]);
  });
});
