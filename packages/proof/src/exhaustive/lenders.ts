import type { Environment, Operation } from '@asimjs/core';
import { acquireAll, Grant, Pool, PreemptiveResource, Resource } from '@asimjs/resources';
import { Notes } from './bench.js';
import type { Bench, Kind, Operations } from './bench.js';

type Slotted = Resource | PreemptiveResource;

/** What a request asks for. */
interface Asked {
  readonly resource: Slotted;
  readonly amount: number;
  readonly priority: number;
  /** Shared by those that are granted together or not at all. */
  readonly team: object;
}

/** Requests for slots, and what each of them asks for. */
class SlotBench {
  private readonly resources: readonly Slotted[];
  private readonly asked = new Notes<Asked>();

  constructor(resources: readonly Slotted[]) {
    this.resources = resources;
  }

  note<O extends Operation<unknown>>(
    operation: O,
    resource: Slotted,
    { amount = 1, priority = 0, team = {} }: Partial<Omit<Asked, 'resource'>> = {},
  ): O {
    return this.asked.add(operation, { resource, amount, priority, team });
  }

  /** The whole bench, but for what can be asked for. */
  get judgements(): Omit<Bench, 'leaves'> {
    return {
      lineOf: (operation, asking) => this.lineAt(this.asked.of(operation).resource, asking),
      exceeded: (operation) => excessOf(this.asked.of(operation).resource),
      grantable: (waiting) => this.grantable(waiting),
      unbalanced: (granted) =>
        this.resources.map((resource) => unbalancedSlots(resource, granted)).find((one) => one !== undefined),
      release,
    };
  }

  /** The line of `resource`: by priority, then by order of creation. */
  lineAt(resource: Slotted, asking: Operations): Operations {
    return this.asked
      .inOrder(asking)
      .filter((one) => this.asked.of(one).resource === resource)
      .toSorted((one, other) => this.asked.of(one).priority - this.asked.of(other).priority);
  }

  /** Who stands first wherever it or its team waits, and finds free slots everywhere. */
  private grantable(waiting: Operations): string | undefined {
    const isServed = (operation: Operation<unknown>): boolean => {
      const { resource, amount } = this.asked.of(operation);
      return this.lineAt(resource, waiting)[0] === operation && resource.inUse + amount <= resource.capacity;
    };
    const teamOf = (operation: Operation<unknown>): Operations =>
      waiting.filter((other) => this.asked.of(other).team === this.asked.of(operation).team);
    return waiting.find((operation) => teamOf(operation).every(isServed))?.describe();
  }
}

function isGrant(outcome: unknown): outcome is Grant {
  return outcome instanceof Grant;
}

/** The grants that are still held, of those that operations got. */
function heldBy(granted: Operations): Grant[] {
  return granted
    .map(({ outcome }) => outcome)
    .filter(isGrant)
    .filter(({ isHeld }) => isHeld);
}

function release(outcome: unknown): void {
  if (isGrant(outcome)) outcome[Symbol.dispose]();
}

function excessOf({ name, inUse, capacity }: Slotted | Pool<string>): string | undefined {
  return inUse > capacity ? `${String(inUse)} in use of ${String(capacity)} of '${name}'` : undefined;
}

/** What is wrong with `resource`, if what is held of `granted` is to be in use. */
function unbalancedSlots(resource: Slotted, granted: Operations): string | undefined {
  const slots = heldBy(granted)
    .filter((grant) => grant.resource === resource)
    .reduce((sum, { amount }) => sum + amount, 0);
  if (slots === resource.inUse) return excessOf(resource);
  return `${String(resource.inUse)} in use of '${resource.name}', but ${String(slots)} held`;
}

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
