import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Environment, isCancelled } from '@asimjs/core';
import type { Waitable } from '@asimjs/core';
import type { Operation } from '@asimjs/core/protocol';
import { interrupt, isInterrupt } from '@asimjs/interrupts';
import { assertSameTrace, drivers, traceLog } from '@asimjs/testing';
import type { Driver, TraceEntry, Wait } from '@asimjs/testing';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { acquireAll, Grant, Pool, PreemptiveResource, Resource } from '@asimjs/resources';
import type { Acquire, Grants } from '@asimjs/resources';

// Many runs, maybe on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
const runs = { numRuns: 300 };

const UNITS = ['a', 'b', 'c'];
const delay = fc.nat({ max: 3 });
const wish = fc.record({
  of: fc.constantFrom('desk', 'lamp', 'ward', 'bed'),
  amount: fc.integer({ min: 1, max: 2 }),
  fit: fc.subarray(UNITS, { minLength: 1 }),
});
const programs = fc.record({
  processes: fc.array(
    fc.record({
      start: delay,
      visits: fc.array(
        fc.record({
          wishes: fc.array(wish, { minLength: 1, maxLength: 3 }),
          priority: fc.nat({ max: 1 }),
          how: fc.constantFrom('wait', 'wait', 'limit', 'race', 'join'),
          limit: delay,
          holds: delay,
        }),
        { maxLength: 4 },
      ),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  disturbances: fc.array(
    fc.record({ time: fc.nat({ max: 8 }), process: fc.nat({ max: 5 }), cancels: fc.boolean() }),
    { maxLength: 4 },
  ),
});
type Program = typeof programs extends fc.Arbitrary<infer P> ? P : never;
type Visit = Program['processes'][number]['visits'][number];
type Wish = Visit['wishes'][number];

/** Processes that hold things only by acquireAll, each time a few, and release them. */
class Model {
  readonly env = new Environment();
  readonly log = traceLog(this.env);
  private readonly desk = new Resource(this.env, { capacity: 2 });
  private readonly lamp = new Resource(this.env);
  private readonly bed = new PreemptiveResource(this.env, { capacity: 2 });
  private readonly ward = new Pool(this.env, { units: UNITS });
  private readonly lenders = [this.desk, this.lamp, this.bed, this.ward];
  /** The requests of one call stand together, with what each wishes. */
  private readonly groups = new Map<Operation<unknown>, ReadonlyMap<Operation<unknown>, Wish>>();
  private readonly waiting = new Set<Operation<unknown>>();
  private readonly held = new Set<Grant>();

  constructor({ processes, disturbances }: Program, driver: Driver) {
    const { env } = this;
    const made = processes.map(({ start, visits }, number) =>
      env.process(driver.body((wait) => this.life(wait, number, start, visits))),
    );
    for (const { time, process, cancels } of disturbances) {
      const target = made[process % made.length]!;
      env.schedule(time, () => (cancels ? target.cancel() : interrupt(target)));
    }
    env.observe({
      operationQueued: (operation) => void this.waiting.add(operation),
      operationWithdrawn: (operation) => void this.waiting.delete(operation),
      operationGranted: (operation) => {
        this.waiting.delete(operation);
        if (operation.outcome instanceof Grant) this.held.add(operation.outcome);
      },
      clockMoved: () => this.endOfInstant(),
    });
  }

  /** Throws if a slot is lost, or a call waits although it could have all. */
  endOfInstant(): void {
    for (const lender of this.lenders) {
      const held = [...this.held].filter(({ resource, isHeld }) => resource === lender && isHeld);
      const amount = held.reduce((sum, grant) => sum + grant.amount, 0);
      if (amount !== lender.inUse || amount > lender.capacity)
        throw new Error(`${amount} of ${String(lender)} are held`);
    }
    for (const group of new Set([...this.waiting].map((operation) => this.groups.get(operation)!))) {
      if (this.couldHaveAll(group)) throw new Error('one waits for nothing');
    }
  }

  /** Whether nothing is held and nobody waits. */
  get isAtRest(): boolean {
    return this.waiting.size === 0 && this.lenders.every(({ inUse }) => inUse === 0);
  }

  private couldHaveAll(group: ReadonlyMap<Operation<unknown>, Wish>): boolean {
    return this.lenders.every((lender) => {
      const mine = [...group].filter(([{ facility }]) => facility === lender);
      const others = [...this.waiting].filter((one) => one.facility === lender && !group.has(one));
      const isFirst = mine.every(([one]) => others.every((other) => goesBefore(one, other)));
      if (mine.length === 0 || !isFirst) return mine.length === 0;
      const wanted = mine.reduce((sum, [, { of, amount }]) => sum + (of === 'desk' ? amount : 1), 0);
      const free = lender.capacity - lender.inUse;
      if (lender === this.ward)
        return canChoose(
          mine.map(([, { fit }]) => fit),
          this.ward.free,
        );
      if (lender !== this.bed) return wanted <= free;
      const worse = [...this.held].filter(
        ({ resource, isHeld, priority }) =>
          resource === lender && isHeld && priority > priorityOf(mine[0]![0]),
      );
      return wanted <= free + worse.length;
    });
  }

  private *life(
    wait: Wait,
    number: number,
    start: number,
    visits: readonly Visit[],
  ): Generator<unknown, void> {
    for (const visit of [undefined, ...visits]) {
      try {
        if (visit === undefined) yield* wait(this.env.timeout(start));
        else this.log(number, yield* this.pay(wait, visit));
      } catch (error) {
        if (isCancelled(error)) throw error;
        this.log(number, isInterrupt(error) ? 'interrupted' : error);
      }
    }
  }

  private *pay(wait: Wait, { wishes, priority, how, limit, holds }: Visit): Generator<unknown, unknown> {
    const { env } = this;
    const all = this.ask(wishes, priority);
    let grants: readonly Grant[] | undefined;
    if (how === 'wait') {
      grants = yield* wait(all);
    } else if (how === 'race') {
      const choice = yield* wait(firstOf({ all, late: env.timeout(limit) }));
      grants = choice.key === 'all' ? choice.value : undefined;
    } else {
      const trip = yield* wait(withTimeout(allOf([all, env.timeout(how === 'join' ? holds : 0)]), limit));
      grants = trip.timedOut ? undefined : trip.value[0];
    }
    if (grants === undefined) return 'went without';
    try {
      this.log(grants.map(({ resource, amount }) => [resource.name, amount]));
      return yield* wait(env.timeout(holds));
    } finally {
      for (const grant of grants) grant.release();
    }
  }

  /** Asks for as much of what is wished as there is. */
  private ask(wishes: readonly Wish[], priority: number): Waitable<Grants<Acquire[]>> {
    const possible: Wish[] = [];
    for (const one of wishes) if (isPossible([...possible, one])) possible.push(one);
    const group = new Map<Operation<unknown>, Wish>();
    const requests = possible.map((one): Acquire => {
      const request = this.request(one, priority);
      group.set(request, one);
      this.groups.set(request, group);
      return request;
    });
    return acquireAll(requests);
  }

  private request({ of, amount, fit }: Wish, priority: number): Acquire {
    if (of === 'desk') return this.desk.acquire({ amount, priority });
    if (of === 'lamp') return this.lamp.acquire({ priority });
    if (of === 'bed') return this.bed.acquire({ priority });
    return this.ward.acquire({
      priority,
      where: (unit) => fit.includes(unit),
      select: (free) => free.at(-1)!,
    });
  }
}

/** Whether all of it could be had if nothing were held. */
function isPossible(wishes: readonly Wish[]): boolean {
  const count = (what: Wish['of']): number => wishes.filter(({ of }) => of === what).length;
  const slots = wishes.reduce((sum, { of, amount }) => sum + (of === 'desk' ? amount : 0), 0);
  const fits = wishes.filter(({ of }) => of === 'ward').map(({ fit }) => fit);
  return slots <= 2 && count('lamp') <= 1 && count('bed') <= 2 && canChoose(fits, UNITS);
}

function canChoose([fit, ...rest]: readonly (readonly string[])[], free: readonly string[]): boolean {
  if (fit === undefined) return true;
  return fit.some((unit) => {
    const others = free.filter((other) => other !== unit);
    return free.includes(unit) && canChoose(rest, others);
  });
}

function priorityOf(operation: Operation<unknown>): number {
  return 'priority' in operation ? Number(operation.priority) : Infinity;
}

function goesBefore(one: Operation<unknown>, other: Operation<unknown>): boolean {
  const by = priorityOf(one) - priorityOf(other);
  return by === 0 ? one.sequence < other.sequence : by < 0;
}

async function traceOf(program: Program, driver: Driver): Promise<readonly TraceEntry[]> {
  const model = new Model(program, driver);
  await driver.run(model.env);
  model.endOfInstant();
  expect(model.isAtRest).toBe(true);
  return model.log.entries;
}

describe.each(drivers)('acquireAll over random programs with the $name driver', (driver) => {
  it('blocks nobody for ever, loses nothing, and lets nobody wait who could have all', async () => {
    await fc.assert(
      fc.asyncProperty(programs, async (program) => {
        await traceOf(program, driver);
      }),
      runs,
    );
  });
});

describe('acquireAll over random programs', () => {
  it('gives the same trace with either driver', async () => {
    const [generator, async] = drivers;
    await fc.assert(
      fc.asyncProperty(programs, async (program) => {
        assertSameTrace(await traceOf(program, async!), await traceOf(program, generator!));
      }),
      runs,
    );
  });
});
