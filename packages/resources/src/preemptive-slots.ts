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
  private readonly grantsOf = new Map<Process, Set<Grant>>();

  constructor(resource: PreemptiveResource, capacity: number) {
    super(resource, capacity);
    this.resource = resource;
  }

  override canLend(terms: PreemptiveTerms): boolean {
    return this.shortage(terms.amount) <= 0 || this.canLendAll([terms]);
  }

  override canLendAll(asked: readonly PreemptiveTerms[]): boolean {
    const shortage = this.shortage(total(asked));
    const preempting = asked.filter(({ preempt }) => preempt);
    return shortage <= preempting.length && this.canEvict(shortage, preempting);
  }

  override lend(terms: PreemptiveTerms): Grant {
    this.evictDownTo(this.capacity - terms.amount, terms.holder);
    const grant = super.lend(terms);
    this.enter(grant);
    return grant;
  }

  override reclaim(grant: Grant): void {
    const tenure = this.tenureOf.get(grant);
    if (tenure !== undefined) this.tenures.remove(tenure);
    this.tenureOf.delete(grant);
    if (grant.holder !== undefined) this.leave(grant, grant.holder);
    super.reclaim(grant);
  }

  /** Evicts until no more than `slots` are in use. @returns how many */
  evictDownTo(slots: number, by: Process | undefined): number {
    let evicted = 0;
    for (let { last } = this.tenures; last !== undefined && this.inUse > slots; last = this.tenures.last) {
      this.evict(last.grant, by);
      evicted++;
    }
    return evicted;
  }

  private enter(grant: Grant): void {
    const tenure = new Tenure(grant);
    this.tenures.add(tenure);
    this.tenureOf.set(grant, tenure);
    const { holder } = grant;
    if (holder === undefined) return;
    const grants = this.grantsOf.get(holder);
    if (grants === undefined) this.grantsOf.set(holder, new Set([grant]));
    else grants.add(grant);
  }

  private leave(grant: Grant, holder: Process): void {
    const grants = this.grantsOf.get(holder);
    grants?.delete(grant);
    if (grants?.size === 0) this.grantsOf.delete(holder);
  }

  /** Whether `count` holders have higher numbers than those who are `preempting`. */
  private canEvict(count: number, preempting: readonly PreemptiveTerms[]): boolean {
    const limit = Math.min(...preempting.map(({ priority }) => priority));
    let missing = count;
    if (missing <= 0) return true;
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
    const kept = new Set(this.grantsOf.get(holder));
    let replacement: Grant | undefined;
    const isMadeGood = (): boolean => {
      if (replacement !== undefined && this.grants.has(replacement)) return true;
      const grants = [...(this.grantsOf.get(holder) ?? [])];
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
