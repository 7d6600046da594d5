import { acquireAll, allOf, firstOf, uninterruptible, withTimeout, work } from 'asimjs';
import type { Wait } from '@asimjs/testing';
import { label, pick } from './explore-deeds.js';
import type { Actor, World } from './explore-world.js';

/** What a process waits for, with two small numbers, and what it gets. */
type Waiting = (world: World, actor: Actor, wait: Wait, n: number, m: number) => Generator;

/** What a process can wait for. */
export const waits = {
  *sleep({ env }, _, wait, n) {
    yield* wait(env.timeout(n));
  },
  *get({ queues }, _, wait, n) {
    return yield* wait(pick(queues, n).get());
  },
  *putAndWait({ queues }, actor, wait, n) {
    yield* wait(pick(queues, n).put(label(actor)));
  },
  *getWithin({ queues }, _, wait, n, m) {
    return yield* wait(withTimeout(pick(queues, n).get(), m));
  },
  *getEarly({ env, queues }, _, wait, n, m) {
    const get = pick(queues, n).get();
    yield* wait(env.timeout(m));
    return yield* wait(get);
  },
  *giveUp({ env, queues }, _, wait, n, m) {
    const get = pick(queues, n).get();
    yield* wait(env.timeout(m));
    return get.withdraw() ? 'withdrawn' : yield* wait(get);
  },
  *raceEarly({ env, queues, events }, _, wait, n, m) {
    const get = pick(queues, n).get();
    yield* wait(env.timeout(1));
    return yield* wait(firstOf({ event: pick(events, m), get }));
  },
  *use({ env, desks }, _, wait, n, m) {
    using _turn = yield* wait(pick(desks, n).acquire({ priority: m % 2 }));
    yield* wait(env.timeout(m));
  },
  *keep({ desks }, { grants }, wait, n) {
    grants.push(yield* wait(pick(desks, n).acquire()));
  },
  *useBoth({ env, desks }, _, wait, n, m) {
    using _turns = yield* wait(
      acquireAll(
        n % 2 === 0
          ? desks.map((desk) => desk.acquire())
          : [desks[1]!.acquire({ amount: 2 }), desks[0]!.acquire()],
      ),
    );
    yield* wait(env.timeout(m));
  },
  *urgent({ env, room }, _, wait, n, m) {
    using turn = yield* wait(room.acquire({ priority: n }));
    const report = yield* wait(work(env, m, { onInterrupt: () => 'resume' }));
    return [report, turn.isHeld];
  },
  *takeRoom({ env, room }, { grants }, wait, n, m) {
    grants.push(yield* wait(room.acquire({ priority: n })));
    yield* wait(env.timeout(m));
  },
  *hear({ events }, _, wait, n) {
    return yield* wait(pick(events, n));
  },
  *pass({ gate }, _, wait) {
    yield* wait(gate.wait());
  },
  *until({ light }, _, wait, n) {
    return yield* wait(light.until((value) => value === n));
  },
  *awaitTimer({ timers }, _, wait, n) {
    return yield* wait(pick(timers, n));
  },
  *raceTimer({ timers, queues }, _, wait, n, m) {
    return yield* wait(firstOf({ item: pick(queues, m).get(), timer: pick(timers, n) }));
  },
  *bothItems({ queues }, _, wait) {
    return yield* wait(allOf(queues.map((queue) => queue.get())));
  },
  *bothEvents({ events }, _, wait) {
    return yield* wait(allOf(events));
  },
  *eventAndTimer({ events, timers }, _, wait, n, m) {
    return yield* wait(allOf([pick(events, n), pick(timers, m)]));
  },
  *anything({ env, events, queues }, _, wait, n, m) {
    return yield* wait(firstOf([...queues.map((queue) => queue.get()), pick(events, n), env.timeout(m)]));
  },
  *nested({ env, events, queues }, _, wait, n, m) {
    return yield* wait(firstOf([allOf([pick(queues, n).get(), pick(events, m)]), env.timeout(n)]));
  },
  *join({ processes }, _, wait, n) {
    return yield* wait(pick(processes, n).finished);
  },
  *awaitOwn(_, { timer }, wait) {
    if (timer) yield* wait(timer);
  },
  *delegate({ env, queues, body }, actor, wait, n, m) {
    const child = env.process(
      body(function* (waitInChild) {
        yield* waitInChild(env.timeout(m));
        return yield* waitInChild(pick(queues, n).get());
      }),
      { name: `child ${label(actor)}` },
    );
    return yield* wait(firstOf([child.finished, env.timeout(n)]));
  },
  *meet({ barrier }, _, wait) {
    yield* wait(barrier.wait());
  },
  *pour({ tank }, _, wait, n) {
    yield* wait(tank.put(1 + (n % 2)));
  },
  *tap({ tank }, _, wait, n) {
    yield* wait(tank.get(1 + (n % 2)));
  },
  *empty({ queues }, _, wait, n) {
    yield* wait(pick(queues, n).whenEmpty());
  },
  *change({ desks }, _, wait, n) {
    yield* wait(pick(desks, n).whenChanged());
  },
  *shielded({ env }, _, wait, n) {
    yield* wait(uninterruptible(env, () => env.timeout(n)));
  },
} satisfies Record<string, Waiting>;
