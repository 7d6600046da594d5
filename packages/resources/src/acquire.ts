import { brand, isBranded } from '@asimjs/core/protocol';
import type { Ledger, Terms } from './base/ledger.js';
import type { Lender } from './base/lender.js';
import { LineOperation } from './base/line-operation.js';
import type { Line } from './base/line.js';
import type { Grant } from './grant.js';

/** A request to hold something, which waits until it can be had. */
export class Acquire<G extends Grant = Grant, T extends Terms = Terms> extends LineOperation<G> {
  static {
    brand(this, 'acquire');
  }

  declare readonly facility: Lender<T, G>;
  readonly #ledger: Ledger<T, G>;
  readonly #terms: T;
  /** The requests that are granted together with it, or not at all. */
  #group: readonly Acquire[] = [this];

  constructor(ledger: Ledger<T, G>, terms: T) {
    super(ledger.lender, terms.priority);
    this.#ledger = ledger;
    this.#terms = terms;
  }

  /** Has `requests`, none of which is settled yet, granted together or not at all. */
  static together(requests: readonly Acquire[]): void {
    const places = requests.map(({ sequence }) => sequence);
    for (const request of requests) {
      request.#group = requests;
      // In one place in every line: else two groups could each stand first where the other stands second.
      request.sequence = Math.min(...places);
    }
  }

  get amount(): number {
    return this.#terms.amount;
  }

  protected override get line(): Line {
    return this.#ledger.line;
  }

  protected override get isGrantable(): boolean {
    if (!this.#isInGroup) return this.#ledger.canLend([this.#terms]);
    for (const [ledger, requests] of this.#groupByLedger()) {
      if (!standFirst(requests, ledger.line)) return false;
      if (!ledger.canLend(requests.map((request) => request.#terms))) return false;
    }
    return true;
  }

  protected override take(): void {
    for (const other of this.#group) if (other !== this) other.line.remove(other);
    for (const request of this.#group) request.grant(request.#ledger.lend(request.#terms));
  }

  protected override join(): void {
    if (!this.#isInGroup) {
      super.join();
      return;
    }
    this.line.add(this);
    this.serveFrom(this.line);
  }

  protected override giveBack(): void {
    (this.outcome as G).revoke();
  }

  override describe(): string {
    const slots = this.amount === 1 ? 'a slot' : `${String(this.amount)} slots`;
    return `${slots} of '${this.facility.name}'`;
  }

  get #isInGroup(): boolean {
    return this.#group.length > 1;
  }

  #groupByLedger(): Map<Ledger, Acquire[]> {
    const byLedger = new Map<Ledger, Acquire[]>();
    for (const request of this.#group) {
      const same = byLedger.get(request.#ledger);
      if (same === undefined) byLedger.set(request.#ledger, [request]);
      else same.push(request);
    }
    return byLedger;
  }
}

/** Whether `value` is a request to acquire something, of any copy of this package. */
export function isAcquire(value: unknown): value is Acquire {
  return isBranded(value, 'acquire');
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
