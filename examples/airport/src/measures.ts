import { max, mean, quantile, rollup, sum } from 'd3-array';
import { minutesByHour } from './hours.js';
import { HOUR } from './interval.js';
import type { Log } from './log.js';
import type { Settings } from './settings.js';
import { isOfTheDay } from './timetable.js';
import type { Timetable } from './timetable.js';

/** How long some planes waited, in minutes. */
export interface Waits {
  readonly mean: number;
  /** Of 20 planes 19 waited no longer. */
  readonly percentile95: number;
  readonly worst: number;
}

export interface Hour {
  readonly arrivals: number;
  readonly departures: number;
  /** Share of the runways' time in which they were in use, 0 to 1; so for the gates. */
  readonly runwayUse: number;
  readonly gateUse: number;
}

/** What a storm stopped; whatever waited longer because of that is in the waits of the day. */
export interface StormCost {
  /** Planes whose turn it was for a runway, which was closed. */
  readonly heldArrivals: number;
  readonly heldDepartures: number;
  /** Turn-rounds. */
  readonly interrupted: number;
  readonly begunLate: number;
  /** For which planes stood at their gate without a crew. */
  readonly minutesLost: number;
}

/** The numbers of one day. Waits are `undefined` if there was no plane to wait. */
export interface Measures {
  readonly landed: number;
  readonly diverted: number;
  readonly departed: number;
  /** Of all arrivals: a plane that diverted has held as long as it was ready to. */
  readonly holding: Waits | undefined;
  readonly taxiOut: Waits | undefined;
  readonly gateWait: Waits | undefined;
  readonly storm: StormCost;
  readonly hours: readonly Hour[];
}

/** Counts and waits are of the flights due on the day; use is of all that happened on the day, whenever due. */
export function measure(timetable: Timetable, settings: Settings, log: Log): Measures {
  const landings = log.landings.filter(({ due }) => isOfTheDay(due));
  const diversions = log.diversions.filter(({ due }) => isOfTheDay(due));
  const takeOffs = log.takeOffs.filter(({ due }) => isOfTheDay(due));
  return {
    landed: landings.length,
    diverted: diversions.length,
    departed: takeOffs.length,
    holding: waits([
      ...landings.map(({ due, runway }) => runway.from - due),
      ...diversions.map(({ due, gaveUp }) => gaveUp - due),
    ]),
    taxiOut: waits(takeOffs.map(({ due, runway }) => runway.from - due)),
    gateWait: waits(landings.map(({ runway, gate }) => gate.from - runway.to)),
    storm: stormCost(log),
    hours: hours(timetable, settings, log),
  };
}

function stormCost(log: Log): StormCost {
  const held = log.held.filter(({ due }) => isOfTheDay(due));
  const idle = log.idle.filter(({ due }) => isOfTheDay(due));
  return {
    heldArrivals: held.filter(({ kind }) => kind === 'arrival').length,
    heldDepartures: held.filter(({ kind }) => kind === 'departure').length,
    interrupted: idle.filter(({ begun }) => begun).length,
    begunLate: idle.filter(({ begun }) => !begun).length,
    minutesLost: sum(idle, ({ from, to }) => to - from),
  };
}

function waits(minutes: readonly number[]): Waits | undefined {
  const [average, percentile95, worst] = [mean(minutes), quantile(minutes, 0.95), max(minutes)];
  if (average === undefined || percentile95 === undefined || worst === undefined) return undefined;
  return { mean: average, percentile95, worst };
}

function hours(timetable: Timetable, settings: Settings, log: Log): Hour[] {
  const due = rollup(
    timetable.flights,
    (flights) => flights.length,
    (flight) => flight.kind,
    (flight) => Math.floor(flight.due / HOUR),
  );
  const runways = minutesByHour([...log.landings, ...log.takeOffs].map(({ runway }) => runway));
  const gates = minutesByHour(log.landings.map(({ gate }) => gate));
  return runways.map((runwayMinutes, hour) => ({
    arrivals: due.get('arrival')?.get(hour) ?? 0,
    departures: due.get('departure')?.get(hour) ?? 0,
    runwayUse: runwayMinutes / (settings.runways * HOUR),
    gateUse: (gates[hour] ?? 0) / (settings.gates * HOUR),
  }));
}
