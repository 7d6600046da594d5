import { Environment } from '@asimjs/core';
import { resourceContract, waitableContract } from '@asimjs/testing';
import type { ResourceSubject, WaitableSubject } from '@asimjs/testing';
import { describe, it } from 'vitest';
import { acquireAll, Barrier, Gate, Pool, PreemptiveResource, Resource, State } from '@asimjs/resources';
import type { Grant } from '@asimjs/resources';

/** Takes all there is, and gives it back one by one. */
function taken(tryTake: () => Grant | undefined): { give(): void } {
  const held: Grant[] = [];
  for (let grant = tryTake(); grant !== undefined; grant = tryTake()) held.push(grant);
  return {
    give: () => {
      held.pop()?.release();
    },
  };
}

const units = Array.from({ length: 1000 }, (_, number) => number);

const resources: Record<string, () => ResourceSubject> = {
  'acquiring from a preemptive resource with equal priorities': () => {
    const env = new Environment();
    const desk = new PreemptiveResource(env, { capacity: 1000 });
    const tryTake = (): Grant | undefined => desk.tryAcquire();
    return { env, take: () => desk.acquire(), tryTake: () => tryTake() !== undefined, ...taken(tryTake) };
  },
  'acquiring from a preemptive resource without preempting': () => {
    const env = new Environment();
    const desk = new PreemptiveResource(env, { capacity: 1000 });
    const how = { priority: 0, preempt: false };
    const tryTake = (): Grant | undefined => desk.tryAcquire(how);
    const { give } = taken(() => desk.tryAcquire({ priority: 5 }));
    return { env, take: () => desk.acquire(how), tryTake: () => tryTake() !== undefined, give };
  },
  'acquiring from a pool': () => {
    const env = new Environment();
    const pool = new Pool(env, { units });
    const tryTake = (): Grant | undefined => pool.tryAcquire();
    return { env, take: () => pool.acquire(), tryTake: () => tryTake() !== undefined, ...taken(tryTake) };
  },
};

describe.each(Object.entries(resources))('%s', (_, makeSubject) => {
  for (const { title, run } of resourceContract(makeSubject)) it(title, run);
});

/** An environment, and what the last `count` operations in it were granted. */
function granting(count = 1): { env: Environment; readonly value: unknown } {
  const env = new Environment();
  const granted: unknown[] = [];
  env.observe({ operationGranted: ({ outcome }) => void granted.push(outcome) });
  return {
    env,
    get value() {
      return count === 1 ? granted.at(-1) : granted.slice(-count);
    },
  };
}

const waitables: Record<string, () => WaitableSubject> = {
  'a wait until a resource is empty': () => {
    const env = new Environment();
    const desk = new Resource(env);
    const grant = desk.tryAcquire();
    const happen = (): void => grant?.release();
    return { env, waitable: () => desk.whenEmpty(), happen, value: undefined, shared: false };
  },
  'a wait until a resource is full': () => {
    const env = new Environment();
    const desk = new Resource(env);
    const happen = (): void => void desk.tryAcquire();
    return { env, waitable: () => desk.whenFull(), happen, value: undefined, shared: false };
  },
  'a wait at a barrier': () => {
    const env = new Environment();
    const barrier = new Barrier(env, { parties: 2 });
    // The other party comes.
    const happen = (): void => {
      env.process(function* () {
        yield* barrier.wait();
      });
    };
    return { env, waitable: () => barrier.wait(), happen, value: undefined, shared: false };
  },
  'a wait at a gate': () => {
    const env = new Environment();
    const gate = new Gate(env);
    const happen = (): void => gate.open();
    return { env, waitable: () => gate.wait(), happen, value: undefined, shared: false };
  },
  'a wait for a value of a state': () => {
    const env = new Environment();
    const state = new State(env, { value: 'red' });
    const waitable = () => state.until((value) => value === 'green');
    return { env, waitable, happen: () => state.set('green'), value: 'green', shared: false };
  },
  'a request to a pool': () => {
    const subject = granting();
    const pool = new Pool(subject.env, { units: ['a'] });
    const { give } = taken(() => pool.tryAcquire());
    return Object.assign(subject, { waitable: () => pool.acquire(), happen: give, shared: false });
  },
  'a request to a preemptive resource': () => {
    const subject = granting();
    const desk = new PreemptiveResource(subject.env);
    const { give } = taken(() => desk.tryAcquire());
    return Object.assign(subject, { waitable: () => desk.acquire(), happen: give, shared: false });
  },
  'a request that evicts': () => {
    const subject = granting();
    const desk = new PreemptiveResource(subject.env, { capacity: 2 });
    const good = desk.tryAcquire({ priority: 0 });
    desk.tryAcquire({ priority: 5 });
    // One more is in use than there are: a request evicts one, no more.
    desk.capacity = 1;
    const happen = (): void => good?.release();
    return Object.assign(subject, { waitable: () => desk.acquire({ priority: 1 }), happen, shared: false });
  },
  'a request to several resources': () => {
    const subject = granting(2);
    const [desk, lamp] = [new Resource(subject.env), new PreemptiveResource(subject.env)];
    const { give } = taken(() => lamp.tryAcquire());
    const waitable = () => acquireAll([desk.acquire(), lamp.acquire()]);
    return Object.assign(subject, { waitable, happen: give, shared: false });
  },
};

describe.each(Object.entries(waitables))('%s', (_, makeSubject) => {
  for (const { title, run } of waitableContract(makeSubject)) it(title, run);
});
