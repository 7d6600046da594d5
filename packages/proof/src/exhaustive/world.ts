import { allOf, firstOf } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import type { Coroutine, Operation, Process, Waitable } from '@asimjs/core';
import { interrupt, isInterrupt } from '@asimjs/interrupts';
import type { ExploredModel, Exploration } from '@asimjs/testing';
import { Auditor } from './auditor.js';
import type { Bench, Kind, Leaf } from './bench.js';
import type { Expression, Program } from './grammar.js';

/** What may come between: at most one of these in a run, at one of these times, to one process. */
const DISTURBANCES = ['nothing', 'an interrupt', 'a cancellation', 'two interrupts'] as const;
const TIMES = 2;

const INTERRUPTED = Symbol('interrupted');

/** What a process was sent and what it was thrown, and what it was given. */
interface Life {
  readonly process: Process;
  readonly sent: unknown[];
  readonly thrown: unknown[];
}

/** A program brought to life on resources of one kind, with everything watched. */
export class World {
  readonly env: Environment = new Environment();
  private readonly bench: Bench;
  private readonly leaves: readonly Leaf[];
  private readonly auditor: Auditor;
  private readonly lives: Life[];
  /** What operations gave to processes. */
  private readonly received: unknown[] = [];

  constructor(kind: Kind, capacity: number, program: Program, exploration: Exploration) {
    this.bench = kind.build(this.env, capacity);
    this.leaves = [...this.bench.leaves, { name: 'sleep', make: () => this.env.timeout(1) }];
    this.auditor = new Auditor(() => this.checkInstant());
    this.env.observe(this.auditor);
    this.lives = program.map((waits, index) => this.live(waits, index));
    this.disturb(exploration);
  }

  get model(): ExploredModel {
    return {
      env: this.env,
      atEnd: () => {
        this.checkInstant();
        this.checkDeliveries();
      },
    };
  }

  private live(waits: readonly Expression[], index: number): Life {
    const [sent, thrown]: unknown[][] = [[], []];
    const process = this.env.process(() => this.body(waits, thrown as unknown[]), {
      name: `process ${String(index)}`,
    });
    return { process, sent: sent as unknown[], thrown: thrown as unknown[] };
  }

  private *body(waits: readonly Expression[], thrown: unknown[]): Coroutine<void> {
    const own: unknown[] = [];
    try {
      // All begin in any order: the entries of one time are tried in each.
      yield* this.surviving(thrown, () => this.env.timeout(0));
      for (const expression of waits) {
        const outcome = yield* this.surviving(thrown, () => this.make(expression));
        if (outcome !== INTERRUPTED) this.receive(expression, outcome, own);
      }
    } finally {
      for (const outcome of own) this.bench.release(outcome);
    }
  }

  /** Waits, and notes an interrupt. */
  private *surviving(thrown: unknown[], make: () => Waitable): Coroutine {
    try {
      return yield* make();
    } catch (error) {
      if (!isInterrupt(error)) throw error;
      thrown.push(error.cause);
      return INTERRUPTED;
    }
  }

  private make(expression: Expression): Waitable {
    if ('leaf' in expression) return (this.leaves[expression.leaf] as Leaf).make();
    const parts = expression.parts.map((part) => this.make(part));
    return expression.combine === 'first' ? firstOf(parts) : allOf(parts);
  }

  /** Enters what a wait gave. */
  private receive(expression: Expression, outcome: unknown, own: unknown[]): void {
    if ('combine' in expression) {
      const { parts } = expression;
      if (expression.combine === 'all') {
        for (const [index, part] of parts.entries()) this.receive(part, (outcome as unknown[])[index], own);
      } else {
        const { index, value } = outcome as { index: 0 | 1; value: unknown };
        this.receive(parts[index], value, own);
      }
      return;
    }
    const leaf = this.leaves[expression.leaf] as Leaf;
    if (leaf.isPut === true || leaf.name === 'sleep') return;
    own.push(outcome);
    this.received.push(...[outcome].flat());
  }

  private disturb(exploration: Exploration): void {
    const what = DISTURBANCES[exploration.choose(DISTURBANCES.length)];
    if (what === 'nothing') return;
    const life = this.lives[exploration.choose(this.lives.length)] as Life;
    const time = exploration.choose(TIMES);
    this.env.schedule(time, () => {
      if (what === 'a cancellation') life.process.cancel();
      for (let count = what === 'an interrupt' ? 1 : what === 'two interrupts' ? 2 : 0; count > 0; count--)
        if (interrupt(life.process, count)) life.sent.push(count);
    });
  }

  /** Laws 4 to 6, at the end of an instant. */
  private checkInstant(): void {
    const { operations, waiting } = this.auditor;
    const granted = operations.filter(({ state }) => state === 'granted');
    const unbalanced = this.bench.unbalanced(granted);
    if (unbalanced !== undefined) throw new Error(`law 5: ${unbalanced}`);
    const grantable = this.bench.grantable([...waiting]);
    if (grantable !== undefined) throw new Error(`law 6: ${grantable} could be granted, and waits`);
    this.checkReceived(granted);
  }

  /** What was granted was given to its process, or is held for a wait that goes on. */
  private checkReceived(granted: readonly Operation<unknown>[]): void {
    const held = new Set(this.lives.flatMap(({ process }) => process.waitingFor?.operations ?? []));
    const given = granted.filter((operation) => !operation.lasting && !held.has(operation));
    const [expected, actual] = [given.map(({ outcome }) => outcome), [...this.received]];
    for (const outcome of expected) {
      const place = actual.indexOf(outcome);
      if (place === -1) throw new Error(`law 4: ${String(outcome)} was granted, and nobody was given it`);
      actual.splice(place, 1);
    }
    if (actual.length > 0) throw new Error(`law 4: ${String(actual[0])} was given, and not granted`);
  }

  /** Law 7, when nothing is left to do. */
  private checkDeliveries(): void {
    for (const { process, sent, thrown } of this.lives) {
      const isAlive = process.status === 'waiting';
      const expected = isAlive ? sent : sent.slice(0, thrown.length);
      const own = thrown.filter((cause) => typeof cause === 'number');
      if (own.join() !== expected.join() && (isAlive || own.join() !== sent.slice(0, own.length).join()))
        throw new Error(`law 7: '${process.name}' was sent ${sent.join()} and was thrown ${own.join()}`);
    }
  }
}
