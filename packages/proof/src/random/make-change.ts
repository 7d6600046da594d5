import type { Numbering } from './numbering.js';
import { DEADLINES, EVENTS } from './program.js';
import type { Change } from './program.js';
import type { Hold, Simulation, Wish } from './simulation.js';

/** Makes a change. @returns what is written of it into the trace */
export function makeChange<W extends Wish>(
  sim: Simulation<W>,
  numbering: Numbering,
  change: Change,
  hold: Hold,
): string | boolean {
  switch (change.act) {
    case 'put': {
      const request = numbering.atStock(change);
      if (request === undefined) return 'nowhere';
      const item = numbering.nextItem(request);
      sim.putUnheard(request, item);
      return item;
    }
    case 'try': {
      const request = change.give ? numbering.atStock(change) : numbering.atStockOrLender(change);
      if (request === undefined) return 'nowhere';
      return change.give ? sim.tryPut(request, numbering.nextItem(request)) : sim.tryTake(request, hold);
    }
    case 'read':
      return sim.look(numbering.place(change.at));
    case 'set':
      return sim.set(numbering.place(change.at), change.value);
    case 'evictExcess':
      return sim.evictExcess(numbering.place(change.at));
    case 'follow':
      return sim.follow(numbering.place(change.at), timetableOf(change.shifts), change.evicts);
    case 'fire': {
      const error = change.fails ? new Error(numbering.nextMessage('failure')) : undefined;
      return sim.fire(change.event % EVENTS, error);
    }
    case 'interrupt':
      return sim.interrupt(numbering.process(change.who), numbering.nextMessage('message'));
    case 'cancel':
      return sim.cancel(numbering.process(change.who), numbering.nextMessage('reason'));
    case 'deadline':
      sim.beginDeadline(change.deadline % DEADLINES, change.delay);
      return String(change.delay);
  }
}

type Shifts = (Change & { act: 'follow' })['shifts'];

/** The first shift began with the clock. */
function timetableOf(shifts: Shifts): (readonly [time: number, capacity: number])[] {
  let begin = 0;
  return shifts.map(({ length, capacity }) => {
    const entry = [begin, capacity] as const;
    begin += length + 1;
    return entry;
  });
}
