import { passes } from '../program.js';
import type { Machine } from './machine.js';
import { Lender } from './lender.js';
import type { Terms } from './lender.js';

/** A pool: units that are told apart. */
export class Units extends Lender {
  private readonly units: readonly number[];

  constructor(machine: Machine, name: string, size: number) {
    super(machine, name);
    this.units = Array.from({ length: size }, (_, unit) => unit);
  }

  get capacity(): number {
    return this.units.length;
  }

  override look(): string {
    this.touch();
    return `free ${this.free.join(' ')}, waiting ${String(this.line.length)}`;
  }

  canLend(asked: readonly Terms[]): boolean {
    return canServe(asked, this.free);
  }

  /** Each chooses among those that leave one for each of the others: the first, or the last. */
  choose(asked: readonly Terms[]): readonly number[] {
    let free = this.free;
    return asked.map((terms, index) => {
      const others = asked.slice(index + 1);
      const offered = free.filter(
        (unit) => passes(terms.rule, unit) && canServe(others, without(free, unit)),
      );
      const unit = (terms.wantsLast ? offered.at(-1) : offered[0]) ?? -1;
      free = without(free, unit);
      return unit;
    });
  }

  private get free(): readonly number[] {
    return this.units.filter((unit) => this.loans.every((loan) => loan.unit !== unit));
  }
}

/** Whether there is a unit for each: tries all ways. */
function canServe(asked: readonly Terms[], free: readonly number[]): boolean {
  const [first, ...others] = asked;
  if (first === undefined) return true;
  return free.some((unit) => passes(first.rule, unit) && canServe(others, without(free, unit)));
}

function without(units: readonly number[], unit: number): readonly number[] {
  return units.filter((other) => other !== unit);
}
