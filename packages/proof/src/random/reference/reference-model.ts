import { Life } from '../life.js';
import { EVENTS } from '../program.js';
import type { PlaceSpec, Program, Request } from '../program.js';
import type { WorkDecision, Hold, Script, Simulation, Wish } from '../simulation.js';
import { Actor, Message } from './actor.js';
import { Cancellation } from './cancellation.js';
import { AllOf, FirstOf } from './combination.js';
import { Acquire, Lender, Loan, Slots } from './lender.js';
import type { Terms } from './lender.js';
import { Machine } from './machine.js';
import { Operation } from './operation.js';
import { makePlace } from './make-place.js';
import { Barrier, Gate, MeetingPlace, State, Wait } from './meeting-places.js';
import { Watch } from './place.js';
import type { Place } from './place.js';
import { PreemptiveSlots } from './preemptive-slots.js';
import { Get, Put, Stock } from './stocks.js';
import { Flow, Tank } from './tank.js';
import { Happening, Timeout } from './thing.js';
import type { Thing } from './thing.js';
import { Units } from './units.js';

/** Something of the reference to wait for. */
export interface ReferenceWish extends Wish {
  readonly thing: Thing;
}

type Shift = readonly [time: number, capacity: number];

export type Entry = readonly [time: number, ...what: unknown[]];

/** A program brought to life on the reference. */
export class ReferenceModel implements Simulation<ReferenceWish> {
  readonly places: readonly PlaceSpec[];
  readonly entries: Entry[] = [];
  /** Whether the run ended with an error; its last entry says so. */
  hasCrashed = false;
  private readonly machine = new Machine();
  private readonly actors: Actor[] = [];
  private readonly own: readonly Place[];
  private readonly events: readonly Happening[];
  private readonly deadlines = new Map<number, Thing>();
  private initialItems = 0;

  constructor(program: Program) {
    this.places = program.places;
    this.events = Array.from({ length: EVENTS }, () => new Happening(this.machine));
    this.own = program.places.map((spec, at) =>
      makePlace(this.machine, spec, `place ${String(at)}`, () => this.initialItem()),
    );
    this.machine.onCrash = (name, cause) => {
      this.log('run fails', name, this.explain(cause));
      this.hasCrashed = true;
    };
    new Life(this, program);
  }

  run(): readonly Entry[] {
    this.machine.run();
    const waiting = this.actors.filter(({ status }) => status === 'waiting');
    const texts = waiting.map(({ name, since }) => `${name} since ${String(since)}`);
    this.log('blocked', texts.sort().join(', '));
    this.log('places', this.own.map((place) => place.look()).join('; '));
    this.log('processes', this.actors.map(({ status }) => status).join(' '));
    return this.entries;
  }

  get now(): number {
    return this.machine.now;
  }

  log(...what: readonly unknown[]): void {
    if (!this.hasCrashed) this.entries.push([this.now, ...what]);
  }

  // Things to wait for

  sleep(delay: number): ReferenceWish {
    return { thing: new Timeout(this.machine, delay), tell: () => 'slept' };
  }

  event(number: number): ReferenceWish {
    return { thing: pick(this.events, number), tell: String };
  }

  deadline(number: number): ReferenceWish {
    const thing = this.deadlines.get(number) ?? new Timeout(this.machine, Infinity);
    return { thing, tell: () => 'deadline' };
  }

  end(of: number): ReferenceWish {
    return { thing: pick(this.actors, of).finished, tell: () => `end of p${String(of)}` };
  }

  take(request: Request, hold: Hold): ReferenceWish {
    const place = pick(this.own, request.at);
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
    return { thing: new Watch(pick(this.own, at), what), tell: () => what };
  }

