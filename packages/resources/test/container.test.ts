import { ArgumentError, Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Container } from '@asimjs/resources';

describe.each(drivers)('a container with the $name driver', ({ body, run }) => {
  it('rises by what is put and falls by what is got', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const tank = new Container(env, { capacity: 100, level: 20, name: 'tank' });
    env.process(
      body(function* (wait) {
        log(tank.level, tank.capacity, tank.toString());
        log(yield* wait(tank.put(30.5)), tank.level);
        log(yield* wait(tank.get(50.5)), tank.level, tank.isEmpty);
        tank.put(100);
        log(tank.level, tank.isFull);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 20, 100, "container 'tank' (20 of 100)"],
      [0, undefined, 50.5],
      [0, 50.5, 0, true],
      [0, 100, true],
    ]);
  });

  it('begins empty and without bounds', () => {
    const tank = new Container(new Environment());
    expect([tank.level, tank.capacity, tank.isEmpty, tank.isFull]).toEqual([0, Infinity, true, false]);
  });

  it('lets a large get that is first hold back the small ones behind it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const tank = new Container(env, { level: 3 });
    for (const amount of [5, 1, 2]) {
      env.process(
        body(function* (wait) {
          log('got', yield* wait(tank.get(amount)), tank.level);
        }),
      );
    }
    env.schedule(1, () => {
      tank.put(1);
      log(tank.level);
    });
    env.schedule(2, () => {
      tank.put(2);
    });
    env.schedule(3, () => {
      tank.put(2);
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 4],
      [2, 'got', 5, 0],
      [2, 'got', 1, 0],
      [3, 'got', 2, 0],
    ]);
  });

  it('lets a large put that is first hold back the small ones behind it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const tank = new Container(env, { capacity: 10, level: 7 });
    for (const amount of [5, 1, 2]) {
      env.process(
        body(function* (wait) {
          yield* wait(tank.put(amount));
          log('put', amount, tank.level);
        }),
      );
    }
    env.schedule(1, () => log(tank.tryGet(1), tank.level));
    env.schedule(2, () => log(tank.tryGet(2), tank.level));
    env.schedule(3, () => log(tank.tryGet(1), tank.level));
    await run(env);
    expect(log.entries).toEqual([
      [1, true, 6],
      // 4 and 5 are 9, and 1 more is 10.
      [2, true, 10],
      [2, 'put', 5, 10],
      [2, 'put', 1, 10],
      [3, true, 9],
    ]);
    expect(tank.level).toBe(9);
  });

  it('serves both lines until nothing can be granted any more', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const tank = new Container(env, { capacity: 10, level: 10 });
    for (const amount of [10, 6, 4]) {
      env.process(
        body(function* (wait) {
          yield* wait(tank.put(amount));
          log('put', amount);
        }),
      );
    }
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        const gets = [tank.get(10), tank.get(10), tank.get(10)];
        for (const get of gets) log('got', yield* wait(get));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, 'got', 10],
      [1, 'got', 10],
      [1, 'got', 10],
      [1, 'put', 10],
      [1, 'put', 6],
      [1, 'put', 4],
    ]);
    expect(tank.level).toBe(0);
  });

  it('lets those behind a large request go when it leaves', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const tank = new Container(env, { capacity: 10, level: 5 });
    const [getter, putter] = [
      body(function* (wait) {
        yield* wait(tank.get(6));
      }),
      body(function* (wait) {
        yield* wait(tank.put(6));
      }),
    ].map((large) => env.process(large));
    env.process(
      body(function* (wait) {
        log('got', yield* wait(tank.get(2)));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(tank.put(7));
        log('put');
      }),
    );
    env.schedule(1, () => log(putter?.cancel(), tank.level));
    env.schedule(2, () => log(getter?.cancel(), tank.level));
    await run(env);
    expect(log.entries).toEqual([
      [1, true, 5],
      [2, true, 10],
      [2, 'got', 2],
      [2, 'put'],
    ]);
  });

  it('takes sums as plain numbers', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const tank = new Container(env, { capacity: 1 });
    env.process(
      body(function* (wait) {
        for (let part = 0; part < 3; part++) yield* wait(tank.put(0.25));
        log(tank.level, tank.tryPut(0.5), tank.tryPut(0.25), tank.isFull);
        log(yield* wait(tank.get(0.125)), tank.level);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 0.75, false, true, true],
      [0, 0.125, 0.875],
    ]);
  });
});

describe('a container refuses', () => {
  it.each([0, -1, NaN, -Infinity, '3', null, 3n, {}, true])('a capacity of %s', (capacity) => {
    // @ts-expect-error not all of them are numbers
    expect(() => new Container(new Environment(), { capacity })).toThrow(ArgumentError);
  });

  it.each([-1, 11, NaN, Infinity, '3', null, 3n])('a level of %s in a capacity of 10', (level) => {
    // @ts-expect-error not all of them are numbers
    expect(() => new Container(new Environment(), { capacity: 10, level })).toThrow(ArgumentError);
  });

  it('a level without an end, and options that do not exist', () => {
    const env = new Environment();
    expect(() => new Container(env, { level: Infinity })).toThrow(ArgumentError);
    // @ts-expect-error there is no such option
    expect(() => new Container(env, { items: [] })).toThrow(ArgumentError);
    expect(new Container(env, { capacity: 0.5, level: 0.5 }).isFull).toBe(true);
  });
});
