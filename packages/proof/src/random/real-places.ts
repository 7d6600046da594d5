import type { Environment, Waitable } from '@asimjs/core';
import {
  Barrier,
  Container,
  followSchedule,
  Gate,
  Pool,
  PreemptiveResource,
  PriorityQueue,
  Queue,
  Resource,
  State,
  Store,
} from '@asimjs/resources';
import type { Acquire, Grant, ScheduleEntry } from '@asimjs/resources';
import { passes, RANGE, urgencyOf } from './program.js';
import type { PlaceSpec, Request } from './program.js';
import type { Reading } from './books.js';
import type { Held, Wish } from './simulation.js';

/** Something of asimjs to wait for. */
export interface RealWish extends Wish {
  readonly waitable: Waitable;
}

export function wish<T>(waitable: Waitable<T>, tell: (value: T) => string): RealWish {
  return { waitable, tell };
}

export interface RealHeld extends Held {
  readonly grant: Grant;
}

type Hold = (held: RealHeld) => void;

const NOTHING: Omit<Reading, 'isEmpty' | 'isFull'> = {
  capacity: 0,
  items: [],
  level: 0,
  inUse: 0,
  free: [],
  isOpen: false,
  value: 0,
  parties: Infinity,
};

/** A resource of asimjs in the words of a program. */
export interface RealPlace {
  readonly facility: Whens;
  take(request: Request, hold: Hold): RealWish;
  look(): string;
  /** What its getters say. */
  read(): Partial<Reading>;
  put?(request: Request, item: string): Waitable;
  tryPut?(request: Request, item: string): boolean;
  tryTake?(request: Request, hold: Hold): string;
  acquire?(request: Request): Acquire;
  set?(value: number): string;
  evictExcess?(): string;
  follow?(timetable: readonly ScheduleEntry[], evicts: boolean): string;
}

type Whens = Pick<Gate, 'whenEmpty' | 'whenFull' | 'whenChanged' | 'isEmpty' | 'isFull' | 'name'>;

export function makePlace(env: Environment, spec: PlaceSpec, name: string, items: () => string): RealPlace {
  const { kind, size, content } = spec;
  switch (kind) {
    case 'queue':
    case 'priorityQueue':
    case 'store': {
      const options = {
        name,
        capacity: size,
        items: Array.from({ length: Math.min(size, content) }, () => items()),
      };
      if (kind === 'queue') return bufferPlace(new Queue<string>(env, options));
      if (kind === 'store') return storePlace(new Store<string>(env, options));
      const compare = (one: string, other: string): number => urgencyOf(one) - urgencyOf(other);
      return bufferPlace(new PriorityQueue<string>(env, { ...options, compare }));
    }
    case 'container':
      return containerPlace(new Container(env, { name, capacity: size, level: Math.min(size, content) }));
    case 'resource': {
      const resource = new Resource(env, { name, capacity: size });
      const place = lenderPlace(
        resource,
        ({ amount, priority }) => resource.acquire({ amount, priority }),
        ({ amount, priority }) => resource.tryAcquire({ amount, priority }),
      );
      return {
        ...place,
        follow: (timetable) => {
          followSchedule(resource, timetable);
          return 'follows';
        },
      };
    }
    case 'preemptive': {
      const resource = new PreemptiveResource(env, { name, capacity: size });
      const place = lenderPlace(
        resource,
        ({ priority, rule }) => resource.acquire({ priority, preempt: rule !== 0 }),
        ({ priority, rule }) => resource.tryAcquire({ priority, preempt: rule !== 0 }),
      );
      return {
        ...place,
        evictExcess: () => String(resource.evictExcess()),
        follow: (timetable, evicts) => {
          followSchedule(resource, timetable, { running: evicts ? 'evict' : 'finish' });
          return evicts ? 'evicts' : 'follows';
        },
      };
    }
    case 'pool':
      return poolPlace(
        new Pool<number>(env, { name, units: Array.from({ length: size }, (_, unit) => unit) }),
      );
    case 'gate':
      return gatePlace(new Gate(env, { name, open: content % 2 === 1 }));
    case 'barrier':
      return barrierPlace(new Barrier(env, { name, parties: content === RANGE ? undefined : size }));
    case 'state':
      return statePlace(new State<number>(env, { name, value: content }));
  }
}

export function readingOf(place: RealPlace): Reading {
  const { isEmpty, isFull } = place.facility;
  return { ...NOTHING, isEmpty, isFull, ...place.read() };
}

export function heldOf(grant: Grant): RealHeld {
  return { grant, release: () => grant.release(), dispose: () => grant[Symbol.dispose]() };
}