  team(members: readonly Request[], hold: Hold): ReferenceWish {
    const requests = members.map((member) => this.acquire(member));
    const thing = new AllOf(this.machine, requests);
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
      thing: new FirstOf(this.machine, thingsOf(parts)),
      tell: (outcome) => {
        const { index, value } = choiceOf(outcome);
        return `first ${String(index)}: ${pick(parts, index).tell(value)}`;
      },
    };
  }

  allOf(parts: readonly ReferenceWish[]): ReferenceWish {
    return {
      thing: new AllOf(this.machine, thingsOf(parts)),
      tell: (values) => {
        const list: unknown[] = Array.isArray(values) ? values : [];
        return `all (${list.map((value, index) => pick(parts, index).tell(value)).join(', ')})`;
      },
    };
  }

  withTimeout(part: ReferenceWish, delay: number): ReferenceWish {
    return {
      thing: new FirstOf(this.machine, [part.thing, new Timeout(this.machine, delay)]),
      tell: (outcome) => {
        const { index, value } = choiceOf(outcome);
        return index === 1 ? 'timed out' : `in time: ${part.tell(value)}`;
      },
    };
  }

  // What a process does

  *wait(wish: ReferenceWish): Script<string> {
    return wish.tell(yield* this.active.await(wish.thing));
  }

  withdraw({ thing }: ReferenceWish): boolean | undefined {
    return thing instanceof Operation ? thing.withdraw() : undefined;
  }

  *work(
    duration: number,
    handle: (error: unknown, progress: string) => Script<WorkDecision>,
  ): Script<string> {
    let [worked, left, interruptions] = [0, duration, 0];
    const progress = (): string =>
      `worked ${String(worked)}, left ${String(left)}, interrupted ${String(interruptions)}`;
    do {
      const begun = this.now;
      try {
        yield* this.active.await(new Timeout(this.machine, left));
        worked += left;
        left = 0;
      } catch (message) {
        if (!(message instanceof Message)) throw message;
        worked += this.now - begun;
        left -= this.now - begun;
        interruptions++;
        message.left = left;
        let decision: WorkDecision;
        try {
          decision = yield* handle(message, progress());
        } catch (error) {
          if (error instanceof Message) error.left = left;
          throw error;
        }
        if (!message.isMadeGood()) throw message;
        if (decision === 'drop') return `dropped: ${progress()}`;
        if (decision === 'restart') left = duration;
      }
    } while (left > 0);
    return `completed: ${progress()}`;
  }

  *shield(body: () => Script): Script {
    const { active } = this;
    active.shields++;
    try {
      yield* body();
    } finally {
      active.shields--;
    }
  }

  // Changes

  start(name: string, body: () => Script): void {
    this.actors.push(new Actor(this.machine, name, body));
  }

  putUnheard(request: Request, item: string): void {
    this.putAt(request, item);
  }

  tryPut({ at, amount }: Request, item: string): boolean {
    const place = pick(this.own, at);
    if (place instanceof Tank) return place.tryFlow(amount);
    return place instanceof Stock && place.tryPut(item);
  }

  tryTake(request: Request, hold: Hold): string {
    const place = pick(this.own, request.at);
    if (place instanceof Stock) return place.tryGet(request.rule) ?? 'nothing';
    if (place instanceof Tank)
      return place.tryFlow(-request.amount) ? `amount ${String(request.amount)}` : 'nothing';
    if (!(place instanceof Lender)) return 'nothing';
    const loan = place.tryLend({ ...termsOf(place, request), holder: this.machine.active });
    return loan === undefined ? 'nothing' : keep(loan, hold);
  }

  look(at: number): string {
    return pick(this.own, at).look();
  }

  set(at: number, value: number): string {
    const place = pick(this.own, at);
    if (place instanceof Barrier) return `released ${String(place.release())}`;
    if (place instanceof Gate) {
      place.set(value % 2 === 1);
      return place.isOpen ? 'open' : 'closed';
    }
    if (place instanceof State) place.set(value);
    else if (place instanceof Slots) place.setCapacity(value);
    else return 'nothing to set';
    return String(value);
  }

  evictExcess(at: number): string {
    const place = pick(this.own, at);
    return place instanceof PreemptiveSlots ? String(place.evictExcess()) : 'nobody to evict';
  }

  follow(at: number, timetable: readonly Shift[], evicts: boolean): string {
    const place = pick(this.own, at);
    if (!(place instanceof Slots)) return 'no slots';
    const isEvicting = evicts && place instanceof PreemptiveSlots;
    const apply = ([, capacity]: Shift): void => {
      place.setCapacity(capacity);
      if (isEvicting) place.evictExcess();
    };
    const present = timetable.findLast(([time]) => time <= this.now);
    const coming = timetable.filter(([time]) => time > this.now);
    const { machine } = this;
    const follower: Actor = new Actor(machine, `schedule of '${place.name}'`, function* () {
      for (const shift of coming) {
        yield* follower.await(new Timeout(machine, shift[0] - machine.now));
        apply(shift);
      }
    });
    if (present !== undefined) apply(present);
    return isEvicting ? 'evicts' : 'follows';
  }

  fire(number: number, error: Error | undefined): string {
    const event = pick(this.events, number);
    if (event.state !== 'open') return 'has happened';
    if (error === undefined) {
      event.happen('done', `event ${String(number)}`);
      return 'succeeds';
    }
    if (!event.happen('failed', error)) this.machine.crash('EventFailedError', error);
    return 'fails';
  }

  interrupt(who: number, cause: string): boolean {
    const by = this.machine.active?.name ?? 'nobody';
    return pick(this.actors, who).deliver(new Message(`interrupt '${cause}' by ${by}`));
  }

  cancel(who: number, reason: string): boolean {
    return pick(this.actors, who).cancel(reason);
  }

  beginDeadline(number: number, delay: number): void {
    this.deadlines.set(number, new Timeout(this.machine, delay));
  }

  schedule(time: number, callback: () => void): void {
    this.machine.future.push({ time, order: this.machine.next(), matters: () => true, fire: callback });
  }

  kindOf(error: unknown): 'interrupt' | 'cancelled' | 'other' {
    if (error instanceof Message) return 'interrupt';
    return error instanceof Cancellation ? 'cancelled' : 'other';
  }

  explain(error: unknown): string {
    if (error instanceof Message) return `${error.message}, left ${String(error.left)}`;
    if (error instanceof Cancellation) return `cancelled '${error.message}'`;
    return error instanceof Error ? error.message : String(error);
  }

  private get active(): Actor {
    const { active } = this.machine;
    if (active === undefined) throw new Error('no process is running');
    return active;
  }

  private acquire(request: Request): Acquire {
    const place = pick(this.own, request.at);
    if (!(place instanceof Lender)) throw new Error('nothing is lent there');
    return new Acquire(place, termsOf(place, request));
  }

  private putAt({ at, amount }: Request, item: string): Thing {
    const place = pick(this.own, at);
    if (place instanceof Stock) return new Put(place, item);
    if (place instanceof Tank) return new Flow(place, amount);
    throw new Error('nowhere to put');
  }

  private initialItem(): string {
    const number = this.initialItems++;
    return `i${String(number)}:${String(number % 3)}`;
  }
}

function termsOf(place: Lender, { amount, priority, rule }: Request): Omit<Terms, 'holder'> {
  const isForSlots = place instanceof Slots && !(place instanceof PreemptiveSlots);
  return { amount: isForSlots ? amount : 1, priority, rule, wantsLast: amount !== 1 };
}

function keep(loan: Loan, hold: Hold): string {
  hold(loan);
  return loan.lender instanceof Units ? `unit ${String(loan.unit)}` : `slots ${String(loan.terms.amount)}`;
}

function choiceOf(outcome: unknown): { index: number; value: unknown } {
  if (typeof outcome !== 'object' || outcome === null) throw new Error('no choice');
  if (!('index' in outcome) || typeof outcome.index !== 'number') throw new Error('no choice');
  return { index: outcome.index, value: 'value' in outcome ? outcome.value : undefined };
}

function thingsOf(parts: readonly ReferenceWish[]): Thing[] {
  return parts.map(({ thing }) => thing);
}

function pick<T>(list: readonly T[], index: number): T {
  const one = list[index];
  if (one === undefined) throw new Error(`nothing has number ${String(index)}`);
  return one;
}
