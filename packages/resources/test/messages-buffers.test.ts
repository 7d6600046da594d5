// What a queue, a priority queue and a store say: in errors, of what waits, and of what was not used.
import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { PriorityQueue, Queue, Store } from '@asimjs/resources';

/** What there is at time 2, when the call is made. */
interface Scene {
  readonly env: Environment;
  readonly parcels: Queue<unknown>;
  readonly shelf: Store<string>;
}

type Row = readonly [message: string, misuse: (scene: Scene) => unknown];

const change =
  'tried to change the simulation; it may only look, so make the change in a process or a scheduled callback';
const unwrap = "as its value, which 'await' would unwrap; wrap it in an object, such as { event }";

const ofBuffers: readonly Row[] = [
  [
    'new Queue takes the options capacity, items, name, but was given "size"',
    // @ts-expect-error there is no such option
    ({ env }) => new Queue(env, { size: 5 }),
  ],
  [
    'new Store takes an object of options, but was given null',
    // @ts-expect-error they are no options
    ({ env }) => new Store(env, null),
  ],
  [
    "the capacity of 'till' is an integer >= 1 or Infinity, but was given 0",
    ({ env }) => new Queue(env, { name: 'till', capacity: 0 }),
  ],
  [
    "the items of 'till' are an iterable, but was given 5",
    // @ts-expect-error they cannot be gone through
    ({ env }) => new Queue(env, { name: 'till', items: 5 }),
  ],
  [
    "'till' of capacity 2 takes as many items, but was given an array of 3",
    ({ env }) => new Queue(env, { name: 'till', capacity: 2, items: [1, 2, 3] }),
  ],
  [
    `items of 'till' was given an object of class SimEvent ${unwrap}`,
    ({ env }) => new Queue<unknown>(env, { name: 'till', items: [1, env.event()] }),
  ],
  [
    `put to 'parcels' was given an object of class Promise ${unwrap}`,
    ({ parcels }) => parcels.put(Promise.resolve()),
  ],
  [
    `tryPut to 'parcels' was given an object of class SimEvent ${unwrap}`,
    ({ env, parcels }) => parcels.tryPut(env.event()),
  ],
];

const ofStores: readonly Row[] = [
  [
    'a get from \'shelf\' takes a function as its filter, but was given "a"',
    // @ts-expect-error an item is no filter
    ({ shelf }) => shelf.get('a'),
  ],
  [
    "a get from 'shelf' takes a function as its filter, but was given null",
    // @ts-expect-error nothing is no filter
    ({ shelf }) => shelf.tryGet(null),
  ],
  [
    `a filter of 'shelf' ${change}`,
    ({ parcels, shelf }) => shelf.tryGet(() => parcels.tryGet() === undefined),
  ],
  [
    "a filter of 'shelf' returned a promise; it cannot wait, so use env.process",
    // @ts-expect-error a filter does not wait
    ({ shelf }) => shelf.tryGet(() => Promise.resolve(true)),
  ],
];

const ofComparisons: readonly Row[] = [
  [
    'new PriorityQueue takes the options capacity, items, compare, name, but was given "order"',
    // @ts-expect-error there is no such option
    ({ env }) => new PriorityQueue(env, { compare: () => 0, order: 1 }),
  ],
  [
    "a PriorityQueue takes a function as 'compare', but was given undefined",
    // @ts-expect-error compare is missing
    ({ env }) => new PriorityQueue(env, {}),
  ],
];

