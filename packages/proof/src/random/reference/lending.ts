import type { Request } from '../program.js';
import type { Hold } from '../simulation.js';
import { Slots } from './lender.js';
import type { Lender, Loan, Terms } from './lender.js';
import { PreemptiveSlots } from './preemptive-slots.js';
import { Units } from './units.js';

/** What is asked of a lender, in its own words. */
export function termsOf(place: Lender, { amount, priority, rule }: Request): Omit<Terms, 'holder'> {
  const isForSlots = place instanceof Slots && !(place instanceof PreemptiveSlots);
  return { amount: isForSlots ? amount : 1, priority, rule, wantsLast: amount !== 1 };
}

/** Has `loan` held. @returns what is written of it into the trace */
export function keep(loan: Loan, hold: Hold): string {
  hold(loan);
  return loan.lender instanceof Units ? `unit ${String(loan.unit)}` : `slots ${String(loan.terms.amount)}`;
}
