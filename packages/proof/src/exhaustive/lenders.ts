import type { Environment, Operation } from '@asimjs/core';
import { acquireAll, Pool, PreemptiveResource, Resource } from '@asimjs/resources';
import { Notes } from './bench.js';
import type { Kind, Operations } from './bench.js';
import { excessOf, heldBy, release } from './grants.js';
import { SlotBench } from './slot-bench.js';

export function resourceKind(name: string, make: (env: Environment, capacity: number) => Resource): Kind {
  return {
    name,
    settingName: 'capacity',
    settings: [1, 2],
    build: (env, capacity) => {
      const [a, b] = [make(env, capacity), make(env, capacity)];
      const bench = new SlotBench([a, b]);
      const acquire = (resource: Resource, options: { amount?: number; priority?: number } = {}) =>
        bench.note(resource.acquire(options), resource, options);
      return {
        ...bench.judgements,
        leaves: [
          { name: 'acquire a', make: () => acquire(a) },
          { name: 'acquire all of a', make: () => acquire(a, { amount: capacity }) },
          { name: 'acquire a urgently', make: () => acquire(a, { priority: -1 }) },
          { name: 'acquire b', make: () => acquire(b) },
        ],
      };
    },
  };
}

export function acquireAllKind(name: string, make: (env: Environment, capacity: number) => Resource): Kind {
  return {
    name,
    settingName: 'capacity',
    settings: [1, 2],
    build: (env, capacity) => {
      const [a, b] = [make(env, capacity), make(env, capacity)];
      const bench = new SlotBench([a, b]);
      const acquire = (resource: Resource, team: object = {}) =>
        bench.note(resource.acquire(), resource, { team });
      const acquireBoth = () => {
        const team = {};
        return acquireAll([acquire(a, team), acquire(b, team)]);
      };
      return {
        ...bench.judgements,
        leaves: [
          { name: 'acquire a', make: () => acquire(a) },
          { name: 'acquire b', make: () => acquire(b) },
          { name: 'acquire a and b', make: acquireBoth },
        ],
      };
    },
  };
}

export function preemptiveKind(
  name: string,
  make: (env: Environment, capacity: number) => PreemptiveResource,
): Kind {
  return {
    name,
    settingName: 'capacity',
    settings: [1, 2],
    build: (env, capacity) => {
      const machine = make(env, capacity);
      const bench = new SlotBench([machine]);
      const terms = new Notes<{ readonly priority: number; readonly preempt: boolean }>();
      const acquire = (priority: number, preempt: boolean) => {
        const operation = machine.acquire({ priority, preempt });
        return terms.add(bench.note(operation, machine, { priority }), { priority, preempt });
      };
      const canEvict = (operation: Operation<unknown>, granted: Operations): boolean => {
        const { priority, preempt } = terms.of(operation);
        return preempt && heldBy(granted).some((grant) => grant.priority > priority);
      };
      return {
        ...bench.judgements,
        leaves: [
          { name: 'acquire', make: () => acquire(1, true) },
          { name: 'acquire urgently', make: () => acquire(0, true) },
          { name: 'acquire politely', make: () => acquire(0, false) },
        ],
        grantable: (waiting, granted) =>
          bench
            .lineAt(machine, waiting)
            .slice(0, 1)
            .find((head) => machine.inUse < capacity || canEvict(head, granted))
            ?.describe(),
      };
    },
  };
}

export function poolKind(
  name: string,
  make: (env: Environment, units: readonly string[]) => Pool<string>,
): Kind {
  return {
    name,
    settingName: 'units',
    settings: [1, 2],
    build: (env, count) => {
      const units = ['Ann', 'Bob'].slice(0, count);
      const pool = make(env, units);
      const rules = new Notes<(unit: string) => boolean>();
      const acquire = (where: (unit: string) => boolean) => rules.add(pool.acquire({ where }), where);
      return {
        leaves: [
          { name: 'acquire', make: () => acquire(() => true) },
          { name: 'acquire Ann', make: () => acquire((unit) => unit === 'Ann') },
        ],
        lineOf: (_operation, asking) => rules.inOrder(asking),
        exceeded: () => excessOf(pool),
        grantable: (waiting) =>
          rules
            .inOrder(waiting)
            .slice(0, 1)
            .find((head) => pool.free.some(rules.of(head)))
            ?.describe(),
        unbalanced: (granted) => {
          const held = heldBy(granted).map((grant) => ('unit' in grant ? grant.unit : undefined));
          const all = [...held, ...pool.free].sort().join();
          return all === units.join() ? undefined : `units ${all} instead of ${units.join()}`;
        },
        release,
      };
    },
  };
}

export const lenderKinds: readonly Kind[] = [
  resourceKind('Resource', (env, capacity) => new Resource(env, { capacity })),
  acquireAllKind('acquireAll', (env, capacity) => new Resource(env, { capacity })),
  preemptiveKind('PreemptiveResource', (env, capacity) => new PreemptiveResource(env, { capacity })),
  poolKind('Pool', (env, units) => new Pool<string>(env, { units })),
];
