import { firstOf } from '@asimjs/combinators';
import { Environment, Process } from '@asimjs/core';
import { Resource } from '@asimjs/resources';
import type { Grant } from '@asimjs/resources';
import type { Settings } from './settings.js';
import { COOL_DOWN, DAY, WARM_UP } from './timetable.js';
import type { Flight, Timetable } from './timetable.js';

/** A stretch of time, in minutes after midnight. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** What happened to each plane. A plane's wait is the time between what it was due for and what it got. */
export interface Log {
  readonly landings: { readonly due: number; readonly runway: Interval; readonly gate: Interval }[];
  readonly diversions: { readonly due: number; readonly gaveUp: number }[];
  readonly takeOffs: { readonly due: number; readonly runway: Interval }[];
}

/** Priorities for a runway: the lower number goes first. */
const LANDING = 0;
const TAKE_OFF = 1;

/** The clock counts minutes after midnight of the day simulated, on O'Hare's clock; the evening before is negative. */
class Airport {
  readonly env: Environment = new Environment({ start: -WARM_UP });
  readonly runways: Resource;
  readonly gates: Resource;
  readonly log: Log = { landings: [], diversions: [], takeOffs: [] };
  /** Minutes. */
  readonly runwayTime: number;
  readonly turnround: number;
  readonly patience: number;

  constructor(settings: Settings) {
    this.runways = new Resource(this.env, { capacity: settings.runways, name: 'runways' });
    this.gates = new Resource(this.env, { capacity: settings.gates, name: 'gates' });
    this.runwayTime = settings.separation / 60;
    this.turnround = settings.turnround;
    this.patience = settings.patience;
  }
}

abstract class Plane extends Process<void> {
  protected readonly airport: Airport;

  constructor(airport: Airport, name: string) {
    super(airport.env, { name });
    this.airport = airport;
  }

  /** Uses what was granted for some minutes, then gives it back. */
  protected async use(grant: Grant, minutes: number): Promise<Interval> {
    using _held = grant;
    const from = this.now;
    await this.timeout(minutes);
    return { from, to: this.now };
  }
}

class Arrival extends Plane {
  async run(): Promise<void> {
    const { runways, gates, log, patience, runwayTime, turnround } = this.airport;
    const due = this.now;
    const holding = await firstOf({
      runway: runways.acquire({ priority: LANDING }),
      tooLong: this.timeout(patience),
    });
    if (holding.key === 'tooLong') {
      log.diversions.push({ due, gaveUp: this.now });
      return;
    }
    const runway = await this.use(holding.value, runwayTime);
    const gate = await this.use(await gates.acquire(), turnround);
    log.landings.push({ due, runway, gate });
  }
}

class Departure extends Plane {
  async run(): Promise<void> {
    const { runways, log, runwayTime } = this.airport;
    const due = this.now;
    const runway = await this.use(await runways.acquire({ priority: TAKE_OFF }), runwayTime);
    log.takeOffs.push({ due, runway });
  }
}

/** Brings every flight to the airport when it is due. */
async function followTimetable(airport: Airport, flights: readonly Flight[]): Promise<void> {
  const { env } = airport;
  for (const { kind, due, otherEnd } of flights) {
    await env.timeout(due - env.now);
    if (kind === 'arrival') new Arrival(airport, `arrival from ${otherEnd}`);
    else new Departure(airport, `departure to ${otherEnd}`);
  }
}

/** Minutes of the clock that a run takes if nobody waits long. */
const WHOLE_RUN = WARM_UP + DAY + COOL_DOWN;

/** Runs the timetable to its last plane. `onProgress` hears now and then which share of the run is done, 0 to 1. */
export async function simulate(
  timetable: Timetable,
  settings: Settings,
  onProgress?: (done: number) => void,
): Promise<Log> {
  const airport = new Airport(settings);
  const { env, log } = airport;
  env.process(() => followTimetable(airport, timetable.flights), { name: 'timetable' });
  await env.run({
    strict: true,
    onProgress: ({ now }) => onProgress?.(Math.min(1, (now + WARM_UP) / WHOLE_RUN)),
  });
  return log;
}
