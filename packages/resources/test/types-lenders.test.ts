import type { Environment, Process, Waitable } from '@asimjs/core';
import type { Interrupt } from '@asimjs/interrupts';
import { describe, expectTypeOf, it } from 'vitest';
import { acquireAll, followSchedule, isPreempted, Pool, State } from '@asimjs/resources';
import type {
  Acquire,
  Barrier,
  Gate,
  Grant,
  PoolGrant,
  Preempted,
  PreemptiveResource,
  Resource,
} from '@asimjs/resources';

interface Nurse {
  readonly name: string;
}

// What is declared here is checked by the compiler and never run.
declare const env: Environment;
declare const desk: Resource;
declare const scanner: PreemptiveResource;
declare const ward: Pool<Nurse>;
declare const barrier: Barrier;
declare const gate: Gate;
declare const light: State<'red' | 'amber' | 'green'>;
declare const reading: State<number | undefined>;

describe('the types of what processes hold', () => {
  it('say that a request gives a grant, and one to a pool the unit with it', () => {
    async function body(): Promise<void> {
      expectTypeOf(await desk.acquire()).toEqualTypeOf<Grant>();
      expectTypeOf(await scanner.acquire({ priority: 1, preempt: false })).toEqualTypeOf<Grant>();
      expectTypeOf(await ward.acquire()).toEqualTypeOf<PoolGrant<Nurse>>();
      expectTypeOf((await ward.acquire()).unit).toEqualTypeOf<Nurse>();
      expectTypeOf(ward.tryAcquire()).toEqualTypeOf<PoolGrant<Nurse> | undefined>();
      expectTypeOf(scanner.tryAcquire()).toEqualTypeOf<Grant | undefined>();
      expectTypeOf(desk.acquire()).toExtend<Acquire>();
      expectTypeOf(ward.acquire()).toExtend<Acquire>();
      expectTypeOf(await desk.acquire()).not.toHaveProperty('unit');
    }
    expectTypeOf(body).toBeFunction();
  });

  it('refuse what a kind of resource does not know', () => {
    async function body(): Promise<void> {
      // @ts-expect-error it does not evict
      await desk.acquire({ preempt: true });
      // @ts-expect-error one slot at a time can be evicted
      await scanner.acquire({ amount: 2 });
      // @ts-expect-error a unit at a time
      await ward.acquire({ amount: 2 });
      // @ts-expect-error its slots are all alike
      await desk.acquire({ where: () => true });
      expectTypeOf(desk).not.toHaveProperty('evictExcess');
      // @ts-expect-error the number of its units is fixed
      ward.capacity = 2;
      desk.capacity = 2;
      scanner.capacity = 2;
      expectTypeOf(scanner.evictExcess()).toEqualTypeOf<number>();
    }
    expectTypeOf(body).toBeFunction();
  });

  it('know the units in the rules of a pool, and infer them from its units', () => {
    async function body(): Promise<void> {
      await ward.acquire({
        where: (nurse) => nurse.name !== '',
        select: (free) => {
          expectTypeOf(free).toEqualTypeOf<readonly Nurse[]>();
          return free[0]!;
        },
      });
      // @ts-expect-error a nurse has no grade
      await ward.acquire({ where: (nurse) => nurse.grade > 1 });
      // @ts-expect-error select gives a unit
      await ward.acquire({ select: (free) => free[0]!.name });
      expectTypeOf(new Pool(env, { units: ['a', 'b'] }).units).toEqualTypeOf<string[]>();
      expectTypeOf(ward.free).toEqualTypeOf<Nurse[]>();
      // @ts-expect-error it needs units
      new Pool(env, {});
    }
    expectTypeOf(body).toBeFunction();
  });

  it('narrow an error to an eviction', () => {
    function handle(error: unknown): void {
      if (!isPreempted(error)) return;
      expectTypeOf(error).toEqualTypeOf<Interrupt<Preempted>>();
      expectTypeOf(error.cause.by).toEqualTypeOf<Process | undefined>();
      expectTypeOf(error.cause.since).toEqualTypeOf<number>();
      expectTypeOf(error.cause.resource).toEqualTypeOf<PreemptiveResource>();
      expectTypeOf(error.remaining).toEqualTypeOf<number | undefined>();
    }
    expectTypeOf(handle).toBeFunction();
  });

  it('give acquireAll a grant for each request, in order, to be disposed of together', () => {
    async function body(list: Acquire[]): Promise<void> {
      using all = await acquireAll([desk.acquire(), ward.acquire(), scanner.acquire()]);
      expectTypeOf(all[0]).toEqualTypeOf<Grant>();
      expectTypeOf(all[1]).toEqualTypeOf<PoolGrant<Nurse>>();
      expectTypeOf(all[2]).toEqualTypeOf<Grant>();
      expectTypeOf(all.length).toEqualTypeOf<3>();
      const [, nurse] = all;
      expectTypeOf(nurse.unit).toEqualTypeOf<Nurse>();
      const many = await acquireAll(list);
      expectTypeOf(many[0]).toEqualTypeOf<Grant | undefined>();
      expectTypeOf(many).toExtend<Disposable>();
      // @ts-expect-error a barrier is passed, not held
      await acquireAll([desk.acquire(), barrier.wait()]);
      // @ts-expect-error nor is a list in a list a request
      await acquireAll([acquireAll([desk.acquire()])]);
    }
    expectTypeOf(body).toBeFunction();
  });

  it('let followSchedule evict from a preemptive resource only', () => {
    function follow(): void {
      expectTypeOf(followSchedule(desk, [[0, 1]])).toEqualTypeOf<Process<void>>();
      followSchedule(desk, new Map([[0, 1]]), { every: 24 });
      followSchedule(scanner, [[0, 1]], { every: 24, running: 'evict' });
      followSchedule(scanner, [[0, 1]], { running: 'finish' });
      // @ts-expect-error nobody can be evicted from it
      followSchedule(desk, [[0, 1]], { running: 'evict' });
      // @ts-expect-error they finish or are evicted
      followSchedule(scanner, [[0, 1]], { running: 'pause' });
      // @ts-expect-error an entry is a time and a capacity
      followSchedule(desk, [[0]]);
      // @ts-expect-error the units of a pool are told apart
      followSchedule(ward, [[0, 1]]);
    }
    expectTypeOf(follow).toBeFunction();
  });
});

describe('the types of waits without a holder', () => {
  it('give nothing at a barrier and a gate', () => {
    async function body(): Promise<void> {
      expectTypeOf(barrier.wait()).toExtend<Waitable<void>>();
      expectTypeOf(gate.wait()).toExtend<Waitable<void>>();
      await barrier.wait();
      await gate.wait();
      expectTypeOf(barrier.release()).toEqualTypeOf<number>();
    }
    expectTypeOf(body).toBeFunction();
  });

  it('give the value of a state, narrowed by a predicate that is a guard', () => {
    async function body(): Promise<void> {
      expectTypeOf(await light.until((value) => value !== 'red')).toExtend<'red' | 'amber' | 'green'>();
      const isGreen = (value: string): value is 'green' => value === 'green';
      expectTypeOf(await light.until(isGreen)).toEqualTypeOf<'green'>();
      expectTypeOf(await reading.until((value) => value !== undefined)).toEqualTypeOf<number>();
      light.set('amber');
      // @ts-expect-error there is no such colour
      light.set('blue');
      // @ts-expect-error a state has a value
      new State<number>(env, {});
      expectTypeOf(new State(env, { value: 5 }).value).toEqualTypeOf<number>();
    }
    expectTypeOf(body).toBeFunction();
  });
});
