import type { Actor } from './actor.js';
import type { Machine } from './machine.js';
import { Operation } from './operation.js';
import { Place } from './place.js';

/** What is asked of a lender. */
export interface Terms {
  readonly amount: number;
  readonly priority: number;
  readonly rule: number;
  /** Of several units that will do: whether it is the last that is wanted, or the first. */
  readonly wantsLast: boolean;
  readonly holder: Actor | undefined;
}

/** A place of which something is held for a while and given back. */
export abstract class Lender extends Place {
  readonly line: Operation[] = [];
  readonly lines: readonly Operation[][] = [this.line];
  /** Those that are held, in the order in which they were granted. */
  readonly loans: Loan[] = [];

  /** Whether all that is asked can be lent together. */
  abstract canLend(asked: readonly Terms[]): boolean;
  /** Which unit each is to have; looked at before any is lent. */
  abstract choose(asked: readonly Terms[]): readonly number[];
  abstract get capacity(): number;

  get inUse(): number {
    return this.loans.reduce((sum, { terms }) => sum + terms.amount, 0);
  }

  get isEmpty(): boolean {
    return this.loans.length === 0;
  }

  get isFull(): boolean {
    return this.inUse >= this.capacity;
  }

  look(): string {
    this.touch();
    return `in use ${String(this.inUse)} of ${String(this.capacity)}, waiting ${String(this.line.length)}`;
  }

  lend(terms: Terms, unit: number): Loan {
    const loan = new Loan(this, terms, unit);
    this.loans.push(loan);
    this.changed();
    return loan;
  }

  tryLend(terms: Terms): Loan | undefined {
    return this.change(() => {
      const isHeldBack = this.line.some(({ priority }) => priority <= terms.priority);
      if (isHeldBack || !this.canLend([terms])) return undefined;
      return this.lend(terms, this.choose([terms])[0] ?? 0);
    });
  }
}

/** What is held. */
export class Loan {
  readonly lender: Lender;
  readonly terms: Terms;
  readonly unit: number;
  readonly since: number;
  /** Loans that were granted later have a higher one. */
  readonly number: number;
  state: 'held' | 'released' | 'revoked' = 'held';
  /** Called if it is given back although it was taken away: there is nothing to tell any more. */
  lapse: () => void = () => undefined;

  constructor(lender: Lender, terms: Terms, unit: number) {
    this.lender = lender;
    this.terms = terms;
    this.unit = unit;
    this.since = lender.machine.now;
    this.number = lender.machine.next();
  }

  release(): void {
    if (this.state === 'released') throw new Error('GrantReleasedError');
    this.lender.change(() => this.leave('released'));
  }

  dispose(): void {
    if (this.state !== 'released') this.release();
  }

  leave(state: 'released' | 'revoked'): void {
    if (this.state !== 'held') {
      this.lapse();
      return;
    }
    this.state = state;
    this.lender.loans.splice(this.lender.loans.indexOf(this), 1);
    this.lender.changed();
  }
}

/** A request to hold something. */
export class Acquire extends Operation {
  declare readonly place: Lender;
  readonly terms: Terms;
  /** Those that are granted together with it, or not at all. */
  private group: readonly Acquire[] = [this];

  constructor(lender: Lender, terms: Omit<Terms, 'holder'>) {
    super(lender, terms.priority);
    this.terms = { ...terms, holder: this.owner };
  }

  /** All of them stand in the place of the first. */
  static together(group: readonly Acquire[]): void {
    const order = Math.min(...group.map((one) => one.order));
    for (const one of group) {
      one.group = group;
      one.order = order;
    }
  }

  get line(): Operation[] {
    return this.place.line;
  }

  /** Whether all of the group stand in their lines, and nobody else before one of them. */
  override get isFirst(): boolean {
    return this.group.every(
      (one) =>
        one.phase === 'waiting' &&
        one.line.slice(0, one.line.indexOf(one)).every((other) => this.group.some((own) => own === other)),
    );
  }

  get isGrantable(): boolean {
    return this.lenders.every((lender) => lender.canLend(this.askedOf(lender)));
  }

  override grant(): void {
    const units = new Map<Acquire, number>();
    for (const lender of this.lenders) {
      const members = this.group.filter(({ place }) => place === lender);
      const chosen = lender.choose(this.askedOf(lender));
      for (const [index, member] of members.entries()) units.set(member, chosen[index] ?? 0);
    }
    for (const one of this.group) one.leaveLine();
    for (const one of this.group) one.tell(one.place.lend(one.terms, units.get(one) ?? 0));
  }

  take(): undefined {
    throw new Error('a group is granted as a whole');
  }

  giveBack(): void {
    if (this.value instanceof Loan) this.value.leave('revoked');
  }

  private get lenders(): Lender[] {
    return [...new Set(this.group.map(({ place }) => place))];
  }

  private askedOf(lender: Lender): Terms[] {
    return this.group.filter(({ place }) => place === lender).map(({ terms }) => terms);
  }
}

/** A resource: slots that are all alike. */
export class Slots extends Lender {
  protected slots: number;

  constructor(machine: Machine, name: string, slots: number) {
    super(machine, name);
    this.slots = slots;
  }

  get capacity(): number {
    return this.slots;
  }

  get free(): number {
    return this.slots - this.inUse;
  }

  canLend(asked: readonly Terms[]): boolean {
    return asked.reduce((sum, { amount }) => sum + amount, 0) <= this.free;
  }

  choose(): readonly number[] {
    return [];
  }

  setCapacity(slots: number): void {
    this.change(() => {
      this.slots = slots;
      this.changed();
    });
  }
}
