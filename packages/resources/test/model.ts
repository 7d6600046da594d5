import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import type { Process, SimEvent, Waitable } from '@asimjs/core';
import { traceLog } from '@asimjs/testing';
import type { Driver, TraceLog, Wait } from '@asimjs/testing';
import { Queue, Resource } from '@asimjs/resources';
import type { Grant } from '@asimjs/resources';
import { EVENTS } from './program.js';
import type { Action, Change, Plan, Program } from './program.js';

type Script = Generator<unknown, void, unknown>;

/** A waitable made from a plan, and what its outcome means for the books. */
export interface Made {
  readonly waitable: Waitable;
  /** Enters the outcome into the books. @returns what goes into the trace */
  won(outcome: unknown): unknown;
  /** Enters that it had no effect. */
  lost(): void;
  /** Whether it could be granted as things stand, so far as can be told from outside. */
  readonly isGrantable: () => boolean;
  /** When it ends if it is a timeout. */
  readonly due?: number;
}

/** A program brought to life, with books of what its processes were told. */
export class Model {
  readonly env: Environment = new Environment();
  readonly log: TraceLog = traceLog(this.env);
  readonly queues: readonly Queue<string>[];
  readonly resources: readonly Resource[];
  readonly processes: readonly Process[];
  /** Items that were there at the beginning, and those that somebody was told are put. */
  readonly entered: Set<string> = new Set<string>();
  /** Items of puts that had no effect. */
  readonly refused: Set<string> = new Set<string>();
  /** Items that somebody got, in order. */
  readonly got: string[] = [];
  readonly grants: Grant[] = [];
  /** What each process waits for. */
  readonly waits: Map<number, Made> = new Map<number, Made>();
  private readonly events: readonly SimEvent[];
  private readonly largest: readonly number[];
  private items = 0;

  constructor({ queues, resources, processes, changes }: Program, driver: Driver) {
    const { env } = this;
    this.queues = queues.map(({ capacity, items }, number) => {
      const initial = Array.from({ length: items }, () => this.item(number));
      for (const item of initial) this.entered.add(item);
      return new Queue(env, { capacity, items: initial });
    });
    this.largest = resources;
    this.resources = resources.map((capacity) => new Resource(env, { capacity }));
    this.events = Array.from({ length: EVENTS }, () => env.event());
    this.processes = processes.map(({ start, tidy, actions }, number) =>
      env.process(driver.body((wait) => this.life(wait, number, start, tidy, actions))),
    );
    for (const { time, change } of changes) {
      env.schedule(time, () => this.log('callback', change.act, this.change(change, this.grants)));
    }
  }

  /** Every item that is in a queue or was got. */
  get everywhere(): string[] {
    return [...this.got, ...this.queues.flatMap((queue) => queue.items)];
  }

  /** How things stand, for the trace. */
  summary(): unknown {
    return {
      queues: this.queues.map((queue) => queue.items),
      inUse: this.resources.map((resource) => [resource.inUse, resource.waiting]),
      processes: this.processes.map(({ status }) => status),
    };
  }

  private *life(
    wait: Wait,
    number: number,
    start: number,
    tidy: boolean,
    actions: readonly Action[],
  ): Script {
    const held: Grant[] = [];
    try {
      yield* wait(this.env.timeout(start));
      for (const action of actions)
        this.log(number, action.act, yield* this.perform(wait, number, action, held));
      this.log(number, 'ends');
    } finally {
      if (tidy) for (const grant of held) grant[Symbol.dispose]();
      this.grants.push(...held);
    }
  }

  private *perform(
    wait: Wait,
    number: number,
    action: Action,
    held: Grant[],
  ): Generator<unknown, unknown, unknown> {
    if (action.act === 'wait') {
      const made = this.make(action.plan, held);
      if (action.delay >= 0) yield* wait(this.env.timeout(action.delay));
      return yield* this.await(wait, number, made);
    }
    if ('early' in action) {
      const early = this.make(action.early, held);
      yield* wait(this.env.timeout(action.delay));
      const parts = [early, this.make(action.plan, held)];
      return yield* this.await(wait, number, action.act === 'race' ? this.first(parts) : all(parts));
    }
    if (action.act === 'withdraw') {
      const get = this.queue(action.queue).get();
      yield* wait(this.env.timeout(action.delay));
      if (get.withdraw()) return 'withdrawn';
      return this.keep(yield* wait(get));
    }
    if (action.act === 'release') {
      const grant = held.shift();
      grant?.release();
      return grant?.amount;
    }
    return this.change(action, held);
  }

  private *await(wait: Wait, number: number, made: Made): Generator<unknown, unknown, unknown> {
    const from = this.env.now;
    this.waits.set(number, made);
    let outcome: unknown;
    try {
      outcome = yield* wait(made.waitable);
    } catch (error) {
      made.lost();
      throw error;
    } finally {
      this.waits.delete(number);
    }
    if (made.due !== undefined && this.env.now !== Math.max(from, made.due))
      throw new Error('a timeout ended at the wrong time');
    return made.won(outcome);
  }

