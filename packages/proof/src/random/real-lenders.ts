import type { Acquire, Grant, Pool, PreemptiveResource, Resource } from '@asimjs/resources';
import { passes } from './program.js';
import type { Request } from './program.js';
import { heldOf, wish } from './real-place.js';
import type { RealHold, RealPlace } from './real-place.js';

export function lenderPlace(
  resource: Resource | PreemptiveResource,
  acquire: (request: Request) => Acquire,
  tryAcquire: (request: Request) => Grant | undefined,
): RealPlace {
  const keep = (grant: Grant, hold: RealHold): string => {
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

export function poolPlace(pool: Pool<number>): RealPlace {
  const options = ({ priority, rule, amount }: Request) => ({
    priority,
    where: (unit: number) => passes(rule, unit),
    select: (free: readonly number[]) => (amount === 1 ? free[0] : free.at(-1)) ?? -1,
  });
  const keep = (grant: Grant & { readonly unit: number }, hold: RealHold): string => {
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
