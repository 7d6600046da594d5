import type { Process } from '@asimjs/core';
import { taskOf } from '@asimjs/core/protocol';
import { Interrupt } from '@asimjs/interrupts';
import { controlOf } from './base/grant.js';
import type { Grant } from './base/grant.js';
import type { Terms } from './base/ledger.js';
import { Ranked } from './base/ranked.js';
import type { Rankable } from './base/ranked.js';
import { Preempted } from './preempted.js';
import type { PreemptiveResource } from './preemptive-resource.js';
import { Slots, total } from './slots.js';

export interface PreemptiveTerms extends Terms {
  readonly preempt: boolean;
}

/** A grant among those that can be evicted. */
class Tenure implements Rankable<Tenure> {
  previous: Tenure | undefined = undefined;
  next: Tenure | undefined = undefined;
  readonly grant: Grant;
  readonly priority: number;

  constructor(grant: Grant) {
    this.grant = grant;
    this.priority = grant.priority;
  }
}

/** Slots of which holders can be evicted. */
export class PreemptiveSlots extends Slots<PreemptiveTerms> {
  private readonly resource: PreemptiveResource;
  /** Who is evicted first stands last. */
  private readonly tenures = new Ranked<Tenure>();
  private readonly tenureOf = new Map<Grant, Tenure>();
  /** Grants by which a loss was made good: each counts for one loss alone. */
  private readonly replacements = new WeakSet<Grant>();
  private readonly grantsByHolder = new WeakMap<Process, Set<Grant>>();

  constructor(resource: PreemptiveResource, capacity: number) {
    super(resource, capacity);
    this.resource = resource;
  }

  override canLend(terms: PreemptiveTerms): boolean {
    return this.canLendAll([terms]);
  }

  override canLendAll(asked: readonly PreemptiveTerms[]): boolean {
    const shortage = this.shortage(total(asked));
    if (shortage <= 0) return true;
    const preempting = asked.filter(({ preempt }) => preempt);
    if (shortage > preempting.length) return false;
    // What is asked for together is of one priority.
    return this.canEvict(shortage, (preempting[0] as PreemptiveTerms).priority);
  }

  override lend(terms: PreemptiveTerms): Grant {
    this.evictDownTo(this.capacity - terms.amount, terms.holder);
    const grant = super.lend(terms);
    this.enter(grant);
    return grant;
  }

  override reclaim(grant: Grant): void {
    // Whatever is held has entered.
    this.tenures.remove(this.tenureOf.get(grant) as Tenure);
    this.tenureOf.delete(grant);
    if (grant.holder !== undefined) this.grantsOf(grant.holder).delete(grant);
    super.reclaim(grant);
  }

  /** Evicts until no more than `slots` are in use. @returns how many */
  evictDownTo(slots: number, by: Process | undefined): number {
    let evicted = 0;
    // As long as a slot is in use there is a last one.
    for (; this.inUse > slots; evicted++) this.evict((this.tenures.last as Tenure).grant, by);
    return evicted;
  }

  private enter(grant: Grant): void {
    const tenure = new Tenure(grant);
    this.tenures.add(tenure);
    this.tenureOf.set(grant, tenure);
    if (grant.holder !== undefined) this.grantsOf(grant.holder).add(grant);
  }

  /** The grants that `holder` holds. */
  private grantsOf(holder: Process): Set<Grant> {
    const grants = this.grantsByHolder.get(holder) ?? new Set<Grant>();
    this.grantsByHolder.set(holder, grants);
    return grants;
  }

  /** Whether `count` holders, at least one, have higher numbers than `limit`. */
  private canEvict(count: number, limit: number): boolean {
    let missing = count;
    for (const { priority } of this.tenures.backwards()) {
      if (priority <= limit) return false;
      if (--missing === 0) return true;
    }
    return false;
  }

  private evict(grant: Grant, by: Process | undefined): void {
    const { holder } = grant;
    if (holder === undefined) {
      controlOf(grant).revoke();
      return;
    }
    const kept = new Set(this.grantsOf(holder));
    let replacement: Grant | undefined;
    const isMadeGood = (): boolean => {
      if (replacement?.isHeld === true) return true;
      const grants = [...this.grantsOf(holder)];
      replacement = grants.find((other) => !kept.has(other) && !this.replacements.has(other));
      if (replacement !== undefined) this.replacements.add(replacement);
      return replacement !== undefined;
    };
    const cause = new Preempted(this.resource, grant, by, isMadeGood);
    const notice = { error: new Interrupt(holder, cause), patient: true };
    // Not before the slot has gone to whoever takes it.
    taskOf(holder).deliverLater(notice);
    controlOf(grant).revoke(() => taskOf(holder).recall(notice));
  }
}
