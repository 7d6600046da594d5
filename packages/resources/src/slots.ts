import type { Process } from '@asimjs/core';
import type { Line } from './base/line.js';
import { Grant } from './grant.js';
import type { Resource } from './resource.js';

/** What a resource has. Its requests and grants are given it; models are not, so that nobody gets past the line. */
export class Slots {
  /** Who stands in line for them. */
  readonly line: Line;
  capacity: number;
  /** How many are held. */
  inUse = 0;
  readonly grants: Set<Grant> = new Set<Grant>();
  private readonly resource: Resource;

  constructor(resource: Resource, line: Line, capacity: number) {
    this.resource = resource;
    this.line = line;
    this.capacity = capacity;
  }

  /** A grant for `holder`, if as many slots are free. */
  take(amount: number, holder: Process | undefined): Grant | undefined {
    if (this.inUse + amount > this.capacity) return undefined;
    this.inUse += amount;
    const grant = new Grant(this.resource, this, amount, holder);
    this.grants.add(grant);
    this.resource.changed();
    return grant;
  }

  /** Has the slots of a grant back; whoever waits is served when the change is complete. */
  giveUp(grant: Grant): void {
    this.grants.delete(grant);
    this.inUse -= grant.amount;
    this.resource.changed();
  }
}
