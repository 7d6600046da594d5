import type { Environment, Process } from '@asimjs/core';
import { wrong } from '@asimjs/core/protocol';
import { LineFacility } from './base/line-facility.js';
import { LineOperation } from './base/line-operation.js';
import type { Line } from './base/line.js';
import { Grant } from './grant.js';

export interface ResourceOptions {
  /** How many slots it has, an integer >= 0 or Infinity. Default 1. */
  readonly capacity?: number | undefined;
  readonly name?: string | undefined;
}

export interface AcquireOptions {
  /** Lower goes first. Default 0. */
  readonly priority?: number | undefined;
  /** How many slots, an integer >= 1. Default 1. */
  readonly amount?: number | undefined;
}

/**
 * Slots that processes acquire, hold and release: clerks, machines, runways.
 *
 * The line is by priority, then first in first out, strictly: a request that is first and can't be granted yet holds
 * back smaller ones behind it.
 */
export class Resource extends LineFacility {
  #capacity: number;
  /** The most it has had; more can not be asked for. */
  #largest: number;
  #inUse = 0;
  readonly #grants = new Set<Grant>();
  /** For the operations of this resource. */
  readonly line: Line = this.makeLine();

  constructor(env: Environment, options: ResourceOptions = {}) {
    super(env, 'resource', options.name);
    const { capacity = 1 } = options;
    this.#capacity = this.#checkCapacity(capacity);
    this.#largest = capacity;
  }

  get capacity(): number {
    return this.#capacity;
  }

  /** Sets the number of slots. Fewer than are in use evict nobody: grants wait until use has fallen. */
  set capacity(capacity: number) {
    this.#checkCapacity(capacity);
    this.change(() => {
      this.#capacity = capacity;
      this.#largest = Math.max(this.#largest, capacity);
      this.changed();
    });
  }

  override toString(): string {
    const { name, inUse, capacity, waiting } = this;
    return `resource '${name}' (${String(inUse)} of ${String(capacity)} in use, ${String(waiting)} waiting)`;
  }

  /** How many slots are held. */
  get inUse(): number {
    this.touch();
    return this.#inUse;
  }

  /** How many requests stand in line. */
  get waiting(): number {
    this.touch();
    return this.line.length;
  }

  override get holders(): readonly Process[] {
    const holders = new Set<Process>();
    for (const { holder } of this.#grants) if (holder !== undefined) holders.add(holder);
    return [...holders];
  }

  /**
   * Asks for slots. The grant is the calling process's, which releases it.
   * @throws ArgumentError for more slots than the resource has ever had.
   */
  acquire(options: AcquireOptions = {}): Acquire {
    const { priority, amount } = this.#checkRequest(options);
    return new Acquire(this, priority, amount);
  }

  /** A grant, if {@link acquire} would be granted at once; else `undefined`. */
  tryAcquire(options: AcquireOptions = {}): Grant | undefined {
    const { priority, amount } = this.#checkRequest(options);
    return this.change(() => {
      const [first] = this.line;
      if (first !== undefined && first.priority <= priority) return undefined;
      return this.take(amount, this.env.activeProcess);
    });
  }

  /** Slots for `holder`, if as many are free. For the operations of this resource, which keep to the line. */
  take(amount: number, holder: Process | undefined): Grant | undefined {
    if (this.#inUse + amount > this.#capacity) return undefined;
    this.#inUse += amount;
    const grant = new Grant(this, amount, holder, this.#giveUp);
    this.#grants.add(grant);
    this.changed();
    return grant;
  }

  readonly #giveUp = (grant: Grant): void => {
    this.#grants.delete(grant);
    this.#inUse -= grant.amount;
    this.changed();
  };

  #checkCapacity(capacity: number): number {
    if (capacity === Infinity || (Number.isInteger(capacity) && capacity >= 0)) return capacity;
    throw wrong(this.kernel, `the capacity of '${this.name}' is an integer >= 0 or Infinity`, capacity);
  }

  #checkRequest({ priority = 0, amount = 1 }: AcquireOptions): { priority: number; amount: number } {
    if (typeof priority !== 'number' || Number.isNaN(priority))
      throw wrong(this.kernel, 'a priority is a number', priority);
    if (!Number.isInteger(amount) || amount < 1) {
      throw wrong(this.kernel, `acquire of '${this.name}' takes an amount that is an integer >= 1`, amount);
    }
    // One that begins closed, with no slots at all, may be opened later to any number.
    if (amount > this.#largest && this.#largest > 0) {
      throw wrong(
        this.kernel,
        `'${this.name}' has had ${String(this.#largest)} slots at most, so acquire takes no more`,
        amount,
      );
    }
    return { priority, amount };
  }
}

/** A request for slots that waits until they are free. */
export class Acquire extends LineOperation<Grant> {
  declare readonly facility: Resource;
  readonly amount: number;

  constructor(resource: Resource, priority: number, amount: number) {
    super(resource, priority);
    this.amount = amount;
  }

  protected override get line(): Line {
    return this.facility.line;
  }

  override attempt(): boolean {
    const grant = this.facility.take(this.amount, this.owner?.process);
    if (grant === undefined) return false;
    this.grant(grant);
    return true;
  }

  protected override giveBack(): void {
    (this.outcome as Grant).revoke();
  }

  override describe(): string {
    const slots = this.amount === 1 ? 'a slot' : `${String(this.amount)} slots`;
    return `${slots} of '${this.facility.name}'`;
  }
}
