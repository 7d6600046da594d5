import type { Operation } from '@asimjs/core';
import type { PreemptiveResource, Resource } from '@asimjs/resources';
import { Notes } from './bench.js';
import type { Bench, Operations } from './bench.js';
import { excessOf, heldBy, release } from './grants.js';

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
export class SlotBench {
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

/** What is wrong with `resource`, if what is held of `granted` is to be in use. */
function unbalancedSlots(resource: Slotted, granted: Operations): string | undefined {
  const slots = heldBy(granted)
    .filter((grant) => grant.resource === resource)
    .reduce((sum, { amount }) => sum + amount, 0);
  if (slots === resource.inUse) return excessOf(resource);
  return `${String(resource.inUse)} in use of '${resource.name}', but ${String(slots)} held`;
}
