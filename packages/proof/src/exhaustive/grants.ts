import { Grant } from '@asimjs/resources';
import type { Resource } from '@asimjs/resources';
import type { Operations } from './bench.js';

function isGrant(outcome: unknown): outcome is Grant {
  return outcome instanceof Grant;
}

/** The grants that are still held, of those that operations got. */
export function heldBy(granted: Operations): Grant[] {
  return granted
    .map(({ outcome }) => outcome)
    .filter(isGrant)
    .filter(({ isHeld }) => isHeld);
}

/** Gives back what an operation gave, if that is a grant. */
export function release(outcome: unknown): void {
  if (isGrant(outcome)) outcome[Symbol.dispose]();
}

/** That more is in use than there is, if so. */
export function excessOf({
  name,
  inUse,
  capacity,
}: Pick<Resource, 'name' | 'inUse' | 'capacity'>): string | undefined {
  return inUse > capacity ? `${String(inUse)} in use of ${String(capacity)} of '${name}'` : undefined;
}
