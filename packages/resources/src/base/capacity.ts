import { argumentError } from '@asimjs/core/protocol';
import type { Facility } from '@asimjs/core/protocol';

/** @returns `capacity`, if it is an integer >= `least`, or Infinity */
export function checkCapacity({ kernel, name }: Facility, capacity: number, least: number): number {
  if (capacity === Infinity || (Number.isInteger(capacity) && capacity >= least)) return capacity;
  throw argumentError(
    kernel,
    `the capacity of '${name}' is an integer >= ${String(least)} or Infinity`,
    capacity,
  );
}
