import { interrupt } from 'asimjs';
import type { Actor, World } from './explore-world.js';

/** What an actor does with two small numbers, and what it sees of it. */
type Deed = (world: World, actor: Actor, n: number, m: number) => unknown;

export function pick<T>(list: readonly T[], n: number): T {
  return list[n % list.length]!;
}

/** A label for what `actor` puts somewhere; another one each time. */
export function label({ name, seen }: Actor): string {
  return `${name}.${seen.length}`;
}

/** An error that no actor catches. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

/** What a process or a callback can do. */
export const deeds = {
  put: (world, actor, n) => void pick(world.queues, n).put(label(actor)),
  tryPut: (world, actor, n) => pick(world.queues, n).tryPut(label(actor)),
  tryGet: ({ queues }, _, n) => pick(queues, n).tryGet(),
  size: ({ queues }, _, n) => pick(queues, n).size,
  items: ({ queues }, _, n) => pick(queues, n).items,
  isFull: ({ queues }, _, n) => pick(queues, n).isFull,
  fire: (world, actor, n) => pick(world.events, n).succeed(label(actor)),
  status: ({ events }, _, n) => pick(events, n).status,
  waiters: ({ events }, _, n) => pick(events, n).waiters.length,
  value: ({ events }, _, n) => (pick(events, n).status === 'succeeded' ? pick(events, n).value : ''),
  open: ({ gate }) => gate.open(),
  close: ({ gate }) => gate.close(),
  isOpen: ({ gate }) => gate.isOpen,
  set: ({ light }, _, n) => light.set(n),
  light: ({ light }) => light.value,
  tryAcquire: ({ desks }, actor, n) => {
    const grant = pick(desks, n).tryAcquire();
    if (grant) actor.grants.push(grant);
    return grant !== undefined;
  },
  release: (_, { grants }) => grants.pop()?.release(),
  isHeld: (_, { grants }) => grants.at(-1)?.isHeld,
  capacity: ({ desks }, _, n) => pick(desks, n).capacity,
  setCapacity: ({ desks }, _, n, m) => (pick(desks, n).capacity = m),
  inUse: ({ desks }, _, n) => pick(desks, n).inUse,
  holders: ({ desks }, _, n) => pick(desks, n).holders.length,
  fill: ({ tank }, _, n) => tank.tryPut(1 + (n % 2)),
  drain: ({ tank }, _, n) => tank.tryGet(1 + (n % 2)),
  letThrough: ({ barrier }) => barrier.release(),
  interrupt: ({ processes }, _, n) => interrupt(pick(processes, n), 'a call'),
  cancel: ({ processes }, _, n) => pick(processes, n).cancel(),
  look: ({ processes }, _, n) => pick(processes, n).status,
  lookWhy: ({ processes }, _, n) => String(pick(processes, n).waitingFor),
  timer: ({ timers }, _, n) => pick(timers, n).status,
  callOff: ({ calls }, _, n) => (calls.length === 0 ? undefined : pick(calls, n).cancel()),
  peek: ({ env }) => env.peek(),
  mark: (world, actor) => world.leaveMark(label(actor)),
  readMark: (world) => world.readMark(),
  outcome: ({ exploration }) => exploration.choose(2),
  stop: ({ env }) => env.stop(),
  setTimer: ({ env }, actor, n) => void (actor.timer = env.timeout(n)),
  lookAtTimer: (_, { timer }) => timer?.status,
  callLater: (world, actor, n, m) => {
    const item = label(actor);
    actor.call = world.env.schedule(n % 2, () => void pick(world.queues, 1).put(item), { priority: m - 1 });
  },
  callOffOwn: (_, { call }) => call?.cancel(),
  spawn: ({ env, queues, body }, actor, n) => {
    const item = label(actor);
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(n));
        pick(queues, n).put(item);
      }),
      { name: `child ${item}` },
    );
  },
  break: ({ events }) => {
    if (events[0]!.status === 'succeeded') throw new Broken('no good');
  },
} satisfies Record<string, Deed>;
