import { Actor } from './actor.js';
import type { Slots } from './lender.js';
import { PreemptiveSlots } from './preemptive-slots.js';
import { Timeout } from './thing.js';

/** From `time` on there are `capacity` slots. */
export type Shift = readonly [time: number, capacity: number];

/** Has the capacity of `place` follow a timetable. @returns what is written of it into the trace */
export function follow(place: Slots, timetable: readonly Shift[], evicts: boolean): string {
  const { machine } = place;
  const isEvicting = evicts && place instanceof PreemptiveSlots;
  const apply = ([, capacity]: Shift): void => {
    place.setCapacity(capacity);
    if (isEvicting) place.evictExcess();
  };
  const present = timetable.findLast(([time]) => time <= machine.now);
  const coming = timetable.filter(([time]) => time > machine.now);
  const follower: Actor = new Actor(machine, `schedule of '${place.name}'`, function* () {
    for (const shift of coming) {
      yield* follower.await(new Timeout(machine, shift[0] - machine.now));
      apply(shift);
    }
  });
  if (present !== undefined) apply(present);
  return isEvicting ? 'evicts' : 'follows';
}
