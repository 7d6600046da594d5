import { enact } from '../life.js';
import { pick } from '../pick.js';
import { EVENTS, initialItems } from '../program.js';
import type { PlaceSpec, Program, Request } from '../program.js';
import type { WorkDecision, Hold, Script, Simulation } from '../simulation.js';
import { Actor, Message } from './actor.js';
import { Cancellation } from './cancellation.js';
import { follow } from './follow.js';
import type { Shift } from './follow.js';
import { Lender, Slots } from './lender.js';
import { keep, termsOf } from './lending.js';
import { Machine } from './machine.js';
import { makePlace } from './make-place.js';
import { Barrier, Gate, State } from './meeting-places.js';
import { Operation } from './operation.js';
import type { Place } from './place.js';
import { PreemptiveSlots } from './preemptive-slots.js';
import { ReferenceWishes } from './reference-wishes.js';
import type { ReferenceWish } from './reference-wishes.js';
import { Stock } from './stocks.js';
import { Tank } from './tank.js';
import { Happening, Timeout } from './thing.js';
import type { Thing } from './thing.js';
import { work } from './work.js';

export type TraceLine = readonly [time: number, ...what: unknown[]];

/** A program brought to life on the reference. */
export class ReferenceModel implements Simulation<ReferenceWish> {
  readonly places: readonly PlaceSpec[];
  readonly wishes: ReferenceWishes;
  readonly entries: TraceLine[] = [];
  /** Whether the run ended with an error; its last entry says so. */
  hasCrashed = false;
  private readonly machine = new Machine();
  private readonly actors: Actor[] = [];
  private readonly own: readonly Place[];
  private readonly events: readonly Happening[];
  private readonly deadlines = new Map<number, Thing>();

  constructor(program: Program) {
    this.places = program.places;
    this.events = Array.from({ length: EVENTS }, () => new Happening(this.machine));
    const items = initialItems();
    this.own = program.places.map((spec, at) => makePlace(this.machine, spec, `place ${String(at)}`, items));
    const { machine, actors, events, deadlines } = this;
    this.wishes = new ReferenceWishes({ machine, places: this.own, actors, events, deadlines });
    this.machine.onCrash = (name, cause) => {
      this.log('run fails', name, this.explain(cause));
      this.hasCrashed = true;
    };
    enact(this, program);
  }

  run(): readonly TraceLine[] {
    this.machine.run();
    const waiting = this.actors.filter(({ status }) => status === 'waiting');
    const texts = waiting.map(({ name, since }) => `${name} since ${String(since)}`);
    this.log('blocked', texts.sort().join(', '));
    this.log('places', this.own.map((place) => place.look()).join('; '));
    this.log('processes', this.actors.map(({ status }) => status).join(' '));
    return this.entries;
  }

  log(...what: readonly unknown[]): void {
    if (!this.hasCrashed) this.entries.push([this.machine.now, ...what]);
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
    return yield* work(this.active, duration, handle);
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
    this.wishes.putAt(request, item);
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
    return place instanceof Slots ? follow(place, timetable, evicts) : 'no slots';
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

  isInterrupt(error: unknown): boolean {
    return error instanceof Message;
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
}
