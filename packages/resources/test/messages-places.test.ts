// What a barrier, a gate and a state say: in errors, of those who wait, and of what was not used.
import { Environment } from '@asimjs/core';
import type { Waitable } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Barrier, Gate, State } from '@asimjs/resources';

/** What there is at time 2, when the call is made. */
interface Scene {
  readonly env: Environment;
  readonly start: Barrier;
  readonly door: Gate;
  readonly light: State<unknown>;
}

type Row = readonly [message: string, misuse: (scene: Scene) => unknown];

const unwrap = "as its value, which 'await' would unwrap; wrap it in an object, such as { event }";

const misuses: readonly Row[] = [
  [
    "the parties of 'line' are an integer >= 1, but was given 0",
    ({ env }) => new Barrier(env, { name: 'line', parties: 0 }),
  ],
  [
    'new Barrier takes the options parties, name, but was given "capacity"',
    // @ts-expect-error there is no such option
    ({ env }) => new Barrier(env, { capacity: 1 }),
  ],
  [
    "'open' is a boolean, but was given 1",
    // @ts-expect-error it is no boolean
    ({ env }) => new Gate(env, { open: 1 }),
  ],
  [
    'new Gate takes the options open, name, but was given "closed"',
    // @ts-expect-error there is no such option
    ({ env }) => new Gate(env, { closed: true }),
  ],
  [
    `state 'lamp' was given an object of class SimEvent ${unwrap}`,
    ({ env }) => new State<unknown>(env, { name: 'lamp', value: env.event() }),
  ],
  [
    'new State takes the options value, name, but was given "open"',
    // @ts-expect-error there is no such option
    ({ env }) => new State(env, { value: 1, open: true }),
  ],
  [
    `set of 'light' was given an object of class Promise ${unwrap}`,
    ({ light }) => light.set(Promise.resolve()),
  ],
  [
    'until of \'light\' takes a function, but was given "green"',
    // @ts-expect-error a value is no predicate
    ({ light }) => light.until('green'),
  ],
];

/** What an operation is called in messages. */
const waits: readonly (readonly [description: string, ask: (scene: Scene) => Waitable])[] = [
  ["'start' to let it through", ({ start }) => start.wait()],
  ["'start' to be full", ({ start }) => start.whenFull()],
  ["'start' to change", ({ start }) => start.whenChanged()],
  ["'door' to open", ({ door }) => door.wait()],
  ["'door' to change", ({ door }) => door.whenChanged()],
  ["a value of 'light'", ({ light }) => light.until((value) => value === 'green')],
  ["'light' to be full", ({ light }) => light.whenFull()],
];

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  function scene(): Scene {
    const env = new Environment();
    return {
      env,
      start: new Barrier(env, { name: 'start', parties: 3 }),
      door: new Gate(env, { name: 'door' }),
      light: new State<unknown>(env, { name: 'light', value: 'red' }),
    };
  }

  it.each(misuses)('a misuse says: %s', async (message, misuse) => {
    const all = scene();
    const log = traceLog(all.env);
    all.env.process(
      body(function* (wait) {
        yield* wait(all.env.timeout(2));
        try {
          misuse(all);
        } catch (error) {
          log(error instanceof Error && error.message);
        }
      }),
      { name: 'clerk' },
    );
    await run(all.env);
    expect(log.entries).toEqual([[2, `${message} (time 2, in process 'clerk')`]]);
  });

  it.each(waits)('who waits for ever is told as waiting for %s', async (description, ask) => {
    const all = scene();
    all.env.process(
      body(function* (wait) {
        yield* wait(ask(all));
      }),
      { name: 'walker' },
    );
    const { blocked } = await run(all.env);
    expect(blocked.map(String)).toEqual([`process 'walker' has waited for ${description} since 0`]);
  });

  it.each(waits)('a wait that is not awaited is told as %s', async (description, ask) => {
    const all = scene();
    const log = traceLog(all.env);
    const careless = all.env.process(
      body(function* (wait) {
        ask(all);
        yield* wait(all.env.timeout(1));
      }),
      { name: 'careless' },
    );
    all.env.process(
      body(function* (wait) {
        try {
          yield* wait(careless.finished);
        } catch (error) {
          log(error instanceof Error && error.message);
        }
      }),
    );
    await run(all.env);
    expect(log.entries).toEqual([
      [
        1,
        `process 'careless' ended without having awaited ${description}, which was taken back; await it, race it with firstOf, or withdraw() it (time 1, in process 'careless')`,
      ],
    ]);
  });

  it('each of them prints what it is, how it stands and how many wait', async () => {
    const all = scene();
    const { env, start, door, light } = all;
    const log = traceLog(env);
    for (const [, ask] of waits) {
      env.process(
        body(function* (wait) {
          yield* wait(ask(all));
        }),
      );
    }
    const print = (): void => log(String(start), String(door), String(light));
    print();
    env.schedule(1, () => {
      print();
      door.open();
      light.set({ is: 'green' });
      print();
    });
    await run(env);
    expect(log.entries).toEqual([
      [
        0,
        "barrier 'start' (0 waiting)",
        "gate 'door' (closed, 0 waiting)",
        'state \'light\' ("red", 0 waiting)',
      ],
      [
        1,
        "barrier 'start' (1 waiting)",
        "gate 'door' (closed, 1 waiting)",
        'state \'light\' ("red", 1 waiting)',
      ],
      [
        1,
        "barrier 'start' (1 waiting)",
        "gate 'door' (open, 0 waiting)",
        "state 'light' (an object, 1 waiting)",
      ],
    ]);
  });

  it.each<[string, (light: State<unknown>) => unknown]>([
    [
      "a predicate of 'light' tried to change the simulation; it may only look, so make the change in a process or a scheduled callback",
      (light) => light.set('green'),
    ],
    [
      "a predicate of 'light' returned a promise; it cannot wait, so use env.process",
      async () => Promise.resolve(true),
    ],
  ])('a predicate that breaks the rules says: %s', async (message, answer) => {
    const { env, light } = scene();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        try {
          // @ts-expect-error its answer is no boolean
          yield* wait(light.until(() => answer(light)));
        } catch (error) {
          log(error instanceof Error && error.message);
        }
      }),
      { name: 'walker' },
    );
    await run(env);
    expect(log.entries).toEqual([[2, `${message} (time 2, in process 'walker')`]]);
  });
});
