import { brand, isBranded } from '@asimjs/core/protocol';
import { controlOf } from './grant.js';
import type { Grant } from './grant.js';
import type { Ledger, Terms } from './ledger.js';
import type { Lender } from './lender.js';
import { LineOperation } from './line-operation.js';
import type { Line } from './line.js';

/** A request to hold something, which waits until it can be had. */
export class Acquire<G extends Grant = Grant, T extends Terms = Terms> extends LineOperation<G> {
  static {
    brand(this, 'acquire');
  }

  declare readonly facility: Lender<T, G>;
  readonly #ledger: Ledger<T, G>;
  readonly #terms: T;
  /** The requests that are granted together or not at all, of which it is one; `undefined` if it is on its own. */
  #group: readonly Acquire[] | undefined = undefined;

  constructor(ledger: Ledger<T, G>, terms: T) {
    super(ledger.lender, terms.priority);
    this.#ledger = ledger;
    this.#terms = terms;
  }

  /** The ledger of a resource that never has as much as `requests` ask of it, all together. */
  static findTooSmall(
    requests: readonly Acquire[],
  ): { readonly ledger: Ledger; readonly amount: number } | undefined {
    const different = [...new Set(requests)];
    for (const [ledger, asked] of byLedger(different, (request) => request.#ledger)) {
      const amount = asked.reduce((sum, request) => sum + request.amount, 0);
      if (amount > ledger.most) return { ledger, amount };
    }
    return undefined;
  }

  /** Has `requests`, none of which is settled yet, granted together or not at all. */
  static together(given: readonly Acquire[]): void {
    const requests = [...given];
    const places = requests.map(({ sequence }) => sequence);
    for (const request of requests) {
      request.#group = requests;
      // In one place in every line: else two groups could each stand first where the other stands second.
      request.sequence = Math.min(...places);
    }
  }

  /** How many slots it asks for. */
  get amount(): number {
    return this.#terms.amount;
  }

  protected override get line(): Line {
    return this.#ledger.line;
  }

  protected override get isGrantable(): boolean {
    if (this.#group !== undefined) return this.#isGroupGrantable(this.#group);
    if (!this.#ledger.canLend(this.#terms)) return false;
    this.#ledger.choose([this.#terms]);
    return true;
  }

  protected override take(): void {
    if (this.#group === undefined) this.#takeAlone();
    else this.#takeGroup(this.#group);
  }

  protected override join(): void {
    if (this.#group === undefined) {
      super.join();
      return;
    }
    this.line.add(this);
    this.serveFrom(this.line);
  }

  protected override giveBack(): void {
    controlOf(this.outcome as G).takeBack();
  }

  override describe(): string {
    const slots = this.amount === 1 ? 'a slot' : `${String(this.amount)} slots`;
    return `${slots} of '${this.facility.name}'`;
  }

  #takeAlone(): void {
    this.grant(this.#ledger.lend(this.#terms));
  }

  #takeGroup(group: readonly Acquire[]): void {
    for (const other of group) if (other !== this) other.line.remove(other);
    for (const request of group) request.#takeAlone();
  }

  #isGroupGrantable(group: readonly Acquire[]): boolean {
    // In which moment they are granted is a matter of all of them.
    for (const { facility } of group) this.kernel.noteTouched(facility);
    const asked = [...byLedger(group, (request) => request.#ledger)].map(
      ([ledger, requests]) => [ledger, requests, requests.map((request) => request.#terms)] as const,
    );
    const canBeHad = asked.every(
      ([ledger, requests, terms]) => standFirst(requests, ledger.line) && ledger.canLendAll(terms),
    );
    if (canBeHad) for (const [ledger, , terms] of asked) ledger.choose(terms);
    return canBeHad;
  }
}

/** Whether `value` is a request to acquire something, of any copy of this package. */
export function isAcquire(value: unknown): value is Acquire {
  return isBranded(value, 'acquire');
}

function byLedger(
  requests: readonly Acquire[],
  ledgerOf: (request: Acquire) => Ledger,
): Map<Ledger, Acquire[]> {
  const groups = new Map<Ledger, Acquire[]>();
  for (const request of requests) {
    const ledger = ledgerOf(request);
    groups.set(ledger, [...(groups.get(ledger) ?? []), request]);
  }
  return groups;
}

/** Whether all of `requests` stand in `line`, with nobody else before one of them. */
function standFirst(requests: readonly Acquire[], line: Line): boolean {
  let count = 0;
  for (const operation of line) {
    if (!requests.some((request) => request === operation)) return false;
    if (++count === requests.length) return true;
  }
  return false;
}
