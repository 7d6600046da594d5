import { traceLog } from '@asimjs/testing';
import type { TraceLog } from '@asimjs/testing';
import type { WorkDecision } from '@asimjs/interrupts';
import { PROCESSES } from './random-program.js';
import type { Action, Call, Deed, Program } from './random-program.js';
import type { Steps, Waits, World } from './world.js';

/** How many deeds a program does: a handler that interrupts its own process would go on for ever. */
const DEEDS = 40;

/** Is told of interrupts as they are sent, and as a program gets to see them. */
export interface Witness {
  sent(process: number, cause: number, send: () => boolean): boolean;
  seen(process: number, cause: unknown): void;
}

const nobody: Witness = { sent: (_, __, send) => send(), seen: () => undefined };

/** A program at work in a world. Every interrupt has a number of its own as its cause. */
export class Play {
  readonly log: TraceLog;
  private readonly world: World;
  private readonly witness: Witness;
  private counter = 0;

  constructor(program: Program, world: World, witness = nobody) {
    this.world = world;
    this.witness = witness;
    this.log = traceLog(world);
    for (const [number, actions] of program.processes.entries())
      world.start((waits) => this.perform(number, actions, waits));
    for (const one of program.before) this.act('before', one);
    for (const one of program.callbacks) this.callLater('callback', one);
  }

  /** How its processes stand. */
  get standing(): string[] {
    return Array.from({ length: PROCESSES }, (_, number) => this.world.statusOf(number));
  }

  private act(who: unknown, what: Deed): void {
    const { world } = this;
    const number = this.counter++;
    if (number >= DEEDS) return;
    switch (what.do) {
      case 'ring':
        this.log(who, 'rings', what.bell);
        world.ring(what.bell);
        break;
      case 'put':
        this.log(who, 'puts', number);
        world.put(`item ${String(number)}`);
        break;
      case 'interrupt': {
        const isAlive = this.witness.sent(what.process, number, () => world.interrupt(what.process, number));
        this.log(who, 'interrupts', what.process, number, isAlive, ...this.standing);
        break;
      }
      case 'cancel':
        this.log(who, 'cancels', what.process, world.cancel(what.process), ...this.standing);
        break;
    }
  }

  private callLater(who: string, { delay, priority, deed }: Call): void {
    this.world.schedule(delay, priority, () => {
      this.act(who, deed);
    });
  }

  private *perform(who: number, actions: readonly Action[], waits: Waits, depth = 0): Steps {
    for (const one of actions) {
      try {
        this.log(who, depth, one.do);
        const result = yield* this.take(who, one, waits, depth);
        this.log(who, depth, 'did', one.do, result);
      } catch (error) {
        if (!this.world.isInterrupt(error)) this.log(who, depth, 'is cancelled');
        if (!this.world.isInterrupt(error) || (depth > 0 && 'catches' in one && !one.catches)) throw error;
        this.log(who, depth, 'catches', error.cause, error.remaining);
        this.witness.seen(who, error.cause);
      }
    }
  }

  private *take(who: number, what: Action, waits: Waits, depth: number): Steps<unknown> {
    switch (what.do) {
      case 'sleep':
        return yield* waits.sleep(what.delay);
      case 'attain':
        return yield* waits.attain(what.goal);
      case 'hold':
        return yield* waits.hold((inner) => this.perform(who, what.actions, inner, depth + 1));
      case 'work':
        return yield* waits.work(what.duration, (inner, thrown, progress) => {
          this.log(who, depth, 'handles', thrown.cause, thrown.remaining, progress);
          this.witness.seen(who, thrown.cause);
          return this.handle(who, what, inner, depth);
        });
      case 'call':
        this.callLater(`callback of ${String(who)}`, what);
        return undefined;
      case 'ring':
      case 'put':
      case 'interrupt':
      case 'cancel':
        this.act(who, what);
        return undefined;
    }
  }

  private *handle(
    who: number,
    { handling, decision }: Extract<Action, { do: 'work' }>,
    waits: Waits,
    depth: number,
  ): Steps<WorkDecision | undefined> {
    yield* this.perform(who, handling, waits, depth + 1);
    return decision;
  }
}
