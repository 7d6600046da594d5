// What a container says: in errors, of what waits, and of what was not used.
import { Environment, UnusedOperationError } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Container } from '@asimjs/resources';

type Row = readonly [message: string, misuse: (tank: Container, env: Environment) => unknown];

const misuses: readonly Row[] = [
  [
    "the capacity of 'well' is a number > 0, but was given 0",
    (_, env) => new Container(env, { name: 'well', capacity: 0 }),
  ],
  [
    "the level of 'well' is a finite number from 0 to its capacity, 5, but was given 6",
    (_, env) => new Container(env, { name: 'well', capacity: 5, level: 6 }),
  ],
  [
    'new Container takes the options capacity, level, name, but was given "items"',
    // @ts-expect-error there is no such option
    (_, env) => new Container(env, { items: [] }),
  ],
  [
    "a put to 'tank' takes an amount that is a finite number > 0 and <= its capacity, 10, but was given 11",
    (tank) => tank.put(11),
  ],
  [
    "a get from 'tank' takes an amount that is a finite number > 0 and <= its capacity, 10, but was given -1",
    (tank) => tank.get(-1),
  ],
  [
    "a tryPut to 'tank' takes an amount that is a finite number > 0 and <= its capacity, 10, but was given NaN",
    (tank) => tank.tryPut(NaN),
  ],
  [
    "a tryGet from 'tank' takes an amount that is a finite number > 0 and <= its capacity, 10, but was given 0",
    (tank) => tank.tryGet(0),
  ],
];

describe.each(drivers)('a container with the $name driver', ({ body, run }) => {
  it.each(misuses)('that is misused says: %s', async (message, misuse) => {
    const env = new Environment();
    const log = traceLog(env);
    const tank = new Container(env, { name: 'tank', capacity: 10 });
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        try {
          misuse(tank, env);
        } catch (error) {
          log(error instanceof Error && error.message);
        }
      }),
      { name: 'driver' },
    );
    await run(env);
    expect(log.entries).toEqual([[2, `${message} (time 2, in process 'driver')`]]);
  });

  it('tells what waits for how much, and counts it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const tank = new Container(env, { name: 'tank', capacity: 10, level: 5 });
    for (const amount of [5.5, 6, 1]) {
      env.process(
        body(function* (wait) {
          yield* wait(tank.put(amount));
        }),
      );
    }
    for (const amount of [10, 0.5]) {
      env.process(
        body(function* (wait) {
          yield* wait(tank.get(amount));
        }),
      );
    }
    env.process(
      body(function* () {
        log(tank.waitingPuts, tank.waitingGets);
        const put = tank.put(4);
        // Before it is asked how many wait, what this step has asked is settled.
        log(tank.waitingPuts, tank.waitingGets);
        log(put.withdraw(), tank.waitingPuts, tank.waitingGets);
      }),
    );
    const { blocked } = await run(env);
    expect(log.entries).toEqual([
      [0, 3, 2],
      [0, 4, 2],
      [0, true, 3, 2],
    ]);
    expect(blocked.map(({ description }) => description)).toEqual([
      "a put of 5.5 to 'tank'",
      "a put of 6 to 'tank'",
      "a put of 1 to 'tank'",
      "a get of 10 from 'tank'",
      "a get of 0.5 from 'tank'",
    ]);
  });

  it('says what was got and not used, and has it back', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const tank = new Container(env, { name: 'tank', level: 5 });
    const careless = env.process(
      body(function* (wait) {
        tank.get(2);
        log(tank.level);
        yield* wait(env.timeout(1));
      }),
      { name: 'careless' },
    );
    env.process(
      body(function* (wait) {
        try {
          yield* wait(careless.finished);
        } catch (error) {
          log(error instanceof UnusedOperationError && error.message, tank.level);
        }
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 3],
      [
        1,
        "process 'careless' ended without having awaited a get of 2 from 'tank', which was taken back; await it, race it with firstOf, or withdraw() it (time 1, in process 'careless')",
        5,
      ],
    ]);
  });
});
