import type { Environment, Plain } from '@asimjs/core';
import { argumentError, assertOptions, assertPlain, assertPriority } from '@asimjs/core/protocol';
import { Acquire } from './acquire.js';
import { checkOptions } from './base/check-options.js';
import { isIterable } from './base/is-iterable.js';
import { Ledger } from './base/ledger.js';
import type { Terms } from './base/ledger.js';
import { Lender } from './base/lender.js';
import { Grant } from './grant.js';

export interface PoolOptions<Unit> {
  /** The units, all different, at least one. Those that come first are given first. */
  readonly units: Iterable<Plain<Unit>>;
  readonly name?: string | undefined;
}

export interface PoolAcquireOptions<Unit> {
  /** Lower goes first. Default 0. */
  readonly priority?: number | undefined;
  /** Which units will do. Default all. It may look, and change nothing; what it throws, the wait throws. */
  readonly where?: ((unit: Unit) => boolean) | undefined;
  /** Which one to take of the free units that will do, in the order of the pool; at least one. Default the first. */
  readonly select?: ((free: readonly Unit[]) => Unit) | undefined;
}

/** A unit of a {@link Pool} that a process holds. */
export class PoolGrant<Unit> extends Grant {
  readonly unit: Unit;

  constructor(ledger: Units<Unit>, terms: Terms, unit: Unit) {
    super(ledger, terms);
    this.unit = unit;
  }
}

/**
 * Units that are told apart: nurses, berths, machines of different makes. A process acquires one, holds it and
 * releases it.
 *
 * The line is by priority, then first in first out, strictly: a request that is first and finds no free unit that
 * will do holds back those behind it.
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
  acquire(options: PoolAcquireOptions<Unit> = {}): Acquire<PoolGrant<Unit>, PoolTerms<Unit>> {
    return new Acquire(this.ledger, this.#termsOf('acquire', options));
  }

  /** A grant, if {@link acquire} would be granted at once; else `undefined`. */
  tryAcquire(options: PoolAcquireOptions<Unit> = {}): PoolGrant<Unit> | undefined {
    return this.ledger.tryLend(this.#termsOf('tryAcquire', options));
  }

  #termsOf(call: string, options: PoolAcquireOptions<Unit>): PoolTerms<Unit> {
    const named = `${call} of '${this.name}'`;
    assertOptions(this.kernel, named, options, ['priority', 'where', 'select']);
    const { priority = 0, where = anyWillDo, select = theFirst } = options;
    assertPriority(this.kernel, priority);
    for (const rule of [where, select]) {
      if (typeof rule !== 'function')
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

interface PoolTerms<Unit> extends Terms {
  readonly where: (unit: Unit) => boolean;
  readonly select: (free: readonly Unit[]) => Unit | undefined;
}

function anyWillDo(): boolean {
  return true;
}

function theFirst<Unit>(free: readonly Unit[]): Unit | undefined {
  return free[0];
}

/** Units of which each is held by one at most. */
class Units<Unit> extends Ledger<PoolTerms<Unit>, PoolGrant<Unit>> {
  readonly units: ReadonlySet<Unit>;
  private readonly held = new Set<Unit>();
  /** What was chosen when last asked what could be lent. */
  private chosen = new Map<PoolTerms<Unit>, Unit>();

  constructor(pool: Pool<Unit>, units: ReadonlySet<Unit>) {
    super(pool);
    this.units = units;
  }

  override get capacity(): number {
    return this.units.size;
  }

  free(): Unit[] {
    return [...this.units].filter((unit) => !this.held.has(unit));
  }

  override canLend(asked: readonly PoolTerms<Unit>[]): boolean {
    this.chosen = new Map();
    let free = this.free();
    for (const terms of asked) {
      const fit = free.filter((unit) => this.ask(() => terms.where(unit)));
      if (fit.length === 0) return false;
      const unit = this.choose(terms, fit);
      this.chosen.set(terms, unit);
      free = free.filter((other) => other !== unit);
    }
    return true;
  }

  override giveUp(grant: PoolGrant<Unit>): void {
    this.held.delete(grant.unit);
    super.giveUp(grant);
  }

  protected override makeGrant(terms: PoolTerms<Unit>): PoolGrant<Unit> {
    const unit = this.chosen.get(terms) as Unit;
    this.held.add(unit);
    return new PoolGrant(this, terms, unit);
  }

  private choose({ select }: PoolTerms<Unit>, fit: readonly Unit[]): Unit {
    const unit = this.ask(() => select(fit));
    if (fit.includes(unit as Unit)) return unit as Unit;
    throw argumentError(
      this.lender.kernel,
      `'select' of '${this.lender.name}' gives one of the units that it was given`,
      unit,
    );
  }

  private ask<R>(question: () => R): R {
    return this.lender.kernel.ask(`a rule of '${this.lender.name}'`, question);
  }
}
