import { Environment } from '@asimjs/core';
import type { Operation } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Shelf } from './shelf.js';

/** What an operation says of itself. */
function stateOf({ state, open, pending, standsInLine, shared, lasting }: Operation<unknown>): string {
  const flags = { open, pending, standsInLine, shared, lasting };
  const set = Object.entries(flags).filter(([, value]) => value);
  return `${state}: ${set.map(([flag]) => flag).join(', ')}`;
}

describe.each(drivers)('an operation, with the $name driver', ({ body, run }) => {
  it('says how it stands', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env, 0);
    const [take, place] = await new Promise<[Operation<unknown>, Operation<unknown>]>((resolve) => {
      env.process(
        body(function* () {
          const made: [Operation<unknown>, Operation<unknown>] = [shelf.take(), shelf.place('book')];
          for (const one of made) log(stateOf(one));
          shelf.touch();
          for (const one of made) log(stateOf(one));
          made[0].withdraw();
          for (const one of made) log(stateOf(one));
          resolve(made);
        }),
      );
      void run(env);
    });
    expect(log.entries.map(([, what]) => what)).toEqual([
      'unsettled: open, pending',
      'unsettled: open, pending, lasting',
      'waiting: pending, standsInLine',
      'waiting: pending, standsInLine, lasting',
      'withdrawn: ',
      'waiting: pending, standsInLine, lasting',
    ]);
    expect([take.lasting, take.shared, place.shared, place.failed]).toEqual([false, false, false, false]);
  });

  it('concerns its facility until it stands in line, for what was made after it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [shelf, other] = [new Shelf(env), new Shelf(env)];
    env.process(
      body(function* () {
        const take = shelf.take();
        log(
          take.concerns(shelf, Infinity),
          take.concerns(shelf, take.sequence),
          take.concerns(other, Infinity),
        );
        shelf.touch();
        log(take.concerns(shelf, Infinity));
        take.withdraw();
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, true, false, false],
      [0, false],
    ]);
  });

  it('has what was made after it join its line before it is withdrawn', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env);
    env.process(
      body(function* (wait) {
        const [first, early] = [shelf.take(), shelf.take()];
        log(early.withdraw(), first.state);
        yield* wait(env.timeout(1));
        const later = shelf.take();
        log(first.withdraw(), later.state, later.withdraw());
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, true, 'waiting'],
      [1, true, 'waiting', true],
    ]);
  });

  it('is no longer to be settled once it is waited for, nor once it is withdrawn', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env);
    env.process(
      body(function* (wait) {
        yield* wait(shelf.place('book'));
        log(env.kernel.settling.isEmpty);
        shelf.take().withdraw();
        log(env.kernel.settling.isEmpty);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, true],
      [0, true],
    ]);
  });

  it('that takes nothing may be withdrawn where it was made, outside any process', async () => {
    const env = new Environment();
    const shelf = new Shelf(env, 0);
    const place = shelf.place('book');
    expect([place.withdraw(), place.state]).toEqual([true, 'withdrawn']);
    expect(await run(env)).toMatchObject({ reason: 'exhausted' });
    expect(shelf.items).toEqual([]);
  });

  it('that takes nothing and waits leaves its line as its process is cancelled', async () => {
    const env = new Environment();
    const shelf = new Shelf(env, 0);
    const place = shelf.place('book');
    const process = env.process(
      body(function* (wait) {
        yield* wait(place);
      }),
    );
    env.schedule(1, () => process.cancel());
    await run(env);
    expect([place.state, shelf.line]).toEqual(['withdrawn', []]);
  });

  it('that is waited for cannot be withdrawn, and says so', async () => {
    const env = new Environment();
    const shelf = new Shelf(env, 0);
    const place = shelf.place('book');
    env.process(
      body(function* (wait) {
        yield* wait(place);
      }),
    );
    await run(env);
    expect(() => place.withdraw()).toThrowErrorMatchingInlineSnapshot(
      `[OperationUseError: a place on shelf 1 is waited for and cannot be withdrawn (time 0)]`,
    );
  });

  it('tells a listener at once if it has been granted', async () => {
    const env = new Environment();
    const told: unknown[] = [];
    const shelf = new Shelf(env);
    const place = shelf.place('book');
    shelf.touch();
    place.attend({ isHeard: true, happened: (waitable) => told.push(waitable === place) });
    expect(told).toEqual([true]);
    await run(env);
  });

  it('touches its process as it is granted, which an explorer hears', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env);
    const process = env.process(
      body(function* (wait) {
        const take = shelf.take();
        yield* wait(env.timeout(2));
        yield* wait(take);
      }),
    );
    env.schedule(1, () => {
      shelf.place('book');
    });
    const touched = (what: object): void => {
      if (env.now === 1) log(what === process ? 'process' : what === shelf ? 'shelf' : 'else');
    };
    await run(env, { explorer: { choose: () => 0, touched } });
    expect(new Set(log.entries.map(([, what]) => what))).toEqual(new Set(['else', 'shelf', 'process']));
  });
});

it('an operation cannot be claimed for no process', () => {
  const env = new Environment();
  const place = new Shelf(env).place('book');
  expect(() => {
    place.claim(undefined);
  }).toThrowErrorMatchingInlineSnapshot(
    `[OutsideProcessError: a place on shelf 1 was waited for outside any process (time 0)]`,
  );
});
