import { Message } from './actor.js';
import type { Actor } from './actor.js';
import { Slots } from './lender.js';
import type { Loan, Terms } from './lender.js';
import type { Machine, Served } from './machine.js';

/** The rule of a request that evicts nobody. */
const POLITE = 0;

/** Slots that an urgent request takes from a less urgent holder. */
export class PreemptiveSlots extends Slots {
  /** What made a loss good. */
  private readonly replacements = new Set<Loan>();

  override canLend(asked: readonly Terms[]): boolean {
    const [first] = asked;
    const shortage = asked.length - this.free;
    // Each takes one slot from a holder at most: where the capacity was cut, they wait until use has fallen.
    const urgent = asked.filter(({ rule }) => rule !== POLITE).length;
    const evictable = this.loans.filter(({ terms }) => terms.priority > (first?.priority ?? 0)).length;
    return shortage <= 0 || shortage <= Math.min(urgent, evictable);
  }

  override lend(terms: Terms, unit: number): Loan {
    while (this.free < 1) this.evictOne(terms.holder);
    return super.lend(terms, unit);
  }

  /** Evicts until no more are in use than there are. @returns how many */
  evictExcess(): number {
    return this.change(() => {
      let count = 0;
      for (; this.free < 0; count++) this.evictOne(this.machine.active);
      return count;
    });
  }

  private evictOne(by: Actor | undefined): void {
    const [loan] = this.loans.toSorted(
      (one, other) => other.terms.priority - one.terms.priority || other.number - one.number,
    );
    if (loan === undefined) throw new Error('nobody to evict');
    const { holder } = loan.terms;
    if (holder?.isAlive === true) this.noteNotice(loan, holder, by);
    loan.leave('revoked');
  }

  private noteNotice(loan: Loan, actor: Actor, by: Actor | undefined): void {
    const lostAt = this.machine.next();
    let instead: Loan | undefined;
    const message = new Message(
      `evicted from ${this.name} by ${by?.name ?? 'nobody'}, held since ${String(loan.since)}`,
      () => {
        // One that counts for another loss does not count for this.
        if (instead === undefined || !this.loans.includes(instead)) {
          instead = this.loans
            .filter((one) => one.terms.holder === actor && one.number > lostAt && !this.replacements.has(one))
            .sort((one, other) => one.number - other.number)[0];
        }
        if (instead !== undefined) this.replacements.add(instead);
        return instead !== undefined;
      },
    );
    const notice = new Notice(this.machine, actor, message);
    loan.lapse = () => notice.lapse();
    this.machine.note(notice);
  }
}

/** Tells a process of its eviction when the change that evicted it is complete. */
class Notice implements Served {
  private readonly machine: Machine;
  private readonly actor: Actor;
  private readonly message: Message;
  private hasLapsed = false;
  private isSecondTime = false;

  constructor(machine: Machine, actor: Actor, message: Message) {
    this.machine = machine;
    this.actor = actor;
    this.message = message;
  }

  serve(): void {
    if (this.hasLapsed) return;
    if (this.isSecondTime) {
      this.actor.deliver(this.message, true);
      return;
    }
    // What was put before, where the process waits, is put and got before: then its turn comes once more.
    this.isSecondTime = true;
    this.machine.settleAtPlacesOf(this.actor.waitingFor?.operations ?? []);
    this.machine.note(this);
  }

  lapse(): void {
    this.hasLapsed = true;
    const index = this.actor.pending.indexOf(this.message);
    if (index >= 0) this.actor.pending.splice(index, 1);
  }
}
