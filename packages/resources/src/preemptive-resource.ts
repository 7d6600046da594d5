import type { Environment, Process } from '@asimjs/core';
import { assertFlag, assertOptions, assertPriority, taskOf } from '@asimjs/core/protocol';
import type { Delivery } from '@asimjs/core/protocol';
import { Interrupt } from '@asimjs/interrupts';
import { Acquire } from './acquire.js';
import type { Terms } from './base/ledger.js';
import type { Grant } from './grant.js';
import { Preempted } from './preempted.js';
import { SlottedResource } from './slotted-resource.js';
import type { ResourceOptions } from './slotted-resource.js';
import { Slots } from './slots.js';

export interface PreemptiveAcquireOptions {
  /** Lower goes first, and evicts holders of higher numbers. Default 0. */
  readonly priority?: number | undefined;
  /** Whether it may evict. Default `true`. */
  readonly preempt?: boolean | undefined;
}

/**
 * Slots that an urgent request takes from a less urgent holder, if none is free.
 *
 * It evicts the holder with the highest priority number, of several the one that was granted last, and only if that
 * number is higher than its own. The line is that of `Resource`: a request that is not first evicts nobody.
 *
 * The evicted process gets an `Interrupt` whose cause is {@link Preempted}; its grant is revoked, and need not be
 * released. One whose wait ends in this instant anyway goes on, and is told when it next waits, unless it has
 * released by then. One that has ended is told nothing.
 */
export class PreemptiveResource extends SlottedResource<PreemptiveSlots, PreemptiveTerms> {
  constructor(env: Environment, options: ResourceOptions = {}) {
    super(env, 'preemptive resource', new.target, options);
  }

  protected override makeSlots(capacity: number): PreemptiveSlots {
    return new PreemptiveSlots(this, capacity);
  }

  /** Asks for a slot. The grant is the calling process's, which releases it, unless it is evicted. */
  acquire(options: PreemptiveAcquireOptions = {}): Acquire<Grant, PreemptiveTerms> {
    return new Acquire(this.ledger, this.#termsOf('acquire', options));
  }

  /** A grant, if {@link acquire} would be granted at once, evicting or not; else `undefined`. */
  tryAcquire(options: PreemptiveAcquireOptions = {}): Grant | undefined {
    return this.ledger.tryLend(this.#termsOf('tryAcquire', options));
  }

  /** Evicts holders, as an urgent request would, until no more slots are in use than there are. @returns how many */
  evictExcess(): number {
    return this.change(() => this.ledger.evictDownTo(this.capacity, this.env.activeProcess));
  }

  /** Those who were evicted are told as soon as the change that evicted them is complete. */
  protected override get hasWaiting(): boolean {
    return this.ledger.notices.length > 0 || super.hasWaiting;
  }

  protected override lookAgain(): void {
    this.ledger.deliverNotices();
    super.lookAgain();
  }

  #termsOf(call: string, options: PreemptiveAcquireOptions): PreemptiveTerms {
    assertOptions(this.kernel, `${call} of '${this.name}'`, options, ['priority', 'preempt']);
    const { priority = 0, preempt = true } = options;
    assertPriority(this.kernel, priority);
    assertFlag(this.kernel, 'preempt', preempt);
    return { priority, amount: 1, preempt, holder: this.env.activeProcess };
  }
}

interface PreemptiveTerms extends Terms {
  readonly preempt: boolean;
}

/** That a process was evicted. */
interface Notice extends Delivery {
  readonly holder: Process;
}

/** Slots of which holders can be evicted. */
class PreemptiveSlots extends Slots<PreemptiveTerms> {
  /** Of evictions that are not told yet. */
  notices: Notice[] = [];
  private readonly resource: PreemptiveResource;

  constructor(resource: PreemptiveResource, capacity: number) {
    super(resource, capacity);
    this.resource = resource;
  }

  override canLend(asked: readonly PreemptiveTerms[]): boolean {
    const shortage = this.shortage(asked);
    const preempting = asked.filter(({ preempt }) => preempt);
    return shortage <= preempting.length && this.canEvict(shortage, preempting);
  }

  override lend(terms: PreemptiveTerms): Grant {
    this.evictDownTo(this.capacity - terms.amount, terms.holder);
    return super.lend(terms);
  }

  /** Evicts until no more than `slots` are in use. @returns how many */
  evictDownTo(slots: number, by: Process | undefined): number {
    let evicted = 0;
    for (let { last } = this.grants; last !== undefined && this.inUse > slots; last = this.grants.last) {
      this.evict(last, by);
      evicted++;
    }
    return evicted;
  }

  deliverNotices(): void {
    const { notices } = this;
    this.notices = [];
    for (const notice of notices) taskOf(notice.holder).deliver(notice);
  }

  private canEvict(count: number, preempting: readonly PreemptiveTerms[]): boolean {
    if (count <= 0) return true;
    const limit = Math.min(...preempting.map(({ priority }) => priority));
    let missing = count;
    for (const { priority } of this.grants.backwards()) {
      if (priority <= limit) return false;
      if (--missing === 0) return true;
    }
    return false;
  }

  private evict(grant: Grant, by: Process | undefined): void {
    const { holder } = grant;
    if (holder === undefined) {
      grant.revoke();
      return;
    }
    const kept = new Set(this.grantsOf(holder));
    const isMadeGood = (): boolean => this.grantsOf(holder).some((other) => !kept.has(other));
    const error = new Interrupt(holder, new Preempted(this.resource, grant, by, isMadeGood));
    const notice: Notice = { holder, error, patient: true };
    this.notices.push(notice);
    grant.revoke(() => taskOf(holder).recall(notice));
  }

  private grantsOf(holder: Process): Grant[] {
    return [...this.grants].filter((grant) => grant.holder === holder);
  }
}
