import { argumentError } from '@asimjs/core/protocol';
import { Ledger } from './base/ledger.js';
import type { Terms } from './base/ledger.js';
import type { Lender } from './base/lender.js';
import { canAllHaveOne } from './matching.js';
import { PoolGrant } from './pool-grant.js';

/** What is asked of a pool. */
export interface PoolTerms<Unit> extends Terms {
  readonly where: ((unit: Unit) => boolean) | undefined;
  readonly select: ((free: readonly Unit[]) => Unit) | undefined;
  /** The free units that will do, as they were when last asked, less those chosen for others since. */
  fit?: readonly Unit[];
  /** The unit that was chosen for it, just before it is lent. */
  chosen?: { readonly unit: Unit };
}

/** Units of which each is held by one at most. */
export class Units<Unit> extends Ledger<PoolTerms<Unit>, PoolGrant<Unit>> {
  readonly units: ReadonlySet<Unit>;
  private readonly held = new Set<Unit>();

  constructor(pool: Lender<PoolTerms<Unit>, PoolGrant<Unit>>, units: ReadonlySet<Unit>) {
    super(pool);
    this.units = units;
  }

  override get capacity(): number {
    return this.units.size;
  }

  override get most(): number {
    return this.units.size;
  }

  free(): Unit[] {
    return [...this.units].filter((unit) => !this.held.has(unit));
  }

  override canLend(terms: PoolTerms<Unit>): boolean {
    if (this.held.size === this.units.size) return false;
    terms.fit = this.fitFor(terms);
    return terms.fit.length > 0;
  }

  override canLendAll(asked: readonly PoolTerms<Unit>[]): boolean {
    for (const terms of asked) terms.fit = this.fitFor(terms);
    return canAllHaveOne(asked.map(fitOf));
  }

  override choose(asked: readonly PoolTerms<Unit>[]): void {
    for (const [index, terms] of asked.entries()) {
      const others = asked.slice(index + 1);
      const unit = this.select(terms, (own) =>
        canAllHaveOne(others.map((other) => without(fitOf(other), own))),
      );
      for (const other of others) other.fit = without(fitOf(other), unit);
      terms.chosen = { unit };
    }
  }

  override reclaim(grant: PoolGrant<Unit>): void {
    this.held.delete(grant.unit);
    super.reclaim(grant);
  }

  protected override makeGrant(terms: PoolTerms<Unit>): PoolGrant<Unit> {
    const { unit } = terms.chosen as { readonly unit: Unit };
    this.held.add(unit);
    return new PoolGrant(this, terms, unit);
  }

  /** The free units that will do. */
  private fitFor({ where }: PoolTerms<Unit>): Unit[] {
    const free = this.free();
    return where === undefined ? free : free.filter((unit) => this.ask('where', () => where(unit)));
  }

  /** @param leavesEnough whether every other request can be given a unit if this one is given `unit` */
  private select(terms: PoolTerms<Unit>, leavesEnough: (unit: Unit) => boolean): Unit {
    const { select } = terms;
    // There is one: all that is asked can be lent.
    if (select === undefined) return fitOf(terms).find(leavesEnough) as Unit;
    const fit = fitOf(terms).filter(leavesEnough);
    const unit = this.ask('select', () => select([...fit]));
    // The pool's own value: it may have been given -0 for 0.
    const place = fit.findIndex((own) => own === unit || Object.is(own, unit));
    if (place !== -1) return fit[place] as Unit;
    throw argumentError(
      this.lender.kernel,
      `'select' of '${this.lender.name}' gives one of the units that it was given`,
      unit,
    );
  }

  private ask<R>(rule: string, question: () => R): R {
    return this.lender.kernel.ask(`'${rule}' of '${this.lender.name}'`, question);
  }
}

/** The free units that will do, after it was asked whether `terms` can be lent. */
function fitOf<Unit>({ fit }: PoolTerms<Unit>): readonly Unit[] {
  return fit as readonly Unit[];
}

function without<Unit>(fit: readonly Unit[], unit: Unit): Unit[] {
  return fit.filter((other) => !Object.is(other, unit));
}
