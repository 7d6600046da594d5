import { Barrier, Container, Environment, Gate, PreemptiveResource, Queue, Resource, State } from 'asimjs';
import type { Grant, Process, ScheduleHandle, SimEvent, Timeout } from 'asimjs';
import type { Driver, Exploration } from '@asimjs/testing';

/** Whoever acts: a process, or a callback. Keeps for itself what it sees. */
export interface Actor {
  readonly name: string;
  readonly seen: unknown[];
  readonly grants: Grant[];
  timer?: Timeout;
  call?: ScheduleHandle;
}

/** All that the processes of a random program share. What is no part of asimjs is touched. */
export class World {
  readonly env = new Environment();
  readonly exploration: Exploration;
  readonly body: Driver['body'];
  readonly queues: readonly Queue<string>[];
  readonly desks: readonly Resource[];
  readonly room = new PreemptiveResource(this.env, { name: 'room' });
  readonly events: readonly SimEvent<string>[];
  readonly gate = new Gate(this.env, { name: 'gate' });
  readonly light = new State<number>(this.env, { value: 0, name: 'light' });
  readonly tank = new Container(this.env, { capacity: 2, level: 1, name: 'tank' });
  readonly barrier = new Barrier(this.env, { parties: 2, name: 'barrier' });
  /** Timeouts that nobody waits for at the beginning. */
  readonly timers: readonly Timeout<string>[];
  readonly actors: Actor[] = [];
  readonly processes: Process[] = [];
  readonly calls: ScheduleHandle[] = [];
  private mark = 'none';

  constructor(exploration: Exploration, { body }: Driver) {
    this.exploration = exploration;
    this.body = body;
    this.queues = [1, Infinity].map((capacity, n) => new Queue(this.env, { capacity, name: `queue ${n}` }));
    this.desks = [1, 2].map((capacity, n) => new Resource(this.env, { capacity, name: `desk ${n}` }));
    this.events = [0, 1].map((n) => this.env.event<string>({ name: `event ${n}` }));
    this.timers = [1, 2].map((delay) => this.env.timeout(delay, `timer ${delay}`));
  }

  newActor(name: string): Actor {
    const actor: Actor = { name, seen: [], grants: [] };
    this.actors.push(actor);
    return actor;
  }

  /** Leaves a mark in a variable. @returns whose was there before */
  leaveMark(mark: string): string {
    const before = this.readMark();
    this.mark = mark;
    return before;
  }

  readMark(): string {
    this.exploration.touch('mark');
    return this.mark;
  }

  /** What can be seen from outside. */
  state(): string {
    const { queues, desks, room, events, gate, light, tank, barrier, timers, mark } = this;
    return JSON.stringify({
      now: this.env.now,
      items: queues.map(({ items }) => items),
      desks: [...desks, room].map((one) => [one.inUse, one.waiting, one.capacity]),
      events: [...events, ...timers].map((event) => [event.status, event.waiters.length]),
      values: events.map((event) => (event.status === 'succeeded' ? event.value : '')),
      others: [gate.isOpen, gate.waiting, light.value, light.waiting, tank.level, barrier.waiting, mark],
      processes: this.processes.map(({ status, waitingFor }) => [status, waitingFor?.toString()]),
    });
  }

  /** The same, and what each actor saw. */
  end(): string {
    return `${this.state()} ${JSON.stringify(this.actors.map(({ seen }) => seen))}`;
  }
}
