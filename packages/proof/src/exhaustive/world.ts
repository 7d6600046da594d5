import { Environment } from '@asimjs/core';
import type { Coroutine, Observer, Operation, Process } from '@asimjs/core';
import { isInterrupt } from '@asimjs/interrupts';
import { isPreempted } from '@asimjs/resources';
import type { ExploredModel, Exploration } from '@asimjs/testing';
import { Auditor } from './auditor.js';
import type { Bench, Kind } from './bench.js';
import { leavesOf } from './grammar.js';
import type { Expression, Program } from './grammar.js';
import { Life } from './life.js';
import { planFor, planned } from './plan.js';
import type { Plan } from './plan.js';

function interrupt(life: Life): void {
  life.interrupt('an interrupt');
}

/** What may come between, in one step, to one process. After a single interrupt another may come, to anybody. */
const DISTURBANCES: readonly ((life: Life) => void)[] = [
  interrupt,
  (life) => life.cancel(),
  (life) => {
    life.interrupt('a first interrupt');
    life.interrupt('a second interrupt');
  },
];

/** A program brought to life on resources of one kind, with everything watched. */
export class World implements Observer {
  readonly env: Environment = new Environment();
  private readonly bench: Bench;
  private readonly auditor: Auditor = new Auditor();
  private readonly lives: ReadonlyMap<Process, Life>;

  constructor(kind: Kind, setting: number, program: Program, exploration: Exploration) {
    this.bench = kind.build(this.env, setting);
    this.env.observe(this.auditor);
    this.env.observe(this);
    const lives = program.map((waits, index) => this.begin(waits, `process ${String(index)}`));
    this.lives = new Map(lives.map((life) => [life.process, life]));
    this.disturb(exploration, instantsOf(program, this.bench));
  }

  get model(): ExploredModel {
    return { env: this.env, atEnd: () => this.checkInstant() };
  }

  // What the environment tells, after it has told the auditor

  /** Law 7: what is due has been thrown by now. */
  processSuspended(process: Process): void {
    this.lives.get(process)?.checkSuspended();
  }

  operationGranted(operation: Operation<unknown>): void {
    const excess = this.bench.exceeded(operation);
    if (excess !== undefined) throw new Error(`law 5: ${excess}`);
    const [first = operation] = this.bench.lineOf(operation, [...this.auditor.waiting, operation]);
    if (first !== operation)
      throw new Error(`law 5: ${operation.describe()} was granted, and another stood before it in its line`);
  }

  clockMoved(): void {
    this.checkInstant();
  }

  // What processes do

  private begin(waits: readonly Expression[], name: string): Life {
    const life: Life = new Life(this.env.process(() => this.body(waits, life), { name }));
    return life;
  }

  private *body(waits: readonly Expression[], life: Life): Coroutine<void> {
    try {
      // All begin in any order: the entries of one time are tried in each.
      yield* this.surviving(life, () => this.sleep(0));
      for (const expression of waits)
        yield* this.surviving(life, () => planFor(expression, (leaf) => this.planOf(leaf, life)));
    } finally {
      for (const outcome of life.received) this.bench.release(outcome);
    }
  }

  /** Waits, and survives interrupts and evictions. */
  private *surviving(life: Life, make: () => Plan): Coroutine<void> {
    try {
      const plan = make();
      life.plan = plan;
      plan.receive(yield* plan.waitable);
    } catch (error) {
      if (!isInterrupt(error)) throw error;
      if (isPreempted(error)) life.evicted();
      else life.caught(error.cause);
    }
  }

  private planOf(number: number, life: Life): Plan {
    const leaf = this.bench.leaves[number];
    // The one after the last.
    if (leaf === undefined) return this.sleep(1);
    return planned(leaf.make(), (outcome) => {
      if (leaf.isPut !== true) life.received.push(...[outcome].flat());
    });
  }

  private sleep(delay: number): Plan {
    return planned(this.env.timeout(delay), () => undefined);
  }

  private disturb({ choose }: Exploration, instants: readonly number[]): void {
    const places = [...this.lives.values()].flatMap((life) => instants.map((time) => ({ life, time })));
    const disturbances = places.flatMap((place) =>
      DISTURBANCES.map((disturbance) => ({ place, disturbance })),
    );
    // The first outcome is that nothing comes between.
    const first = disturbances[choose(1 + disturbances.length) - 1];
    if (first === undefined) return;
    const { place, disturbance } = first;
    this.env.schedule(place.time, () => disturbance(place.life));
    if (disturbance !== interrupt) return;
    const rest = places.slice(places.indexOf(place));
    const second = rest[choose(1 + rest.length) - 1];
    if (second !== undefined)
      this.env.schedule(second.time, () => second.life.interrupt('another interrupt'));
  }

  // What is true at the end of an instant

  private checkInstant(): void {
    const { waiting, granted } = this.auditor;
    const unbalanced = this.bench.unbalanced(granted);
    if (unbalanced !== undefined) throw new Error(`law 5: ${unbalanced}`);
    const grantable = this.bench.grantable(waiting, granted);
    if (grantable !== undefined) throw new Error(`law 6: ${grantable} could be granted, and waits`);
    for (const life of this.lives.values()) {
      life.checkInstant();
      checkReceived(life, granted);
    }
  }
}

/** The times at which anything can happen, and 1 in any case. */
function instantsOf(program: Program, { leaves, lastChange = 0 }: Bench): number[] {
  const sleeps = program
    .flat()
    .flatMap(leavesOf)
    .filter((leaf) => leaf >= leaves.length);
  // Each sleep takes 1, and nothing else that a process does takes time.
  const last = Math.max(1, lastChange + sleeps.length);
  return Array.from({ length: last + 1 }, (_, time) => time);
}

/** Law 4: what was granted to a process was given to it, or is held for a wait of it that goes on; nothing else was. */
function checkReceived({ process, received }: Life, granted: readonly Operation<unknown>[]): void {
  const held = new Set(process.waitingFor?.operations);
  const unexplained = [...received];
  for (const operation of granted) {
    if (operation.lasting || operation.owner?.process !== process || held.has(operation)) continue;
    const place = unexplained.indexOf(operation.outcome);
    if (place === -1)
      throw new Error(
        `law 4: ${String(operation.outcome)} was granted to '${process.name}', and not given to it`,
      );
    unexplained.splice(place, 1);
  }
  if (unexplained.length > 0)
    throw new Error(
      `law 4: '${process.name}' was given ${String(unexplained[0])}, which was not granted to it`,
    );
}
