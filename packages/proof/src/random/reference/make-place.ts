import { RANGE } from '../program.js';
import type { PlaceSpec } from '../program.js';
import { Slots } from './lender.js';
import type { Machine } from './machine.js';
import { Barrier, Gate, State } from './meeting-places.js';
import type { Place } from './place.js';
import { PreemptiveSlots } from './preemptive-slots.js';
import { Stock } from './stocks.js';
import { Tank } from './tank.js';
import { Units } from './units.js';

/** The place of a program, on the reference. */
export function makePlace(
  machine: Machine,
  { kind, size, content }: PlaceSpec,
  name: string,
  item: () => string,
): Place {
  const level = Math.min(size, content);
  switch (kind) {
    case 'queue':
    case 'priorityQueue':
    case 'store':
      return new Stock(machine, name, kind, size, Array.from({ length: level }, item));
    case 'container':
      return new Tank(machine, name, size, level);
    case 'resource':
      return new Slots(machine, name, size);
    case 'preemptive':
      return new PreemptiveSlots(machine, name, size);
    case 'pool':
      return new Units(machine, name, size);
    case 'gate':
      return new Gate(machine, name, content % 2 === 1);
    case 'barrier':
      return new Barrier(machine, name, content === RANGE ? Infinity : size);
    case 'state':
      return new State(machine, name, content);
  }
}
