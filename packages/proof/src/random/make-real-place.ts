import type { Environment } from '@asimjs/core';
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
import { RANGE, urgencyOf } from './program.js';
import type { PlaceSpec } from './program.js';
import { bufferPlace, containerPlace, storePlace } from './real-buffers.js';
import { lenderPlace, poolPlace } from './real-lenders.js';
import { barrierPlace, gatePlace, statePlace } from './real-meetings.js';
import type { RealPlace } from './real-place.js';

/** The place of a program, on asimjs. */
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