  private change(change: Change, held: Grant[]): unknown {
    switch (change.act) {
      case 'put':
        void this.queue(change.queue).put(this.item(change.queue));
        return undefined;
      case 'tryPut': {
        const [queue, item] = [this.queue(change.queue), this.item(change.queue)];
        const done = queue.tryPut(item);
        (done ? this.entered : this.refused).add(item);
        return done;
      }
      case 'tryGet': {
        const item = this.queue(change.queue).tryGet();
        return item === undefined ? undefined : this.keep(item);
      }
      case 'read':
        return this.queue(change.queue).items;
      case 'tryAcquire': {
        const grant = this.resource(change.resource).tryAcquire(this.request(change));
        if (grant !== undefined) held.push(grant);
        return grant?.amount;
      }
      case 'capacity':
        this.resource(change.resource).capacity = change.capacity;
        return change.capacity;
      case 'cancel':
        return this.processes[change.process % this.processes.length]!.cancel();
      case 'fire': {
        const event = this.events[change.event]!;
        if (event.status === 'pending') event.succeed();
        return undefined;
      }
    }
  }

  // Making what a plan says

  private make(plan: Plan, held: Grant[]): Made {
    switch (plan.wait) {
      case 'get': {
        const queue = this.queue(plan.queue);
        return {
          waitable: queue.get(),
          won: (item) => this.keep(item as string),
          lost: () => undefined,
          isGrantable: () => queue.size > 0,
        };
      }
      case 'put': {
        const [queue, item] = [this.queue(plan.queue), this.item(plan.queue)];
        return {
          waitable: queue.put(item),
          won: () => {
            this.entered.add(item);
            return item;
          },
          lost: () => this.refused.add(item),
          isGrantable: () => queue.size < queue.capacity,
        };
      }
      case 'acquire': {
        const resource = this.resource(plan.resource);
        const { amount, priority } = this.request(plan);
        return {
          waitable: resource.acquire({ amount, priority }),
          won: (grant) => {
            held.push(grant as Grant);
            return `${(grant as Grant).amount} slots`;
          },
          lost: () => undefined,
          isGrantable: () => resource.waiting === 1 && amount <= resource.capacity - resource.inUse,
        };
      }
      case 'timeout':
        return { ...told(this.env.timeout(plan.delay), 'timeout'), due: this.env.now + plan.delay };
      case 'event':
        return told(this.events[plan.event]!, 'event');
      case 'first':
        return this.first(plan.parts.map((part) => this.make(part, held)));
      case 'all':
        return all(plan.parts.map((part) => this.make(part, held)));
      case 'within':
        return this.within(this.make(plan.part, held), plan.delay);
    }
  }

  private first(parts: readonly Made[]): Made {
    return {
      waitable: firstOf(parts.map(({ waitable }) => waitable)),
      won: (outcome) => {
        const { index, value } = outcome as { index: number; value: unknown };
        for (const [place, part] of parts.entries()) if (place !== index) part.lost();
        return { [index]: parts[index]!.won(value) };
      },
      lost: () => {
        for (const part of parts) part.lost();
      },
      isGrantable: () => parts.some((part) => part.isGrantable()),
    };
  }

  private within(part: Made, delay: number): Made {
    return {
      waitable: withTimeout(part.waitable, delay),
      won: (outcome) => {
        const result = outcome as { timedOut: boolean; value?: unknown };
        if (!result.timedOut) return { inTime: part.won(result.value) };
        part.lost();
        return 'timed out';
      },
      lost: () => part.lost(),
      isGrantable: () => part.isGrantable(),
    };
  }

  private keep(item: string): string {
    this.got.push(item);
    return item;
  }

  private item(queue: number): string {
    return `item ${this.items++} for ${queue}`;
  }

  private queue(number: number): Queue<string> {
    return this.queues[number % this.queues.length]!;
  }

  private resource(number: number): Resource {
    return this.resources[number % this.resources.length]!;
  }

  private request(given: { resource: number; amount: number; priority: number }): {
    amount: number;
    priority: number;
  } {
    const largest = this.largest[given.resource % this.largest.length]!;
    return { amount: Math.min(given.amount, largest), priority: given.priority };
  }
}

function told(waitable: Waitable, what: string): Made {
  return { waitable, won: () => what, lost: () => undefined, isGrantable: () => false };
}

function all(parts: readonly Made[]): Made {
  return {
    waitable: allOf(parts.map(({ waitable }) => waitable)),
    won: (outcome) => (outcome as unknown[]).map((value, index) => parts[index]!.won(value)),
    // Puts may have been done, and stay so.
    lost: () => undefined,
    // Some of its parts may have been granted.
    isGrantable: () => false,
  };
}
