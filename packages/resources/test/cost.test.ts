import { expectLinearithmic, mixed } from './work-done.js';
import { Environment } from '@asimjs/core';
import type { Operation } from '@asimjs/core';
import { describe, expect, it, vi } from 'vitest';
import {
  Barrier,
  Container,
  Gate,
  Grant,
  Pool,
  PreemptiveResource,
  PriorityQueue,
  Queue,
  Resource,
  State,
  Store,
} from '@asimjs/resources';

vi.setConfig({ testTimeout: 60_000 });

/** A place where a crowd waits. */
interface Place {
  /** Asks for one, and has to wait. */
  ask(priority: number): Operation<unknown>;
  /** Whether those are served first who asked with the lowest number, else those who asked first. */
  readonly byPriority?: boolean;
  /** Serves as many as wait. */
  serve(waiting: number): void;
}

function repeat(times: number, act: () => void): void {
  for (let time = 0; time < times; time++) act();
}

/** Requests, each of its own priority, are served one by one, as each releases what it was granted. */
function ranked(lender: { tryAcquire(): Grant | undefined }, ask: Place['ask']): Place {
  const grant = lender.tryAcquire();
  return { ask, byPriority: true, serve: () => grant?.release() };
}

const places: Record<string, (env: Environment) => Place> = {
  'getters of a queue': (env) => {
    const queue = new Queue<number>(env);
    return { ask: () => queue.get(), serve: (waiting) => repeat(waiting, () => queue.tryPut(1)) };
  },
  'putters of a queue': (env) => {
    const queue = new Queue<number>(env, { capacity: 1, items: [1] });
    return { ask: () => queue.put(1), serve: (waiting) => repeat(waiting, () => queue.tryGet()) };
  },
  'getters of a priority queue': (env) => {
    const queue = new PriorityQueue<number>(env, { compare: (one, other) => one - other });
    return { ask: () => queue.get(), serve: (waiting) => repeat(waiting, () => queue.tryPut(1)) };
  },
  'putters of a priority queue': (env) => {
    const compare = (one: number, other: number): number => one - other;
    const queue = new PriorityQueue<number>(env, { compare, capacity: 1, items: [1] });
    return { ask: (item) => queue.put(item), serve: (waiting) => repeat(waiting, () => queue.tryGet()) };
  },
  'getters of a store': (env) => {
    const store = new Store<number>(env);
    return { ask: () => store.get(), serve: (waiting) => repeat(waiting, () => store.tryPut(1)) };
  },
  'getters of a store with filters': (env) => {
    const store = new Store<number>(env, { items: [0] });
    return {
      ask: () => store.get((item) => item > 0),
      serve: (waiting) => repeat(waiting, () => store.tryPut(1)),
    };
  },
  'putters of a store': (env) => {
    const store = new Store<number>(env, { capacity: 1, items: [1] });
    return { ask: () => store.put(1), serve: (waiting) => repeat(waiting, () => store.tryGet()) };
  },
  'getters of a container': (env) => {
    const tank = new Container(env);
    return { ask: () => tank.get(2), serve: (waiting) => repeat(waiting, () => tank.tryPut(2)) };
  },
  'putters of a container': (env) => {
    const tank = new Container(env, { capacity: 2, level: 2 });
    return { ask: () => tank.put(2), serve: (waiting) => repeat(waiting, () => tank.tryGet(2)) };
  },
  'requests of a resource': (env) => {
    const resource = new Resource(env);
    const grant = resource.tryAcquire();
    return { ask: () => resource.acquire(), serve: () => grant?.release() };
  },
  'requests of a resource, each of its own priority,': (env) => {
    const resource = new Resource(env);
    return ranked(resource, (priority) => resource.acquire({ priority }));
  },
  'requests of a preemptive resource, each of its own priority,': (env) => {
    const resource = new PreemptiveResource(env);
    return ranked(resource, (priority) => resource.acquire({ priority, preempt: false }));
  },
  'requests of a pool, each of its own priority,': (env) => {
    const pool = new Pool(env, { units: ['unit'] });
    return ranked(pool, (priority) => pool.acquire({ priority }));
  },
  'waits at a barrier': (env) => {
    const barrier = new Barrier(env);
    return { ask: () => barrier.wait(), serve: () => barrier.release() };
  },
  'waits at a gate': (env) => {
    const gate = new Gate(env);
    return { ask: () => gate.wait(), serve: () => gate.open() };
  },
  'waits for a value of a state': (env) => {
    const state = new State<number>(env, { value: 0 });
    return { ask: () => state.until((value) => value > 0), serve: () => state.set(1) };
  },
  'watchers of a queue': (env) => {
    const queue = new Queue<number>(env, { items: [1] });
    return { ask: () => queue.whenEmpty(), serve: () => queue.tryGet() };
  },
};