function bufferPlace(buffer: Queue<string> | PriorityQueue<string>): RealPlace {
  return {
    facility: buffer,
    take: () => wish(buffer.get(), (item) => item),
    put: (_request, item) => buffer.put(item),
    tryPut: (_request, item) => buffer.tryPut(item),
    tryTake: () => buffer.tryGet() ?? 'nothing',
    read: () => ({ items: buffer.items, capacity: buffer.capacity }),
    look: () => `items ${buffer.items.join(' ')}`,
  };
}

function storePlace(store: Store<string>): RealPlace {
  const filter =
    ({ rule }: Request) =>
    (item: string) =>
      passes(rule, urgencyOf(item));
  return {
    facility: store,
    take: (request) => wish(store.get(filter(request)), (item) => item),
    put: (_request, item) => store.put(item),
    tryPut: (_request, item) => store.tryPut(item),
    tryTake: (request) => store.tryGet(filter(request)) ?? 'nothing',
    read: () => ({ items: store.items, capacity: store.capacity }),
    look: () => `items ${store.items.join(' ')}`,
  };
}

function containerPlace(container: Container): RealPlace {
  return {
    facility: container,
    take: ({ amount }) => wish(container.get(amount), (got) => `amount ${String(got)}`),
    put: ({ amount }) => container.put(amount),
    tryPut: ({ amount }) => container.tryPut(amount),
    tryTake: ({ amount }) => (container.tryGet(amount) ? `amount ${String(amount)}` : 'nothing'),
    read: () => ({ level: container.level, capacity: container.capacity }),
    look: () => `level ${String(container.level)}`,
  };
}

function lenderPlace(
  resource: Resource | PreemptiveResource,
  acquire: (request: Request) => Acquire,
  tryAcquire: (request: Request) => Grant | undefined,
): RealPlace {
  const keep = (grant: Grant, hold: Hold): string => {
    hold(heldOf(grant));
    return `slots ${String(grant.amount)}`;
  };
  return {
    facility: resource,
    take: (request, hold) => wish(acquire(request), (grant) => keep(grant, hold)),
    tryTake: (request, hold) => {
      const grant = tryAcquire(request);
      return grant === undefined ? 'nothing' : keep(grant, hold);
    },
    acquire,
    read: () => ({ inUse: resource.inUse, capacity: resource.capacity }),
    look: () =>
      `in use ${String(resource.inUse)} of ${String(resource.capacity)}, waiting ${String(resource.waiting)}`,
    set: (value) => {
      resource.capacity = value;
      return String(value);
    },
  };
}

function poolPlace(pool: Pool<number>): RealPlace {
  const options = ({ priority, rule, amount }: Request) => ({
    priority,
    where: (unit: number) => passes(rule, unit),
    select: (free: readonly number[]) => (amount === 1 ? free[0] : free.at(-1)) ?? -1,
  });
  const keep = (grant: Grant & { readonly unit: number }, hold: Hold): string => {
    hold(heldOf(grant));
    return `unit ${String(grant.unit)}`;
  };
  return {
    facility: pool,
    take: (request, hold) => wish(pool.acquire(options(request)), (grant) => keep(grant, hold)),
    tryTake: (request, hold) => {
      const grant = pool.tryAcquire(options(request));
      return grant === undefined ? 'nothing' : keep(grant, hold);
    },
    acquire: (request) => pool.acquire(options(request)),
    read: () => ({ inUse: pool.inUse, free: pool.free, capacity: pool.units.length }),
    look: () => `free ${pool.free.join(' ')}, waiting ${String(pool.waiting)}`,
  };
}

function gatePlace(gate: Gate): RealPlace {
  return {
    facility: gate,
    take: () => wish(gate.wait(), () => 'passes'),
    read: () => ({ isOpen: gate.isOpen }),
    look: () => `${gate.isOpen ? 'open' : 'closed'}, waiting ${String(gate.waiting)}`,
    set: (value) => {
      if (value % 2 === 1) gate.open();
      else gate.close();
      return gate.isOpen ? 'open' : 'closed';
    },
  };
}

function barrierPlace(barrier: Barrier): RealPlace {
  return {
    facility: barrier,
    take: () => wish(barrier.wait(), () => 'passes'),
    read: () => ({ parties: barrier.parties }),
    look: () => `waiting ${String(barrier.waiting)}`,
    set: () => `released ${String(barrier.release())}`,
  };
}

function statePlace(state: State<number>): RealPlace {
  return {
    facility: state,
    take: ({ rule }) =>
      wish(
        state.until((value) => passes(rule, value)),
        (value) => `value ${String(value)}`,
      ),
    read: () => ({ value: state.value }),
    look: () => `value ${String(state.value)}, waiting ${String(state.waiting)}`,
    set: (value) => {
      state.set(value);
      return String(value);
    },
  };
}
