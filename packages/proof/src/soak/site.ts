import type { Environment } from '@asimjs/core';
import {
  Barrier,
  Container,
  Gate,
  Pool,
  PreemptiveResource,
  PriorityQueue,
  Queue,
  Resource,
  State,
  Store,
} from '@asimjs/resources';
import { Books } from './books.js';

/** One of each resource, and the books of what went in and out. */
export class Site {
  readonly env: Environment;
  readonly queue: Queue<number>;
  readonly urgent: PriorityQueue<number>;
  readonly store: Store<number>;
  readonly tank: Container;
  readonly desks: Resource;
  readonly machine: PreemptiveResource;
  readonly nurses: Pool<string>;
  readonly barrier: Barrier;
  readonly gate: Gate;
  readonly light: State<number>;
  readonly books = { queue: new Books(), urgent: new Books(), store: new Books() };
  tankIn = 10;
  tankOut = 0;

  constructor(env: Environment) {
    this.env = env;
    this.queue = new Queue<number>(env, { name: 'queue', capacity: 5 });
    this.urgent = new PriorityQueue<number>(env, {
      name: 'urgent',
      capacity: 5,
      compare: (one, other) => (one % 7) - (other % 7),
    });
    this.store = new Store<number>(env, { name: 'store', capacity: 12 });
    this.tank = new Container(env, { name: 'tank', capacity: 20, level: this.tankIn });
    this.desks = new Resource(env, { name: 'desks', capacity: 3 });
    this.machine = new PreemptiveResource(env, { name: 'machine', capacity: 2 });
    this.nurses = new Pool<string>(env, { name: 'nurses', units: ['Ann', 'Bob', 'Cy'] });
    this.barrier = new Barrier(env, { name: 'barrier', parties: 3 });
    this.gate = new Gate(env, { name: 'gate' });
    this.light = new State<number>(env, { name: 'light', value: 0 });
  }

  /** Throws unless all that was ever put is accounted for, all that was lent is back, and nobody waits. */
  balance(): void {
    for (const name of ['queue', 'urgent', 'store'] as const)
      this.books[name].balance(name, this[name].items);
    if (this.tankIn !== this.tankOut + this.tank.level)
      throw new Error(
        `tank: ${String(this.tankIn)} in, ${String(this.tankOut)} out, ${String(this.tank.level)} there`,
      );
    for (const { name, inUse } of [this.desks, this.machine, this.nurses])
      if (inUse > 0) throw new Error(`${name}: ${String(inUse)} still in use`);
    for (const { name, waiting } of [
      ...[this.desks, this.machine, this.nurses],
      ...[this.barrier, this.gate, this.light],
    ])
      if (waiting > 0) throw new Error(`${name}: ${String(waiting)} still waiting`);
    for (const { name, waitingGets, waitingPuts } of [this.queue, this.urgent, this.store, this.tank])
      if (waitingGets + waitingPuts > 0)
        throw new Error(`${name}: ${String(waitingGets + waitingPuts)} still waiting`);
  }
}
