import type { Environment, Plain } from '@asimjs/core';
import { argumentError, assertOptions, assertPlain, assertPriority } from '@asimjs/core/protocol';
import { Acquire } from './base/acquire.js';
import { checkOptions } from './base/check-options.js';
import { isIterable } from './base/is-iterable.js';
import { Lender } from './base/lender.js';
import type { PoolGrant } from './pool-grant.js';
import { Units } from './units.js';
import type { PoolTerms } from './units.js';

export interface PoolOptions<Unit> {
  /** The units, all different, at least one. Those that come first are given first. */
  readonly units: Iterable<Plain<Unit>>;
  readonly name?: string | undefined;
}

export interface PoolAcquireOptions<Unit> {
  /** Lower goes first. Default 0. */
  readonly priority?: number | undefined;
  /**
   * Which units will do. Default all. It is asked about every free unit whenever the request may be granted. It may
   * look, and change nothing; what it throws, the wait throws.
   */
  readonly where?: ((unit: Unit) => boolean) | undefined;
  /**
   * Which one to take of the free units that will do, in the order of the pool; at least one. Default the first. It is
   * asked when the request is about to be granted, once. In an `acquireAll` it is not offered a unit that would leave
   * another request there without one.
   */
  readonly select?: ((free: readonly Unit[]) => Unit) | undefined;
}

/**
 * Units that are told apart: nurses, berths, machines of different makes. A process acquires one, holds it and
 * releases it.
 *
 * The line is by priority, then first in first out, strictly: a request that is first and finds no free unit that
 * will do holds back those behind it.
 * @example
 * ```ts fragment
 * const nurses = new Pool(env, { units: [{ name: 'Olga', canDrive: true }, { name: 'Paul', canDrive: false }] });
 * env.process(async () => {
 *   using visit = await nurses.acquire({ where: ({ canDrive }) => canDrive });
 *   console.log(visit.unit.name);
 * });
 * ```
 *
 * ```text output
 * Olga
 * ```
 */
export class Pool<Unit> extends Lender<PoolTerms<Unit>, PoolGrant<Unit>> {
  protected override readonly ledger: Units<Unit>;

  constructor(env: Environment, options: PoolOptions<Unit>) {
    checkOptions(env, new.target, options, ['units']);
    super(env, 'pool', options.name);
    this.ledger = new Units<Unit>(this, this.#checkUnits(options.units));
    this.addLine(this.ledger.line);
  }

  /** All units, in the order of the pool. A copy. */
  get units(): Unit[] {
    return [...this.ledger.units];
  }

  /** The units that nobody holds, in the order of the pool. A copy. */
  get free(): Unit[] {
    this.touch();
    return this.ledger.free();
  }

  /** Asks for a unit. The grant is the calling process's, which releases it. */
  acquire(options: PoolAcquireOptions<Unit> = {}): Acquire<PoolGrant<Unit>> {
    return new Acquire(this.ledger, this.#termsOf('acquire', options));
  }

  /** A grant, if {@link acquire} would be granted at once; else `undefined`. */
  tryAcquire(options: PoolAcquireOptions<Unit> = {}): PoolGrant<Unit> | undefined {
    return this.ledger.tryLend(this.#termsOf('tryAcquire', options));
  }

  #termsOf(call: string, options: PoolAcquireOptions<Unit>): PoolTerms<Unit> {
    const named = `${call} of '${this.name}'`;
    assertOptions(this.kernel, named, options, ['priority', 'where', 'select']);
    const { priority = 0, where, select } = options;
    assertPriority(this.kernel, priority);
    for (const rule of [where, select]) {
      if (rule !== undefined && typeof rule !== 'function')
        throw argumentError(this.kernel, `${named} takes functions as 'where' and 'select'`, rule);
    }
    return { priority, amount: 1, holder: this.env.activeProcess, where, select };
  }

  #checkUnits(given: Iterable<Plain<Unit>>): ReadonlySet<Unit> {
    const wanted = `the units of '${this.name}' are an iterable of different values, at least one`;
    if (!isIterable(given)) throw argumentError(this.kernel, wanted, given);
    const units = new Set<Unit>();
    for (const unit of given) {
      assertPlain(this.kernel, `units of '${this.name}'`, unit);
      if (units.has(unit)) throw argumentError(this.kernel, `${wanted}; one stands there twice`, unit);
      units.add(unit);
    }
    if (units.size === 0) throw argumentError(this.kernel, wanted, given);
    return units;
  }
}
