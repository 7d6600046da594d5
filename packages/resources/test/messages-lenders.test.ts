// What a misuse of a resource, a pool or acquireAll says: the value, the right call, the time and the process.
import { Environment } from '@asimjs/core';
import { drivers } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { acquireAll, Pool, PreemptiveResource, Resource } from '@asimjs/resources';
import type { Acquire, PoolAcquireOptions } from '@asimjs/resources';

/** What there is at time 2, when the call is made. */
interface Scene {
  readonly env: Environment;
  readonly desk: Resource;
  readonly lamp: PreemptiveResource;
  readonly ward: Pool<string>;
  /** A request of another environment. */
  readonly foreign: Acquire;
}

type Row = readonly [message: string, misuse: (scene: Scene) => unknown];

const ofSlots: readonly Row[] = [
  [
    "the capacity of 'shop' is an integer >= 0 or Infinity, but was given -1",
    ({ env }) => new Resource(env, { name: 'shop', capacity: -1 }),
  ],
  [
    'new PreemptiveResource takes the options capacity, name, but was given "units"',
    // @ts-expect-error there is no such option
    ({ env }) => new PreemptiveResource(env, { units: [1] }),
  ],
  [
    "acquire of 'desk' takes an object of options, but was given 2",
    // @ts-expect-error they are no options
    ({ desk }) => desk.acquire(2),
  ],
  [
    'acquire of \'desk\' takes the options priority, amount, but was given "preempt"',
    // @ts-expect-error there is no such option
    ({ desk }) => desk.acquire({ preempt: true }),
  ],
  [
    'tryAcquire of \'desk\' takes the options priority, amount, but was given "preempt"',
    // @ts-expect-error there is no such option
    ({ desk }) => desk.tryAcquire({ preempt: true }),
  ],
  ['a priority is a number, but was given NaN', ({ desk }) => desk.acquire({ priority: NaN })],
  [
    "acquire of 'desk' takes an amount that is an integer >= 1, but was given 0.5",
    ({ desk }) => desk.acquire({ amount: 0.5 }),
  ],
  [
    "tryAcquire of 'desk' takes an amount that is an integer >= 1, but was given 0",
    ({ desk }) => desk.tryAcquire({ amount: 0 }),
  ],
  [
    "tryAcquire of 'desk' takes an amount up to the most slots it has had, 3 (raise its capacity first, or call expectCapacity), but was given 4",
    ({ desk }) => desk.tryAcquire({ amount: 4 }),
  ],
  [
    'acquire of \'lamp\' takes the options priority, preempt, but was given "amount"',
    // @ts-expect-error there is no such option
    ({ lamp }) => lamp.acquire({ amount: 1 }),
  ],
  [
    'tryAcquire of \'lamp\' takes the options priority, preempt, but was given "amount"',
    // @ts-expect-error there is no such option
    ({ lamp }) => lamp.tryAcquire({ amount: 1 }),
  ],
  [
    "'preempt' is a boolean, but was given 1",
    // @ts-expect-error it is no boolean
    ({ lamp }) => lamp.acquire({ preempt: 1 }),
  ],
];

const ofUnits: readonly Row[] = [
  [
    "the units of 'shop' are an iterable of different values, at least one, but was given 5",
    // @ts-expect-error they are no list
    ({ env }) => new Pool(env, { name: 'shop', units: 5 }),
  ],
  [
    "the units of 'shop' are an iterable of different values, at least one, but was given an array of 0",
    ({ env }) => new Pool(env, { name: 'shop', units: [] }),
  ],
  [
    'the units of \'shop\' are an iterable of different values, at least one; one stands there twice, but was given "a"',
    ({ env }) => new Pool(env, { name: 'shop', units: ['a', 'b', 'a'] }),
  ],
  [
    "units of 'shop' was given an object of class SimEvent as its value, which 'await' would unwrap; wrap it in an object, such as { event }",
    // @ts-expect-error a unit is handed on, and await would unwrap it
    ({ env }) => new Pool(env, { name: 'shop', units: [env.event()] }),
  ],
  [
    'acquire of \'ward\' takes the options priority, where, select, but was given "amount"',
    // @ts-expect-error there is no such option
    ({ ward }) => ward.acquire({ amount: 1 }),
  ],
  [
    'tryAcquire of \'ward\' takes the options priority, where, select, but was given "amount"',
    // @ts-expect-error there is no such option
    ({ ward }) => ward.tryAcquire({ amount: 1 }),
  ],
  [
    "acquire of 'ward' takes functions as 'where' and 'select', but was given \"Ann\"",
    // @ts-expect-error it is no function
    ({ ward }) => ward.acquire({ where: 'Ann' }),
  ],
  [
    "tryAcquire of 'ward' takes functions as 'where' and 'select', but was given 0",
    // @ts-expect-error it is no function
    ({ ward }) => ward.tryAcquire({ select: 0 }),
  ],
];

