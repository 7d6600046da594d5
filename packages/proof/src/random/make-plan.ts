import type { Numbering } from './numbering.js';
import { DEADLINES, EVENTS } from './program.js';
import type { Plan } from './program.js';
import type { Hold, Wish, Wishes } from './simulation.js';

/** What a plan needs of the process that makes it: what it has asked for before, and who holds what it will get. */
export interface Maker<W> {
  readonly kept: W[];
  readonly hold: Hold;
}

/** Makes what a plan says. Parts are made before what they are parts of, in order, as the arguments of calls are. */
export function makePlan<W extends Wish>(
  wishes: Wishes<W>,
  numbering: Numbering,
  plan: Plan,
  own: Maker<W>,
): W {
  const make = (part: Plan): W => makePlan(wishes, numbering, part, own);
  switch (plan.wait) {
    case 'sleep':
      return wishes.sleep(plan.delay);
    case 'event':
      return wishes.event(plan.event % EVENTS);
    case 'deadline':
      return wishes.deadline(plan.deadline % DEADLINES);
    case 'end':
      return wishes.end(numbering.process(plan.of));
    case 'take':
      return wishes.take(numbering.anywhere(plan), own.hold);
    case 'put': {
      const request = numbering.atStock(plan);
      return request === undefined
        ? wishes.sleep(plan.amount)
        : wishes.put(request, numbering.nextItem(request));
    }
    case 'when':
      return wishes.when(numbering.place(plan.at), plan.what);
    case 'team': {
      const members = numbering.team(plan.members);
      return members.length === 0 ? wishes.sleep(1) : wishes.team(members, own.hold);
    }
    case 'kept':
      return own.kept.shift() ?? wishes.sleep(1);
    case 'first':
      return wishes.firstOf(plan.parts.map(make));
    case 'all':
      return wishes.allOf(plan.parts.map(make));
    case 'within':
      return wishes.withTimeout(make(plan.part), plan.delay);
  }
}
