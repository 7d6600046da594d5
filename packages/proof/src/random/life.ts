import { makeChange } from './make-change.js';
import { makePlan } from './make-plan.js';
import { Numbering } from './numbering.js';
import type { Action, Course, Handler, Plan, Program } from './program.js';
import type { Held, Hold, Script, Simulation, Wish, WorkDecision } from './simulation.js';

/** A process: what it is called, what it survives, what it holds, and what it will wait for later. */
interface Belongings<W> {
  readonly name: string;
  readonly catches: Course['catches'];
  readonly held: Held[];
  readonly hold: Hold;
  readonly kept: W[];
}

/** Has the processes and callbacks of a program act in a simulation, and write what they do into the trace. */
export function enact<W extends Wish>(sim: Simulation<W>, { courses, callbacks }: Program): void {
  const life = new Life(sim);
  for (const course of courses) life.start(course);
  for (const { time, change } of callbacks) {
    sim.schedule(time, () =>
      sim.log(
        'callback',
        change.act,
        makeChange(sim, life.numbering, change, () => undefined),
      ),
    );
  }
}

/** What processes do. */
class Life<W extends Wish> {
  readonly numbering: Numbering;
  private readonly sim: Simulation<W>;

  constructor(sim: Simulation<W>) {
    this.sim = sim;
    this.numbering = new Numbering(sim.places);
  }

  start(course: Course): string {
    const name = this.numbering.nextProcess();
    this.sim.start(name, () => this.live(name, course));
    return name;
  }

  private *live(name: string, { catches, tidy, forgetful, actions }: Course): Script {
    const held: Held[] = [];
    const own: Belongings<W> = { name, catches, held, hold: (grant) => held.push(grant), kept: [] };
    try {
      yield* this.go(actions, own);
      while (!forgetful && own.kept.length > 0) {
        yield* this.go([{ act: 'wait', plan: { wait: 'kept' } }], own);
      }
      this.sim.log(name, 'ends');
    } finally {
      if (tidy) for (const grant of held) grant.dispose();
    }
  }

  private *go(actions: readonly Action[], own: Belongings<W>): Script {
    const { sim } = this;
    const { name, catches } = own;
    for (const action of actions) {
      try {
        sim.log(name, action.act, yield* this.perform(action, own));
      } catch (error) {
        sim.log(name, action.act, 'throws', sim.explain(error));
        if (catches === 'nothing') throw error;
        if (catches === 'interrupts' && !sim.isInterrupt(error)) throw error;
      }
    }
  }

  private *perform(action: Action, own: Belongings<W>): Script<string | boolean> {
    const { sim } = this;
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
          this.handle(action.handler, own, error, progress),
        );
      case 'shield':
        yield* sim.shield(() => this.go(action.actions, own));
        return 'done';
      case 'start':
        return this.start(action.course);
      case 'fail':
        throw this.failure();
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
        return makeChange(sim, this.numbering, action, own.hold);
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
    handler: Handler,
    own: Belongings<W>,
    error: unknown,
    progress: string,
  ): Script<WorkDecision> {
    this.sim.log(own.name, 'handles', this.sim.explain(error), progress);
    yield* this.beforeDecision(handler, own);
    return handler.decision;
  }

  private *beforeDecision(handler: Handler, own: Belongings<W>): Script {
    const { sim } = this;
    const { first, delay, request } = handler;
    const log = (what: string): void => sim.log(own.name, 'handling', what);
    switch (first) {
      case 'nothing':
        break;
      case 'sleep':
        log(yield* sim.wait(sim.wishes.sleep(delay)));
        break;
      case 'shielded sleep':
        yield* sim.shield(function* () {
          log(yield* sim.wait(sim.wishes.sleep(delay)));
        });
        break;
      case 'work': {
        // An interrupt of this one is handled without another piece of work.
        const inner: Handler = { ...handler, first: 'nothing' };
        log(yield* sim.work(delay, (error, progress) => this.handle(inner, own, error, progress)));
        break;
      }
      case 'acquire':
        log(yield* sim.wait(this.make({ wait: 'take', ...request }, own)));
        break;
      case 'fail':
        throw this.failure();
    }
  }

  private make(plan: Plan, own: Belongings<W>): W {
    return makePlan(this.sim.wishes, this.numbering, plan, own);
  }

  private failure(): Error {
    return new Error(this.numbering.nextMessage('failure'));
  }
}
