import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import type { Coroutine, Process } from '@asimjs/core';
import { interrupt, isInterrupt, uninterruptible, work } from '@asimjs/interrupts';
import {
  acquireAll,
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
import type { Dice } from './dice.js';

/** How many processes live at any time. */
const CROWD = 60;

/** Every resource at once, used by processes that race, are interrupted, are cancelled and are replaced. */
export class Soak {
  readonly env: Environment = new Environment();
  private readonly dice: Dice;
  private readonly queue = new Queue<number>(this.env, { capacity: 5 });
  private readonly urgent = new PriorityQueue<number>(this.env, {
    capacity: 5,
    compare: (one, other) => (one % 7) - (other % 7),
  });
  private readonly store = new Store<number>(this.env, { capacity: 12 });
  private readonly tank = new Container(this.env, { capacity: 20, level: 10 });
  private readonly desks = new Resource(this.env, { capacity: 3 });
  private readonly machine = new PreemptiveResource(this.env, { capacity: 2 });
  private readonly nurses = new Pool<string>(this.env, { units: ['Ann', 'Bob', 'Cy'] });
  private readonly barrier = new Barrier(this.env, { parties: 3 });
  private readonly gate = new Gate(this.env);
  private readonly light = new State<number>(this.env, { value: 0 });
  private readonly books = { queue: new Books(), urgent: new Books(), store: new Books() };
  private tankIn = 10;
  private tankOut = 0;
  private readonly crowd: Process[] = [];
  private readonly disturbers: readonly Process[];

  constructor(dice: Dice) {
    this.dice = dice;
    for (let place = 0; place < CROWD; place++) this.replace(place);
    this.disturbers = [
      this.env.process(() => this.weather(), { name: 'weather' }),
      this.env.process(() => this.trouble(), { name: 'trouble' }),
    ];
  }

  /** Cancels everybody, so that nothing is on its way any more, and throws unless all that was ever put is accounted for. */
  endAndBalance(): void {
    for (const process of [...this.crowd, ...this.disturbers]) process.cancel('the end');
    this.env.runSync();
    this.balance();
  }

  private balance(): void {
    this.books.queue.balance('queue', this.queue.items);
    this.books.urgent.balance('priority queue', this.urgent.items);
    this.books.store.balance('store', this.store.items);
    if (this.tankIn !== this.tankOut + this.tank.level)
      throw new Error(
        `tank: ${String(this.tankIn)} in, ${String(this.tankOut)} out, ${String(this.tank.level)} there`,
      );
    const held = this.nurses.inUse + this.nurses.free.length;
    if (held !== this.nurses.units.length) throw new Error(`pool: ${String(held)} units accounted for`);
    if (this.machine.inUse > this.machine.capacity)
      throw new Error('the machine is used beyond its capacity');
  }

  private replace(place: number): void {
    this.crowd[place] = this.env.process(() => this.life(), { name: `person ${String(place)}` });
  }

  /** Opens and closes what the others wait at. */
  private *weather(): Coroutine<void> {
    for (;;) {
      yield* this.env.timeout(1 + this.dice(3));
      this.gate.open();
      this.light.set(this.dice(4));
      yield* this.env.timeout(1);
      this.gate.close();
      this.barrier.release();
      this.desks.capacity = 2 + this.dice(3);
    }
  }

  /** Interrupts and cancels, and replaces those who have ended. */
  private *trouble(): Coroutine<void> {
    for (;;) {
      yield* this.env.timeout(1);
      for (let times = this.dice(4); times > 0; times--) {
        const place = this.dice(CROWD);
        const victim = this.crowd[place] as Process;
        const isAlive = this.dice(10) > 0 ? interrupt(victim, 'trouble') : victim.cancel();
        if (!isAlive) this.replace(place);
      }
    }
  }

  private *life(): Coroutine<void> {
    for (;;) {
      try {
        yield* this.act(this.dice(10));
        if (this.dice(4) === 0) yield* this.env.timeout(this.dice(3));
      } catch (error) {
        if (!isInterrupt(error)) throw error;
      }
    }
  }

  private *act(kind: number): Coroutine<void> {
    switch (kind) {
      case 0:
        return yield* this.deliver();
      case 1:
        return yield* this.fetch();
      case 2:
        return yield* this.sort();
      case 3:
        return yield* this.pour();
      case 4:
        return yield* this.sit();
      case 5:
        return yield* this.turn();
      case 6:
        return yield* this.nurse();
      case 7:
        return yield* this.operate();
      case 8:
        return yield* this.meet();
      default:
        return yield* this.watch();
    }
  }

  /** Puts to whichever queue has room first. */
  private *deliver(): Coroutine<void> {
    const item = this.books.queue.newItem();
    const urgent = this.books.urgent.newItem();
    // Whoever is interrupted here has put nothing: a put that was done arrives first.
    const { key } = yield* firstOf({
      queue: this.queue.put(item),
      urgent: this.urgent.put(urgent),
      never: this.env.timeout(3),
    });
    if (key === 'queue') this.books.queue.enter(item);
    if (key === 'urgent') this.books.urgent.enter(urgent);
  }

  private *fetch(): Coroutine<void> {
    const got = yield* firstOf({
      both: allOf({ queue: this.queue.get(), urgent: this.urgent.get() }),
      late: this.env.timeout(2),
    });
    if (got.key === 'late') return;
    this.books.queue.leave(got.value.queue);
    this.books.urgent.leave(got.value.urgent);
  }

  private *sort(): Coroutine<void> {
    if (this.dice(2) === 0) {
      const item = this.books.store.newItem();
      if (this.store.tryPut(item)) this.books.store.enter(item);
      return;
    }
    const rest = this.dice(3);
    const got = yield* withTimeout(
      this.store.get((item) => item % 3 === rest),
      2,
    );
    if (!got.timedOut) this.books.store.leave(got.value);
  }

  private *pour(): Coroutine<void> {
    const amount = 1 + this.dice(6);
    const flow = this.dice(2) === 0 ? this.tank.put(amount) : this.tank.get(amount);
    const isPut = flow.lasting;
    const done = yield* withTimeout(flow, 2);
    if (done.timedOut) return;
    if (isPut) this.tankIn += amount;
    else this.tankOut += amount;
  }

  private *sit(): Coroutine<void> {
    using _desk = yield* this.desks.acquire({ priority: this.dice(3), amount: 1 + this.dice(2) });
    yield* this.env.timeout(this.dice(3));
  }

  private *turn(): Coroutine<void> {
    using _slot = yield* this.machine.acquire({ priority: this.dice(5) });
    yield* work(this.env, this.dice(4), { onInterrupt: () => 'resume' });
  }

  private *nurse(): Coroutine<void> {
    const { env } = this;
    using grant = yield* this.nurses.acquire({ where: (name) => name !== 'Bob' || env.now % 2 < 1 });
    if (grant.unit === '') throw new Error('a grant without a unit');
    yield* uninterruptible(env, () => env.timeout(this.dice(2)));
  }

  private *operate(): Coroutine<void> {
    const got = yield* withTimeout(acquireAll([this.desks.acquire(), this.nurses.acquire()]), 2);
    if (got.timedOut) return;
    using _team = got.value;
    yield* this.env.timeout(1);
  }

  private *meet(): Coroutine<void> {
    yield* firstOf([this.barrier.wait(), this.env.timeout(2)]);
  }

  private *watch(): Coroutine<void> {
    const wanted = this.dice(4);
    yield* firstOf([
      this.gate.wait(),
      this.light.until((value) => value === wanted),
      this.queue.whenFull(),
      this.tank.whenChanged(),
    ]);
  }
}
