import { DEADLINES, EVENTS, RANGE } from './program.js';
import type { Action, Change, Course, Handler, Kind, Plan, Program, Request } from './program.js';
import type { WorkDecision, Held, Hold, Script, Simulation, Wish } from './simulation.js';

const LENDERS: readonly Kind[] = ['resource', 'preemptive', 'pool'];
const STOCKS: readonly Kind[] = ['queue', 'priorityQueue', 'store', 'container'];

/** What a process has got, and what it has asked for and will wait for later. */
interface Belongings<W> {
  readonly held: Held[];
  readonly kept: W[];
}

/** Reads a program to a simulation: what its processes and callbacks do, and what they write into the trace. */
export class Life<W extends Wish> {
  private readonly sim: Simulation<W>;
  private processes = 0;
  private items = 0;
  private messages = 0;

  constructor(sim: Simulation<W>, { courses, callbacks }: Program) {
    this.sim = sim;
    for (const course of courses) this.start(course);
    for (const { time, change } of callbacks) {
      sim.schedule(time, () =>
        sim.log(
          'callback',
          change.act,
          this.change(change, () => undefined),
        ),
      );
    }
  }

  private start(course: Course): string {
    const name = `p${String(this.processes++)}`;
    this.sim.start(name, () => this.live(name, course));
    return name;
  }

  private *live(name: string, { catches, tidy, forgetful, actions }: Course): Script {
    const own: Belongings<W> = { held: [], kept: [] };
    try {
      yield* this.go(name, catches, actions, own);
      while (!forgetful && own.kept.length > 0) {
        yield* this.go(name, catches, [{ act: 'wait', plan: { wait: 'kept' } }], own);
      }
      this.sim.log(name, 'ends');
    } finally {
      if (tidy) for (const grant of own.held) grant.dispose();
    }
  }

  private *go(
    name: string,
    catches: Course['catches'],
    actions: readonly Action[],
    own: Belongings<W>,
  ): Script {
    const { sim } = this;
    for (const action of actions) {
      try {
        sim.log(name, action.act, yield* this.perform(name, catches, action, own));
      } catch (error) {
        sim.log(name, action.act, 'throws', sim.explain(error));
        if (catches === 'nothing') throw error;
        if (catches === 'interrupts' && sim.kindOf(error) !== 'interrupt') throw error;
      }
    }
  }

  private *perform(
    name: string,
    catches: Course['catches'],
    action: Action,
    own: Belongings<W>,
  ): Script<string | boolean> {
    const { sim } = this;
    const hold: Hold = (grant) => own.held.push(grant);
    switch (action.act) {
      case 'wait':
        return yield* sim.wait(this.make(action.plan, own));
      case 'keep':
        return String(own.kept.push(this.make(action.plan, own)));
      case 'withdraw':
        return this.withdrawFirst(own.kept);
      case 'release': {
        const leaving = action.all ? own.held.splice(0) : own.held.splice(0, 1);
        for (const grant of leaving) grant.release();
        return String(leaving.length);
      }
      case 'work':
        return yield* sim.work(action.duration, (error, progress) =>
          this.handle(name, action.handler, own, error, progress),
        );
      case 'shield':
        yield* sim.shield(() => this.go(name, catches, action.actions, own));
        return 'done';
      case 'start':
        return this.start(action.course);
      case 'fail':
        throw new Error(`failure ${String(this.messages++)}`);
      case 'put':
      case 'try':
      case 'read':
      case 'set':
      case 'evictExcess':
      case 'follow':
      case 'fire':
      case 'interrupt':
      case 'cancel':
      case 'deadline':
        return this.change(action, hold);
    }
  }

  /** Only operations can be withdrawn. One that was granted before stays. */
  private withdrawFirst(kept: W[]): boolean | 'nothing' {
    for (const [index, wish] of kept.entries()) {
      const hasLeft = this.sim.withdraw(wish);
      if (hasLeft === true) kept.splice(index, 1);
      if (hasLeft !== undefined) return hasLeft;
    }
    return 'nothing';
  }

  /** The handler of a piece of work. */
  private *handle(
    name: string,
    { decision, first, delay, request }: Handler,
    own: Belongings<W>,
    error: unknown,
    progress: string,
  ): Script<WorkDecision> {
    const { sim } = this;
    sim.log(name, 'handles', sim.explain(error), progress);
    switch (first) {
      case 'nothing':
        break;
      case 'sleep':
        sim.log(name, 'handling', yield* sim.wait(sim.sleep(delay)));
        break;
      case 'shielded sleep':
        yield* sim.shield(function* () {
          sim.log(name, 'handling', yield* sim.wait(sim.sleep(delay)));
        });
        break;
      case 'work':
        // An interrupt of this one is handled without another piece of work.
        sim.log(
          name,
          'handling',
          yield* sim.work(delay, (inner, done) =>
            this.handle(name, { decision, first: 'nothing', delay, request }, own, inner, done),
          ),
        );
        break;
      case 'acquire':
        sim.log(name, 'handling', yield* sim.wait(this.make({ wait: 'take', ...request }, own)));
        break;
      case 'fail':
        throw new Error(`failure ${String(this.messages++)}`);
    }
    return decision;
  }

