import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { State } from '@asimjs/resources';

type Light = 'red' | 'amber' | 'green';

describe.each(drivers)('a state with the $name driver', ({ body, run }) => {
  it('is waited for until a value will do, and gives that; not at all if it does', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const temperature = new State(env, { value: 20, name: 'temperature' });
    env.process(
      body(function* (wait) {
        log('at once', yield* wait(temperature.until((value) => value < 25)));
        log('later', yield* wait(temperature.until((value) => value > 25)));
      }),
    );
    env.process(
      body(function* () {
        log('another');
      }),
    );
    for (const [time, value] of [
      [1, 25],
      [2, 26],
      [3, 27],
    ] as const)
      env.schedule(time, () => temperature.set(value));
    await run(env);
    expect([...log.entries, [env.now, temperature.value]]).toEqual([
      [0, 'at once', 20],
      [0, 'another'],
      [2, 'later', 26],
      [3, 27],
    ]);
  });

  it('asks those who wait in the order in which they came, and one that waits on holds nobody back', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const state = new State(env, { value: 0 });
    for (const wanted of [2, 1, 2, 3]) {
      env.process(
        body(function* (wait) {
          log('got', yield* wait(state.until((value) => value === wanted)));
        }),
        { name: `waits for ${wanted}` },
      );
    }
    env.schedule(1, () => {
      state.set(1);
      log(state.waiting);
    });
    env.schedule(2, () => state.set(2));
    const { blocked } = await run(env);
    expect(log.entries).toEqual([
      [1, 3],
      [1, 'got', 1],
      [2, 'got', 2],
      [2, 'got', 2],
    ]);
    expect(blocked.map(String)).toEqual([
      "process 'waits for 3' has waited for a value of 'state 1' since 0",
    ]);
  });

  it('asks about every value, also about those that are replaced at once, and about the same again', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const light = new State<Light>(env, { value: 'red' });
    env.process(
      body(function* (wait) {
        const predicate = (value: Light): boolean => {
          log('asked', value);
          return value === 'amber' && env.now > 1;
        };
        log('got', yield* wait(light.until(predicate)), light.value);
      }),
    );
    for (const time of [1, 2]) {
      env.schedule(time, () => {
        for (const value of ['red', 'amber', 'green'] as const) light.set(value);
      });
    }
    await run(env);
    expect(log.entries).toEqual([
      [0, 'asked', 'red'],
      [1, 'asked', 'red'],
      [1, 'asked', 'amber'],
      [1, 'asked', 'green'],
      [2, 'asked', 'red'],
      [2, 'asked', 'amber'],
      [2, 'got', 'amber', 'green'],
    ]);
  });

  it('gives the value that did, even if it was not awaited yet', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const state = new State(env, { value: 0 });
    env.process(
      body(function* (wait) {
        const one = state.until((value) => value === 1);
        yield* wait(env.timeout(5));
        log('got', yield* wait(one), state.value);
      }),
    );
    env.schedule(1, () => state.set(1));
    env.schedule(2, () => state.set(2));
    await run(env);
    expect(log.entries).toEqual([[5, 'got', 1, 2]]);
  });

  it('asks before it is set those who have asked for a value in the same step', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const state = new State(env, { value: 0 });
    env.process(
      body(function* (wait) {
        const zero = state.until((value) => value === 0);
        const two = state.until((value) => value === 2);
        state.set(1);
        state.set(2);
        log(yield* wait(allOf([zero, two])));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, [0, 2]]]);
  });

  it('can be waited for in combinations, and is not asked for those who have gone', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [light, door] = [new State<Light>(env, { value: 'red' }), new State(env, { value: 'shut' })];
    const asked: unknown[] = [];
    env.process(
      body(function* (wait) {
        const green = light.until((value) => asked.push([env.now, value]) > 0 && value === 'green');
        const open = door.until((value) => value === 'open');
        log(yield* wait(firstOf({ green, open })), light.waiting);
        log(
          yield* wait(
            withTimeout(
              door.until((value) => value === 'shut'),
              1,
            ),
          ),
          door.waiting,
        );
      }),
    );
    env.schedule(1, () => light.set('amber'));
    env.schedule(2, () => {
      door.set('open');
      light.set('green');
    });
    await run(env);
    expect(log.entries).toEqual([
      [2, { key: 'open', value: 'open' }, 0],
      [3, { timedOut: true }, 0],
    ]);
    expect(asked).toEqual([
      [0, 'red'],
      [1, 'amber'],
    ]);
  });

  it('is empty while nobody waits, also when the last has been cancelled', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const state = new State(env, { value: 0 });
    const waiters = [1, 2].map(() =>
      env.process(
        body(function* (wait) {
          yield* wait(state.until((value) => value === 9));
        }),
      ),
    );
    env.process(
      body(function* (wait) {
        log(state.isEmpty, state.isFull);
        yield* wait(state.whenEmpty());
        log(state.isEmpty, state.waiting);
      }),
    );
    for (const [index, waiter] of waiters.entries()) env.schedule(1 + index, () => waiter.cancel());
    await run(env);
    expect(log.entries).toEqual([
      [0, false, false],
      [2, true, 0],
    ]);
  });
});