/** Which half leaves of those who wait, and in what order. */
const leavings: Record<string, (size: number) => number[]> = {
  'at random': (size) => mixed(size).slice(0, size / 2),
  'from the front': (size) => Array.from({ length: size / 2 }, (_, index) => index),
  'from the back': (size) => Array.from({ length: size / 2 }, (_, index) => size - 1 - index),
};

/** One process asks for all, withdraws half, and waits for the rest. */
function askAndWithdraw(make: (env: Environment) => Place, leaving: readonly number[], size: number): void {
  const env = new Environment();
  const place = make(env);
  let served = 0;
  env.process(function* () {
    const requests = mixed(size).map((priority) => ({ priority, request: place.ask(priority) }));
    yield* env.timeout(1);
    const leavers = new Set(leaving.map((index) => requests[index]?.request));
    for (const request of leavers) request?.withdraw();
    const staying = requests.filter(({ request }) => !leavers.has(request));
    if (place.byPriority === true) staying.sort((one, other) => one.priority - other.priority);
    place.serve(staying.length);
    for (const { request } of staying) {
      const outcome = yield* request;
      if (outcome instanceof Grant) outcome.release();
      served++;
    }
  });
  env.runSync();
  expect(served).toBe(size / 2);
}

/** As many processes as requests; half of them are cancelled. */
function askAndCancel(make: (env: Environment) => Place, leaving: readonly number[], size: number): void {
  const env = new Environment();
  const place = make(env);
  let served = 0;
  const processes = mixed(size).map((priority) =>
    env.process(function* () {
      const outcome = yield* place.ask(priority);
      if (outcome instanceof Grant) outcome.release();
      served++;
    }),
  );
  env.schedule(1, () => {
    for (const index of leaving) processes[index]?.cancel();
    place.serve(size / 2);
  });
  env.runSync();
  expect(served).toBe(size / 2);
}

describe.each(Object.entries(places))('%s', (_, make) => {
  it.each(Object.entries(leavings))('of which half withdraw %s cost n log n', (_way, leaving) => {
    expectLinearithmic((size) => askAndWithdraw(make, leaving(size), size), 200, 1600);
  });

  it('of which half are cancelled with their processes cost n log n', () => {
    expectLinearithmic((size) => askAndCancel(make, mixed(size).slice(0, size / 2), size), 200, 1600);
  });
});

describe.each([
  'getters of a queue',
  'requests of a resource, each of its own priority,',
  'getters of a store',
  'waits for a value of a state',
])('a hundred thousand %s', (kind) => {
  it('of which half withdraw at random cost n log n', () => {
    const make = places[kind];
    if (make === undefined) throw new Error(`there are no ${kind}`);
    const leaving = (size: number): number[] => mixed(size).slice(0, size / 2);
    const model = (size: number): void => askAndWithdraw(make, leaving(size), size);
    // What is quadratic is found out here, and not after hours.
    expectLinearithmic(model, 200, 1600);
    expectLinearithmic(model, 1000, 100_000);
  });
});
