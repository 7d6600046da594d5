import { ArgumentError, Environment, OutsideProcessError } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Container } from '@asimjs/resources';

describe.each(drivers)('the amounts of a container with the $name driver', ({ body, run }) => {
  it.each([0, -0, -1, 10.5, NaN, Infinity, -Infinity, '3', undefined, null, 3n, {}, true])(
    'are refused at the call if they are %s, and nothing is changed',
    async (amount) => {
      const env = new Environment();
      const log = traceLog(env);
      const tank = new Container(env, { capacity: 10, level: 5 });
      env.process(
        body(function* (wait) {
          // @ts-expect-error not all of them are numbers
          expect(() => tank.get(amount)).toThrow(ArgumentError);
          // @ts-expect-error not all of them are numbers
          expect(() => tank.put(amount)).toThrow(ArgumentError);
          // @ts-expect-error not all of them are numbers
          expect(() => tank.tryGet(amount)).toThrow(ArgumentError);
          // @ts-expect-error not all of them are numbers
          expect(() => tank.tryPut(amount)).toThrow(ArgumentError);
          log(tank.level);
          yield* wait(tank.put(5));
          log(yield* wait(tank.get(10)), tank.level);
        }),
      );
      await run(env);
      expect(log.entries).toEqual([
        [0, 5],
        [0, 10, 0],
      ]);
    },
  );

  it('are named in the message, with the capacity, the time and the process', async () => {
    const env = new Environment();
    const tank = new Container(env, { capacity: 10, name: 'tank' });
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        expect(() => tank.get(11)).toThrow(
          "a get from 'tank' takes an amount that is a finite number > 0 and <= its capacity, 10, but was given 11 (time 2, in process 'driver')",
        );
      }),
      { name: 'driver' },
    );
    await run(env);
    expect(env.now).toBe(2);
  });

  it('may be of any size where there is no capacity', async () => {
    const env = new Environment();
    const tank = new Container(env);
    expect([tank.tryPut(1e300), tank.tryGet(1e300), tank.tryPut(Number.MIN_VALUE), tank.isEmpty]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(() => tank.tryPut(Infinity)).toThrow(ArgumentError);
    await run(env);
  });

  it('can be put by anybody, and got in a process alone', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const tank = new Container(env);
    tank.put(3);
    env.schedule(1, () => {
      tank.put(2);
      expect(() => tank.get(1)).toThrow(OutsideProcessError);
      log(tank.level, tank.tryGet(4), tank.level);
    });
    await run(env);
    expect(log.entries).toEqual([[1, 5, true, 1]]);
  });
});

describe.each(drivers)('tryPut and tryGet of a container with the $name driver', ({ body, run }) => {
  it('succeed if there is room, or enough', () => {
    const tank = new Container(new Environment(), { capacity: 10, level: 4 });
    expect([tank.tryGet(5), tank.tryGet(4), tank.tryGet(1), tank.level]).toEqual([false, true, false, 0]);
    expect([tank.tryPut(10), tank.tryPut(1), tank.tryGet(1), tank.tryPut(1)]).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });

  it('overtake nobody who waits, though there is enough for them', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const tank = new Container(env, { capacity: 10, level: 5 });
    env.process(
      body(function* (wait) {
        log('got', yield* wait(tank.get(9)));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(tank.put(8));
        log('put', tank.level);
      }),
    );
    env.schedule(1, () => log(tank.tryGet(1), tank.tryPut(1), tank.level));
    await run(env, { until: 2 });
    expect(log.entries).toEqual([[1, false, false, 5]]);
  });

  it('serve those who wait on the other side', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [low, high] = [new Container(env), new Container(env, { capacity: 10, level: 10 })];
    env.process(
      body(function* (wait) {
        log('got', yield* wait(low.get(3)), low.level);
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(high.put(3));
        log('put', high.level);
      }),
    );
    env.schedule(1, () => log(low.tryPut(2), low.level, high.tryGet(2), high.level));
    env.schedule(2, () => log(low.tryPut(2), low.level, high.tryGet(2), high.level));
    await run(env);
    expect(log.entries).toEqual([
      [1, true, 2, true, 8],
      [2, true, 1, true, 9],
      [2, 'got', 3, 1],
      [2, 'put', 9],
    ]);
  });

  it('do not overtake what this step has asked before', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const tank = new Container(env, { capacity: 10, level: 5 });
    env.process(
      body(function* (wait) {
        const get = tank.get(4);
        log(tank.tryGet(2), tank.level);
        tank.put(8);
        log(tank.tryPut(2), tank.level);
        log(yield* wait(get));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, false, 1],
      [0, false, 9],
      [0, 4],
    ]);
  });
});
