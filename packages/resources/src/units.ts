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
  /** The free units that will do, as they were when last asked. */
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
    return canAllHaveOne(asked.map(({ fit = [] }) => fit));
  }

  override choose(asked: readonly PoolTerms<Unit>[]): void {
    let open = asked.map(({ fit = [] }) => ({ fit }));
    for (const terms of asked) {
      const own = open[0]?.fit ?? [];
      open = open.slice(1);
      const unit = this.select(terms, open.length === 0 ? own : own.filter(leavesEnough));
      open = without(open, unit);
      terms.chosen = { unit };
    }

    function leavesEnough(unit: Unit): boolean {
      return canAllHaveOne(without(open, unit).map(({ fit }) => fit));
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

  private select({ select }: PoolTerms<Unit>, fit: readonly Unit[]): Unit {
    if (select === undefined) return fit[0] as Unit;
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

/** What is open once `unit` is gone. */
function without<Unit, Open extends { readonly fit: readonly Unit[] }>(
  open: readonly Open[],
  unit: Unit,
): (Open & { fit: Unit[] })[] {
  return open.map((one) => ({ ...one, fit: one.fit.filter((other) => !Object.is(other, unit)) }));
}
