// Where a request comes to stand, and whom it holds back.
import { firstOf } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { acquireAll, Container, Pool, Resource } from '@asimjs/resources';

describe.each(drivers)('in a line, with the $name driver,', ({ body, run }) => {
  it('one that was made first goes first, though a choice looks at it last', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const tank = new Container(env, { level: 5 });
    env.process(
      body(function* (wait) {
        const [small, large] = [tank.get(1), tank.get(8)];
        // The large one stands there already when the small one comes.
        log(yield* wait(firstOf([large, small])), tank.level);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, { index: 1, value: 1 }, 4]]);
  });

  it('one that was made first, but with a worse priority, goes behind', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { capacity: 2 });
    const grant = desk.tryAcquire();
    env.process(
      body(function* (wait) {
        const worse = desk.acquire({ priority: 5 });
        const better = desk.acquire({ priority: 0, amount: 2 });
        const { index, value } = yield* wait(firstOf([better, worse]));
        log(index, value.amount);
      }),
    );
    env.schedule(3, () => grant?.release());
    await run(env);
    expect(log.entries).toEqual([[3, 0, 2]]);
  });

  it('only the first holds others back: who leaves from behind has nobody asked again', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const ward = new Pool(env, { units: ['Ann'] });
    const patients = ['first', 'second', 'third'].map((name) =>
      env.process(
        body(function* (wait) {
          const where = (unit: string): boolean => {
            log(name, 'is asked about', unit);
            return false;
          };
          yield* wait(ward.acquire({ where }));
        }),
      ),
    );
    env.schedule(1, () => log(patients[2]?.cancel(), ward.waiting));
    env.schedule(2, () => log(patients[0]?.cancel(), ward.waiting));
    await run(env);
    expect(log.entries).toEqual([
      [0, 'first', 'is asked about', 'Ann'],
      [1, true, 2],
      [2, 'second', 'is asked about', 'Ann'],
      [2, true, 1],
    ]);
  });
});

describe.each(drivers)('an acquireAll, with the $name driver,', ({ body, run }) => {
  it('stands in every line in the place of its first request', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [desk, lamp] = [new Resource(env), new Resource(env)];
    const grant = lamp.tryAcquire();
    env.process(
      body(function* (wait) {
        const both = acquireAll([desk.acquire(), lamp.acquire()]);
        const one = lamp.acquire();
        // The single request stands there already when the others come.
        const { index } = yield* wait(firstOf([one, both]));
        log(index, desk.inUse, lamp.inUse, lamp.waiting);
      }),
    );
    env.schedule(1, () => grant?.release());
    await run(env);
    expect(log.entries).toEqual([[1, 1, 1, 1, 0]]);
  });

  it('takes several requests for one resource together, and none is left in the line', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { capacity: 3 });
    env.process(
      body(function* (wait) {
        const grants = yield* wait(acquireAll([desk.acquire(), desk.acquire({ amount: 2 })]));
        log(
          grants.map(({ amount }) => amount),
          desk.inUse,
          desk.waiting,
        );
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, [1, 2], 3, 0]]);
  });

  it.each([[[1]], [[1, 2]]])(
    'of %j slots waits until they can be counted, as one request does',
    async (amounts) => {
      const env = new Environment();
      const log = traceLog(env);
      const desk = new Resource(env, { capacity: Infinity });
      const grant = desk.tryAcquire({ amount: Number.MAX_SAFE_INTEGER });
      env.process(
        body(function* (wait) {
          log(desk.tryAcquire());
          const grants = yield* wait(acquireAll(amounts.map((amount) => desk.acquire({ amount }))));
          log(grants.length, desk.inUse);
        }),
      );
      env.schedule(1, () => grant?.release());
      await run(env);
      expect(log.entries).toEqual([
        [0, undefined],
        [1, amounts.length, amounts.reduce((sum, amount) => sum + amount)],
      ]);
    },
  );
});
