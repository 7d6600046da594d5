import type { Environment, Process } from '@asimjs/core';
import { argumentError, assertOptions, assertPriority, kernelOf } from '@asimjs/core/protocol';
import { Acquire } from './acquire.js';
import { checkCapacity } from './base/capacity.js';
import { LineFacility } from './base/line-facility.js';
import type { Grant } from './grant.js';
import { Slots } from './slots.js';

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
  readonly #slots: Slots;
  /** The most slots it has had; more can not be asked for. */
  #largest: number;

  constructor(env: Environment, options: ResourceOptions = {}) {
    assertOptions(kernelOf(env, `new ${new.target.name}`), `new ${new.target.name}`, options, [
      'capacity',
      'name',
    ]);
    super(env, 'resource', options.name);
    const { capacity = 1 } = options;
    this.#slots = new Slots(this, this.makeLine(), checkCapacity(this, capacity, 0));
    this.#largest = capacity;
  }

  protected override describe(): string {
    const { inUse, capacity, waiting } = this;
    return `${super.describe()} (${String(inUse)} of ${String(capacity)} in use, ${String(waiting)} waiting)`;
  }

  get capacity(): number {
    return this.#slots.capacity;
  }

  /** Sets the number of slots. Fewer than are in use evict nobody: grants wait until use has fallen. */
  set capacity(capacity: number) {
    checkCapacity(this, capacity, 0);
    this.change(() => {
      this.#slots.capacity = capacity;
      this.#largest = Math.max(this.#largest, capacity);
      this.changed();
    });
  }

  /** How many slots are held. */
  get inUse(): number {
    this.touch();
    return this.#slots.inUse;
  }

  /** How many requests stand in line. */
  get waiting(): number {
    this.touch();
    return this.#slots.line.length;
  }

  override get holders(): readonly Process[] {
    const holders = new Set<Process>();
    for (const { holder } of this.#slots.grants) if (holder !== undefined) holders.add(holder);
    return [...holders];
  }

  /**
   * Asks for slots. The grant is the calling process's, which releases it.
   * @throws ArgumentError for more slots than the resource has ever had.
   */
  acquire(options: AcquireOptions = {}): Acquire {
    const { priority, amount } = this.#checkRequest('acquire', options);
    return new Acquire(this, this.#slots, priority, amount);
  }

  /** A grant, if {@link acquire} would be granted at once; else `undefined`. */
  tryAcquire(options: AcquireOptions = {}): Grant | undefined {
    const { priority, amount } = this.#checkRequest('tryAcquire', options);
    return this.change(() => {
      const { first } = this.#slots.line;
      if (first !== undefined && first.priority <= priority) return undefined;
      return this.#slots.take(amount, this.env.activeProcess);
    });
  }

  #checkRequest(call: string, options: AcquireOptions): { priority: number; amount: number } {
    assertOptions(this.kernel, call, options);
    const { priority = 0, amount = 1 } = options;
    assertPriority(this.kernel, priority);
    if (!Number.isInteger(amount) || amount < 1) {
      throw argumentError(
        this.kernel,
        `${call} of '${this.name}' takes an amount that is an integer >= 1`,
        amount,
      );
    }
    // One that begins closed, with no slots at all, may be opened later to any number.
    if (amount > this.#largest && this.#largest > 0) {
      const most = String(this.#largest);
      throw argumentError(
        this.kernel,
        `${call} of '${this.name}' takes an amount up to the most slots it has had, ${most}`,
        amount,
      );
    }
    return { priority, amount };
  }
}
