import type { Operation } from '@asimjs/core';
import { acquireAll, Pool, PreemptiveResource, Resource } from '@asimjs/resources';
import type { Grant, PoolGrant } from '@asimjs/resources';
import type { Kind } from './bench.js';

type Operations = readonly Operation<unknown>[];

/** The grants that are still held, of those that operations got. */
function heldBy(granted: Operations): Grant[] {
  return granted.map(({ outcome }) => outcome as Grant).filter(({ isHeld }) => isHeld);
}

function release(outcome: unknown): void {
  (outcome as Grant)[Symbol.dispose]();
}

/** What is wrong if `held` slots are to be in use. */
function unbalancedSlots(
  resource: Resource | PreemptiveResource,
  held: readonly Grant[],
): string | undefined {
  const slots = held
    .filter((grant) => grant.resource === resource)
    .reduce((sum, { amount }) => sum + amount, 0);
  if (slots !== resource.inUse) return `${String(resource.inUse)} in use, but ${String(slots)} held`;
  if (slots > resource.capacity) return `${String(slots)} in use of ${String(resource.capacity)}`;
  return undefined;
}

/** The first in the line of `resource`: by priority, then by order of creation. */
function headOf(waiting: Operations, resource: object): Operation<unknown> | undefined {
  const line = waiting.filter(({ facility }) => facility === resource);
  const priority = (one: Operation<unknown>): number =>
    (one as Operation<unknown> & { priority: number }).priority;
  return line.sort((one, other) => priority(one) - priority(other) || one.sequence - other.sequence)[0];
}

const resourceKind: Kind = {
  name: 'Resource',
  capacities: [1, 2],
  build: (env, capacity) => {
    const resources = [new Resource(env, { capacity }), new Resource(env, { capacity })] as const;
    const [a, b] = resources;
    const amounts = new Map<Operation<unknown>, number>();
    const noted = <T>(operation: Operation<T>, amount: number): Operation<T> => {
      amounts.set(operation, amount);
      return operation;
    };
    return {
      leaves: [
        { name: 'acquire a', make: () => noted(a.acquire(), 1) },
        { name: 'acquire all of a', make: () => noted(a.acquire({ amount: capacity }), capacity) },
        { name: 'acquire a urgently', make: () => noted(a.acquire({ priority: -1 }), 1) },
        { name: 'acquire b', make: () => noted(b.acquire(), 1), isOfSecond: true },
      ],
      grantable: (waiting) => {
        for (const resource of resources) {
          const head = headOf(waiting, resource);
          if (head !== undefined && resource.inUse + (amounts.get(head) ?? NaN) <= capacity)
            return head.describe();
        }
        return undefined;
      },
      unbalanced: (granted) => unbalancedSlots(a, heldBy(granted)) ?? unbalancedSlots(b, heldBy(granted)),
      release,
    };
  },
};

const togetherKind: Kind = {
  name: 'acquireAll',
  capacities: [1, 2],
  build: (env, capacity) => {
    const resources = [new Resource(env, { capacity }), new Resource(env, { capacity })] as const;
    const [a, b] = resources;
    return {
      leaves: [
        { name: 'acquire a', make: () => a.acquire() },
        { name: 'acquire b', make: () => b.acquire(), isOfSecond: true },
        { name: 'acquire a and b', make: () => acquireAll([a.acquire(), b.acquire()]) },
      ],
      grantable: (waiting) => {
        const heads = resources.map((resource) => headOf(waiting, resource));
        const [ofA, ofB] = heads;
        const free = resources.map(({ inUse }) => inUse < capacity);
        // Alone, or both parts of one group: those of a group share their place in line.
        const isGroup = (one: Operation<unknown>): boolean =>
          waiting.some((other) => other !== one && other.sequence === one.sequence);
        if (ofA !== undefined && !isGroup(ofA) && free[0] === true) return ofA.describe();
        if (ofB !== undefined && !isGroup(ofB) && free[1] === true) return ofB.describe();
        if (ofA !== undefined && ofA.sequence === ofB?.sequence && !free.includes(false)) return 'a group';
        return undefined;
      },
      unbalanced: (granted) => unbalancedSlots(a, heldBy(granted)) ?? unbalancedSlots(b, heldBy(granted)),
      release: (outcome) => {
        for (const grant of [outcome].flat()) release(grant);
      },
    };
  },
};

const preemptiveKind: Kind = {
  name: 'PreemptiveResource',
  capacities: [1, 2],
  build: (env, capacity) => {
    const machine = new PreemptiveResource(env, { capacity });
    const terms = new Map<Operation<unknown>, { priority: number; preempt: boolean }>();
    const acquire = (priority: number, preempt: boolean): Operation<unknown> => {
      const operation = machine.acquire({ priority, preempt });
      terms.set(operation, { priority, preempt });
      return operation;
    };
    const held: Grant[] = [];
    return {
      leaves: [
        { name: 'acquire', make: () => acquire(1, true) },
        { name: 'acquire urgently', make: () => acquire(0, true) },
        { name: 'acquire politely', make: () => acquire(0, false) },
      ],
      grantable: (waiting) => {
        const head = headOf(waiting, machine);
        if (head === undefined) return undefined;
        const { priority, preempt } = terms.get(head) ?? { priority: NaN, preempt: false };
        const canEvict = preempt && held.some((grant) => grant.isHeld && grant.priority > priority);
        return machine.inUse < capacity || canEvict ? head.describe() : undefined;
      },
      unbalanced: (granted) => {
        held.push(...heldBy(granted));
        return unbalancedSlots(machine, heldBy(granted));
      },
      release,
    };
  },
};

const poolKind: Kind = {
  name: 'Pool',
  capacities: [1, 2],
  build: (env, capacity) => {
    const units = ['Ann', 'Bob'].slice(0, capacity);
    const pool = new Pool<string>(env, { units });
    const rules = new Map<Operation<unknown>, (unit: string) => boolean>();
    const acquire = (where: (unit: string) => boolean): Operation<unknown> => {
      const operation = pool.acquire({ where });
      rules.set(operation, where);
      return operation;
    };
    return {
      leaves: [
        { name: 'acquire', make: () => acquire(() => true) },
        { name: 'acquire Ann', make: () => acquire((unit) => unit === 'Ann') },
      ],
      grantable: (waiting) => {
        const head = headOf(waiting, pool);
        const where = head === undefined ? undefined : rules.get(head);
        return where !== undefined && pool.free.some(where) ? head?.describe() : undefined;
      },
      unbalanced: (granted) => {
        const held = granted
          .map(({ outcome }) => outcome as PoolGrant<string>)
          .flatMap(({ isHeld, unit }) => (isHeld ? unit : []));
        const all = [...held, ...pool.free].sort().join();
        return all === units.join() ? undefined : `units ${all} instead of ${units.join()}`;
      },
      release,
    };
  },
};

export const lenderKinds: readonly Kind[] = [resourceKind, togetherKind, preemptiveKind, poolKind];
