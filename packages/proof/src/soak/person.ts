import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import type { Coroutine } from '@asimjs/core';
import { isInterrupt, uninterruptible, work } from '@asimjs/interrupts';
import { acquireAll } from '@asimjs/resources';
import type { Dice } from './dice.js';
import type { Site } from './site.js';

/** Uses one resource after the other until it is cancelled. */
export class Person {
  private readonly site: Site;
  private readonly dice: Dice;

  constructor(site: Site, dice: Dice) {
    this.site = site;
    this.dice = dice;
  }

  *life(): Coroutine<void> {
    for (;;) {
      try {
        yield* this.act(this.dice(10));
        if (this.dice(4) === 0) yield* this.sleep(this.dice(3));
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
    const { books, env, queue, urgent } = this.site;
    const [item, urgentItem] = [books.queue.newItem(), books.urgent.newItem()];
    // Whoever is interrupted here has put nothing: a put that was done arrives first.
    const { key } = yield* firstOf({
      queue: queue.put(item),
      urgent: urgent.put(urgentItem),
      late: env.timeout(3),
    });
    if (key === 'queue') books.queue.enter(item);
    if (key === 'urgent') books.urgent.enter(urgentItem);
  }

  /** Gets from both queues together. */
  private *fetch(): Coroutine<void> {
    const { books, env, queue, urgent } = this.site;
    const got = yield* firstOf({
      both: allOf({ queue: queue.get(), urgent: urgent.get() }),
      late: env.timeout(2),
    });
    if (got.key === 'late') return;
    books.queue.leave(got.value.queue);
    books.urgent.leave(got.value.urgent);
  }

  /** Puts to the store or gets from it. */
  private *sort(): Coroutine<void> {
    const { books, store } = this.site;
    if (this.dice(2) === 0) {
      const item = books.store.newItem();
      if (store.tryPut(item)) books.store.enter(item);
      return;
    }
    const rest = this.dice(3);
    const got = yield* withTimeout(
      store.get((item) => item % 3 === rest),
      2,
    );
    if (!got.timedOut) books.store.leave(got.value);
  }

  private *pour(): Coroutine<void> {
    const { site } = this;
    const amount = 1 + this.dice(6);
    const isPut = this.dice(2) === 0;
    const flow = isPut ? site.tank.put(amount) : site.tank.get(amount);
    const done = yield* withTimeout(flow, 2);
    if (done.timedOut) return;
    if (isPut) site.tankIn += amount;
    else site.tankOut += amount;
  }

  private *sit(): Coroutine<void> {
    using _desk = yield* this.site.desks.acquire({ priority: this.dice(3), amount: 1 + this.dice(2) });
    yield* this.sleep(this.dice(3));
  }

  private *turn(): Coroutine<void> {
    const { env, machine } = this.site;
    using _slot = yield* machine.acquire({ priority: this.dice(5) });
    yield* work(env, this.dice(4), { onInterrupt: () => 'resume' });
  }

  private *nurse(): Coroutine<void> {
    const { env, nurses } = this.site;
    using _nurse = yield* nurses.acquire({ where: (name) => name !== 'Bob' || env.now % 2 < 1 });
    yield* uninterruptible(env, () => env.timeout(this.dice(2)));
  }

  private *operate(): Coroutine<void> {
    const { desks, nurses } = this.site;
    const got = yield* withTimeout(acquireAll([desks.acquire(), nurses.acquire()]), 2);
    if (got.timedOut) return;
    using _team = got.value;
    yield* this.sleep(1);
  }

  private *meet(): Coroutine<void> {
    yield* firstOf([this.site.barrier.wait(), this.site.env.timeout(2)]);
  }

  private *watch(): Coroutine<void> {
    const { gate, light, queue, tank } = this.site;
    const wanted = this.dice(4);
    yield* firstOf([
      gate.wait(),
      light.until((value) => value === wanted),
      queue.whenFull(),
      tank.whenChanged(),
    ]);
  }

  private *sleep(delay: number): Coroutine<void> {
    yield* this.site.env.timeout(delay);
  }
}