/** Messages of an error that ends the run, and how `compare` comes to it. */
const ofCompare: readonly (readonly [message: string, compare: (scene: Scene) => () => number])[] = [
  [
    "compare of 'jobs' threw Error: broken",
    () => () => {
      throw new Error('broken');
    },
  ],
  [
    "compare of 'jobs' threw ArgumentError: compare gives a number, but was given NaN (time 2, in process 'clerk')",
    () => () => NaN,
  ],
  [
    `compare of 'jobs' threw ReadOnlyError: compare of 'jobs' ${change} (time 2, in process 'clerk')`,
    ({ parcels }) =>
      () =>
        Number(parcels.tryPut('x')),
  ],
];

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  /** What `misuse` throws at 2 in a process named clerk, and what the run then ends with. */
  async function messagesOf(misuse: (scene: Scene) => unknown): Promise<unknown[]> {
    const env = new Environment();
    const log = traceLog(env);
    const parcels = new Queue<unknown>(env, { name: 'parcels' });
    const shelf = new Store<string>(env, { name: 'shelf', items: ['a'] });
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        try {
          misuse({ env, parcels, shelf });
        } catch (error) {
          log(error instanceof Error && error.message);
        }
      }),
      { name: 'clerk' },
    );
    const end = await run(env).then(
      ({ reason }) => reason,
      (error: unknown) => error instanceof Error && error.message,
    );
    expect([parcels.items, shelf.items]).toEqual([[], ['a']]);
    return [...log.entries, end];
  }

  it.each([...ofBuffers, ...ofStores, ...ofComparisons])('a misuse says: %s', async (message, misuse) => {
    expect(await messagesOf(misuse)).toEqual([[2, `${message} (time 2, in process 'clerk')`], 'exhausted']);
  });

  it.each(ofCompare)('a comparison that fails ends the run, which says: %s', async (message, compare) => {
    const whole = `${message} (time 2, in process 'clerk')`;
    const misuse = (scene: Scene): unknown =>
      new PriorityQueue(scene.env, { name: 'jobs', items: [1, 2], compare: compare(scene) });
    expect(await messagesOf(misuse)).toEqual([[2, whole], whole]);
  });

  it('a comparison of a queue without a name says so', async () => {
    const compare = (): number => NaN;
    const [thrown] = await messagesOf(({ env }) => new PriorityQueue(env, { items: [1, 2], compare }));
    expect(thrown).toEqual([
      2,
      "compare of a priority queue threw ArgumentError: compare gives a number, but was given NaN (time 2, in process 'clerk') (time 2, in process 'clerk')",
    ]);
  });

  it.each([
    ['queue', (env: Environment) => new Queue<string>(env, { capacity: 1, items: ['x'] })],
    ['store', (env: Environment) => new Store<string>(env, { capacity: 1, items: ['x'] })],
    [
      'priority queue',
      (env: Environment) => new PriorityQueue<string>(env, { capacity: 1, items: ['x'], compare: () => 0 }),
    ],
  ] as const)('a %s tells what it has and who waits, and counts the lines', async (kind, make) => {
    const env = new Environment();
    const log = traceLog(env);
    const [full, empty] = [make(env), make(env)];
    empty.tryGet();
    for (const item of ['a', 'b']) {
      env.process(
        body(function* (wait) {
          yield* wait(full.put(item));
        }),
      );
    }
    env.process(
      body(function* (wait) {
        yield* wait(empty.get());
      }),
    );
    env.process(
      body(function* () {
        const put = full.put('c');
        log(full.waitingPuts, full.waitingGets, empty.waitingPuts, empty.waitingGets);
        log(put.withdraw(), full.waitingPuts, String(full), String(empty));
        const get = empty.get();
        // What the step has asked stands in line before it is counted.
        log(empty.waitingGets, get.withdraw(), empty.waitingGets);
      }),
    );
    const { blocked } = await run(env);
    expect(log.entries).toEqual([
      [0, 3, 0, 0, 1],
      [0, true, 2, `${kind} '${kind} 1' (1 of 1 items)`, `${kind} '${kind} 2' (0 of 1 items)`],
      [0, 2, true, 1],
    ]);
    expect(blocked.map(({ description }) => description)).toEqual([
      `a put to '${kind} 1'`,
      `a put to '${kind} 1'`,
      `a get from '${kind} 2'`,
    ]);
  });

  it('any object that can be gone through gives the items, also a function', () => {
    // It is gone through, and not called.
    const items = Object.assign(() => undefined, { [Symbol.iterator]: () => ['a', 'b'].values() });
    const env = new Environment();
    const sources = [items, 'ab', new Set(['a', 'b']), new Map([['a', 1]]).keys()];
    const queues = sources.map((source) => new Queue<string>(env, { items: source }));
    expect(queues.map((queue) => queue.items.join(''))).toEqual(['ab', 'ab', 'ab', 'a']);
  });
});
