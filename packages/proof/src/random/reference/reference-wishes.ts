import { pick } from '../pick.js';
import type { Request } from '../program.js';
import type { Hold, Wish, Wishes } from '../simulation.js';
import type { Actor } from './actor.js';
import { AllOf } from './all-of.js';
import { FirstOf } from './first-of.js';
import { Acquire, Lender, Loan } from './lender.js';
import { keep, termsOf } from './lending.js';
import type { Machine } from './machine.js';
import { MeetingPlace, State, Wait } from './meeting-places.js';
import { Watch } from './place.js';
import type { Place } from './place.js';
import { Get, Put, Stock } from './stocks.js';
import { Flow, Tank } from './tank.js';
import { Timeout } from './thing.js';
import type { Happening, Thing } from './thing.js';

/** Something of the reference to wait for. */
export interface ReferenceWish extends Wish {
  readonly thing: Thing;
}

/** What there is in a run of a program on the reference. */
export interface ReferenceWorld {
  readonly machine: Machine;
  readonly places: readonly Place[];
  readonly actors: readonly Actor[];
  readonly events: readonly Happening[];
  readonly deadlines: ReadonlyMap<number, Thing>;
}

/** Makes things to wait for, on the reference. */
export class ReferenceWishes implements Wishes<ReferenceWish> {
  private readonly world: ReferenceWorld;

  constructor(world: ReferenceWorld) {
    this.world = world;
  }

  sleep(delay: number): ReferenceWish {
    return { thing: new Timeout(this.world.machine, delay), tell: () => 'slept' };
  }

  event(number: number): ReferenceWish {
    return { thing: pick(this.world.events, number), tell: String };
  }

  deadline(number: number): ReferenceWish {
    const thing = this.world.deadlines.get(number) ?? new Timeout(this.world.machine, Infinity);
    return { thing, tell: () => 'deadline' };
  }

  end(of: number): ReferenceWish {
    return { thing: pick(this.world.actors, of).finished, tell: () => `end of p${String(of)}` };
  }

  take(request: Request, hold: Hold): ReferenceWish {
    const place = pick(this.world.places, request.at);
    const { amount, rule } = request;
    if (place instanceof Stock) return { thing: new Get(place, rule), tell: String };
    if (place instanceof Tank) {
      return { thing: new Flow(place, -amount), tell: (value) => `amount ${String(value)}` };
    }
    if (place instanceof Lender) {
      return {
        thing: this.acquire(request),
        tell: (loan) => {
          if (!(loan instanceof Loan)) throw new Error('no loan');
          return keep(loan, hold);
        },
      };
    }
    if (!(place instanceof MeetingPlace)) throw new Error('no such place');
    const thing = new Wait(place, rule);
    return place instanceof State
      ? { thing, tell: (value) => `value ${String(value)}` }
      : { thing, tell: () => 'passes' };
  }

  put(request: Request, item: string): ReferenceWish {
    return { thing: this.putAt(request, item), tell: () => `put ${item}` };
  }

  when(at: number, what: 'empty' | 'full' | 'changed'): ReferenceWish {
    return { thing: new Watch(pick(this.world.places, at), what), tell: () => what };
  }

  team(members: readonly Request[], hold: Hold): ReferenceWish {
    const requests = members.map((member) => this.acquire(member));
    const thing = new AllOf(this.world.machine, requests);
    Acquire.together(requests);
    const tell = (value: unknown): string => {
      const amounts = (Array.isArray(value) ? value : []).map((loan: unknown) => {
        if (!(loan instanceof Loan)) throw new Error('no loan');
        hold(loan);
        return loan.terms.amount;
      });
      return `team ${amounts.join(' ')}`;
    };
    return { thing, tell };
  }

  firstOf(parts: readonly ReferenceWish[]): ReferenceWish {
    return {
      thing: new FirstOf(this.world.machine, thingsOf(parts)),
      tell: (outcome) => {
        const { index, value } = choiceOf(outcome);
        return `first ${String(index)}: ${pick(parts, index).tell(value)}`;
      },
    };
  }

  allOf(parts: readonly ReferenceWish[]): ReferenceWish {
    return {
      thing: new AllOf(this.world.machine, thingsOf(parts)),
      tell: (values) => {
        const list: unknown[] = Array.isArray(values) ? values : [];
        return `all (${list.map((value, index) => pick(parts, index).tell(value)).join(', ')})`;
      },
    };
  }

  withTimeout(part: ReferenceWish, delay: number): ReferenceWish {
    return {
      thing: new FirstOf(this.world.machine, [part.thing, new Timeout(this.world.machine, delay)]),
      tell: (outcome) => {
        const { index, value } = choiceOf(outcome);
        return index === 1 ? 'timed out' : `in time: ${part.tell(value)}`;
      },
    };
  }

  /** The operation by itself. */
  putAt({ at, amount }: Request, item: string): Thing {
    const place = pick(this.world.places, at);
    if (place instanceof Stock) return new Put(place, item);
    if (place instanceof Tank) return new Flow(place, amount);
    throw new Error('nowhere to put');
  }

  private acquire(request: Request): Acquire {
    const place = pick(this.world.places, request.at);
    if (!(place instanceof Lender)) throw new Error('nothing is lent there');
    return new Acquire(place, termsOf(place, request));
  }
}

function choiceOf(outcome: unknown): { index: number; value: unknown } {
  if (typeof outcome !== 'object' || outcome === null) throw new Error('no choice');
  if (!('index' in outcome) || typeof outcome.index !== 'number') throw new Error('no choice');
  return { index: outcome.index, value: 'value' in outcome ? outcome.value : undefined };
}

function thingsOf(parts: readonly ReferenceWish[]): Thing[] {
  return parts.map(({ thing }) => thing);
}