  private change(change: Change, hold: Hold): string | boolean {
    const { sim } = this;
    switch (change.act) {
      case 'put': {
        const request = this.at(change, STOCKS);
        if (request === undefined) return 'nowhere';
        const item = this.item(request);
        sim.putUnheard(request, item);
        return item;
      }
      case 'try': {
        const request = this.at(change, change.give ? STOCKS : [...STOCKS, ...LENDERS]);
        if (request === undefined) return 'nowhere';
        return change.give ? sim.tryPut(request, this.item(request)) : sim.tryTake(request, hold);
      }
      case 'read':
        return sim.look(this.place(change.at));
      case 'set':
        return sim.set(this.place(change.at), change.value);
      case 'evictExcess':
        return sim.evictExcess(this.place(change.at));
      case 'follow':
        return this.follow(change);
      case 'fire':
        return sim.fire(
          change.event % EVENTS,
          change.fails ? new Error(`failure ${String(this.messages++)}`) : undefined,
        );
      case 'interrupt':
        return sim.interrupt(change.who % this.processes, `message ${String(this.messages++)}`);
      case 'cancel':
        return sim.cancel(change.who % this.processes, `reason ${String(this.messages++)}`);
      case 'deadline':
        sim.beginDeadline(change.deadline % DEADLINES, change.delay);
        return String(change.delay);
    }
  }

  /** The first shift began with the clock. */
  private follow({ at, shifts, evicts }: Change & { act: 'follow' }): string {
    let begin = 0;
    const timetable = shifts.map(({ length, capacity }) => {
      const entry = [begin, capacity] as const;
      begin += length + 1;
      return entry;
    });
    return this.sim.follow(this.place(at), timetable, evicts);
  }

  // Making what a plan says. Parts are made before what they are parts of, in order, as the arguments of calls are.

  private make(plan: Plan, own: Belongings<W>): W {
    const { sim } = this;
    const hold: Hold = (grant) => own.held.push(grant);
    switch (plan.wait) {
      case 'sleep':
        return sim.sleep(plan.delay);
      case 'event':
        return sim.event(plan.event % EVENTS);
      case 'deadline':
        return sim.deadline(plan.deadline % DEADLINES);
      case 'end':
        return sim.end(plan.of % this.processes);
      case 'take':
        return sim.take(this.clamped({ ...plan, at: this.place(plan.at) }), hold);
      case 'put': {
        const request = this.at(plan, STOCKS);
        return request === undefined ? sim.sleep(plan.amount) : sim.put(request, this.item(request));
      }
      case 'when':
        return sim.when(this.place(plan.at), plan.what);
      case 'team': {
        const priority = plan.members[0]?.priority ?? 0;
        const members = this.affordable(
          plan.members.flatMap((member) => this.at({ ...member, priority }, LENDERS) ?? []),
        );
        return members.length === 0 ? sim.sleep(1) : sim.team(members, hold);
      }
      case 'kept':
        return own.kept.shift() ?? sim.sleep(1);
      case 'first':
        return sim.firstOf(plan.parts.map((part) => this.make(part, own)));
      case 'all':
        return sim.allOf(plan.parts.map((part) => this.make(part, own)));
      case 'within':
        return sim.withTimeout(this.make(plan.part, own), plan.delay);
    }
  }

  private place(at: number): number {
    return at % this.sim.places.length;
  }

  /** `request`, at a place of one of `kinds`; `undefined` if there is none. */
  private at(request: Request, kinds: readonly Kind[]): Request | undefined {
    const places = [...this.sim.places.keys()].filter((place) =>
      kinds.includes(this.sim.places[place]?.kind ?? 'gate'),
    );
    const at = places[request.at % places.length];
    return at === undefined ? undefined : this.clamped({ ...request, at });
  }

  /** `request`, for no more than there ever is. */
  private clamped(request: Request): Request {
    return { ...request, amount: Math.min(request.amount, this.sim.places[request.at]?.size ?? 1) };
  }

  /** Without those that would make it more than a place has. */
  private affordable(members: readonly Request[]): Request[] {
    const asked = new Map<number, number>();
    return members.filter(({ at, amount }) => {
      const { kind, size } = this.sim.places[at] ?? { kind: 'gate', size: 0 };
      const sum = (asked.get(at) ?? 0) + (kind === 'resource' ? amount : 1);
      if (sum <= size) asked.set(at, sum);
      return sum <= size;
    });
  }

  private item({ rule }: Request): string {
    return `${String(this.items++)}:${String(rule % RANGE)}`;
  }
}