const ofAll: readonly Row[] = [
  [
    'acquireAll takes an array of requests, as in acquireAll([desk.acquire(), clerk.acquire()]), but was given an object of class Acquire',
    // @ts-expect-error the request itself is no list
    ({ desk }) => acquireAll(desk.acquire()),
  ],
  [
    'acquireAll takes an array of requests, as in acquireAll([desk.acquire(), clerk.acquire()]), but was given an object of class PreemptiveResource',
    // @ts-expect-error a resource is no request
    ({ desk, lamp }) => acquireAll([lamp, desk.acquire()]),
  ],
  [
    'acquireAll takes requests of the same priority as the first, 1, but was given 0',
    ({ desk, lamp }) => acquireAll([lamp.acquire({ priority: 1 }), desk.acquire()]),
  ],
  [
    "acquireAll takes requests that are made in its call, not one that was made before, for 2 slots of 'desk'",
    ({ desk, lamp }) => {
      const request = desk.acquire({ amount: 2 });
      expect(desk.inUse).toBe(2);
      return acquireAll([lamp.acquire(), request]);
    },
  ],
  [
    "acquireAll takes at most as many of 'ward' as it has ever had, 2, but was given 3",
    ({ desk, ward }) => acquireAll([ward.acquire(), ward.acquire(), desk.acquire(), ward.acquire()]),
  ],
  [
    "acquireAll was given a slot of 'elsewhere' of another environment as '1'; a process waits for what was made with its own",
    ({ desk, foreign }) => acquireAll([desk.acquire(), foreign]),
  ],
];

/** What is thrown by `call`. */
function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
  return 'nothing';
}

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  /** What `misuse` throws at 2, in a process named clerk that is about to end with an error of its own. */
  async function messageOf(misuse: (scene: Scene) => unknown): Promise<unknown> {
    const env = new Environment();
    const desk = new Resource(env, { name: 'desk', capacity: 3 });
    const lamp = new PreemptiveResource(env, { name: 'lamp' });
    const ward = new Pool(env, { name: 'ward', units: ['Ann', 'Bob'] });
    let message: unknown;
    const clerk = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        const other = new Environment();
        const elsewhere = new Resource(other, { name: 'elsewhere' });
        other.process(function* () {
          const foreign = elsewhere.acquire();
          message = thrownBy(() => misuse({ env, desk, lamp, ward, foreign }));
          yield* foreign;
        });
        other.runSync();
        // What it has asked for is withdrawn.
        throw new Error('ends here');
      }),
      { name: 'clerk' },
    );
    const ended = run(env).catch(() => clerk.status);
    expect([await ended, env.now]).toEqual(['failed', 2]);
    return message;
  }

  it.each([...ofSlots, ...ofUnits, ...ofAll])('a misuse says: %s', async (message, misuse) => {
    expect(await messageOf(misuse)).toBe(`${message} (time 2, in process 'clerk')`);
  });

  it('an acquireAll of nothing, or of what tells no time, says so without one', async () => {
    const [nothing, nowhere] = [
      'acquireAll was given nothing to wait for; it takes at least one waitable, as in acquireAll([a, b])',
      'acquireAll takes an array of requests, as in acquireAll([desk.acquire(), clerk.acquire()]), but was given undefined',
    ];
    expect(await messageOf(() => acquireAll([]))).toBe(nothing);
    // @ts-expect-error the requests are missing
    expect(await messageOf(() => acquireAll())).toBe(nowhere);
    // @ts-expect-error there is no request
    expect(await messageOf(() => acquireAll([undefined, null]))).toBe(nowhere);
  });

  it.each<[string, (ward: Pool<string>) => PoolAcquireOptions<string>]>([
    [
      "'where' of 'ward' tried to change the simulation; it may only look, so make the change in a process or a scheduled callback",
      (ward) => ({ where: () => ward.tryAcquire() !== undefined }),
    ],
    [
      "'select' of 'ward' tried to change the simulation; it may only look, so make the change in a process or a scheduled callback",
      (ward) => ({ select: () => ward.tryAcquire()?.unit ?? 'Ann' }),
    ],
    [
      "'select' of 'ward' gives one of the units that it was given, but was given \"Cid\"",
      () => ({ select: () => 'Cid' }),
    ],
  ])('a rule that breaks the rules says: %s', async (message, options) => {
    const said = await messageOf(({ ward }) => ward.tryAcquire(options(ward)));
    expect(said).toBe(`${message} (time 2, in process 'clerk')`);
  });

  it.each(['where', 'select'])('a %s that returns a promise says that it cannot wait', async (rule) => {
    const said = await messageOf(({ ward }) =>
      ward.tryAcquire({ [rule]: async () => Promise.resolve(true) }),
    );
    expect(said).toBe(
      `'${rule}' of 'ward' returned a promise; it cannot wait, so use env.process (time 2, in process 'clerk')`,
    );
  });
});
