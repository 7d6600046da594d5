import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import { interrupt } from '@asimjs/interrupts';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Container } from '@asimjs/resources';

describe.each(drivers)('what is given back to a container, with the $name driver,', ({ body, run }) => {
  it('wakes a getter: a loser gives content back to a tank', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const tank = new Container(env, { capacity: 10, level: 10 });
    env.process(
      body(function* (wait) {
        const load = allOf([tank.get(10), env.event()]);
        log('loser', yield* wait(withTimeout(load, 2)), tank.level);
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        log('getter', yield* wait(tank.get(7)), tank.level);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [2, 'loser', { timedOut: true }, 3],
      [2, 'getter', 7, 3],
    ]);
  });

  it('wakes getters when its process is interrupted, after that process', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const tank = new Container(env, { level: 6 });
    const holder = env.process(
      body(function* (wait) {
        try {
          yield* wait(allOf([tank.get(2), tank.get(4), tank.get(1)]));
        } catch {
          log('interrupted', tank.level);
        }
      }),
    );
    for (const amount of [5, 1, 1]) {
      env.process(
        body(function* (wait) {
          log('got', yield* wait(tank.get(amount)));
        }),
      );
    }
    env.schedule(1, () => log(interrupt(holder)));
    await run(env);
    expect(log.entries).toEqual([
      [1, true],
      [1, 'interrupted', 0],
      [1, 'got', 5],
      [1, 'got', 1],
    ]);
  });

  it('may raise the level above the capacity, and no put is done before that has gone', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const tank = new Container(env, { capacity: 10, level: 10 });
    env.process(
      body(function* (wait) {
        yield* wait(withTimeout(allOf([tank.get(8), env.event()]), 2));
        log('given back', tank.level, tank.isFull, tank.tryPut(1));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        yield* wait(tank.put(7));
        yield* wait(tank.put(2));
        log('put', tank.level);
      }),
    );
    env.schedule(3, () => log(tank.tryGet(7), tank.level));
    env.schedule(4, () => log(tank.tryGet(2), tank.level));
    await run(env);
    expect(log.entries).toEqual([
      [2, 'given back', 17, true, false],
      [3, true, 10],
      [4, true, 10],
      [4, 'put', 10],
    ]);
  });

  it('lets a putter in that stood behind one who leaves with it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const tank = new Container(env, { capacity: 10, level: 9 });
    const leaver = env.process(
      body(function* (wait) {
        yield* wait(firstOf([tank.put(5), allOf([tank.get(1), tank.get(10)])]));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(tank.put(1));
        log('put', tank.level);
      }),
    );
    env.schedule(1, () => log(tank.level, leaver.cancel(), tank.level));
    await run(env);
    expect(log.entries).toEqual([
      [1, 8, true, 10],
      [1, 'put', 10],
    ]);
  });

  it('is nothing where the get has waited only', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const tank = new Container(env, { capacity: 10, level: 4 });
    env.process(
      body(function* (wait) {
        const choice = { much: tank.get(5), room: tank.put(7), late: env.timeout(1) };
        log(yield* wait(firstOf(choice)), tank.level);
        log(yield* wait(firstOf({ little: tank.get(4), put: tank.put(1) })), tank.level);
        log(yield* wait(firstOf({ little: tank.get(4), put: tank.put(1) })), tank.level);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, { key: 'late', value: undefined }, 4],
      [1, { key: 'little', value: 4 }, 0],
      [1, { key: 'put', value: undefined }, 1],
    ]);
  });

  it('is nothing where the amount had arrived before the interrupt', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const tank = new Container(env);
    const process = env.process(
      body(function* (wait) {
        log('got', yield* wait(tank.get(3)));
        try {
          yield* wait(env.timeout(5));
        } catch {
          log('interrupted', tank.level);
        }
      }),
    );
    env.schedule(1, () => {
      tank.put(3);
      interrupt(process);
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'got', 3],
      [1, 'interrupted', 0],
    ]);
  });
});
