import type { Environment, Process } from '@asimjs/core';
import { interrupt } from '@asimjs/interrupts';
import { Gate } from '@asimjs/resources';
import type { Interval } from './interval.js';
import type { Flight } from './timetable.js';

/** What needs good weather. Each thing has a gate, which a thunderstorm closes for as long as it lasts. */
export class Weather {
  /** For the runways: to land, and to take off. */
  readonly runways: Readonly<Record<Flight['kind'], Gate>>;
  /** For crews to work outdoors. */
  readonly outdoors: Gate;
  /** The planes that a crew is working at. Who is in here when a storm begins is interrupted. */
  readonly turnrounds: Set<Process> = new Set<Process>();

  constructor(env: Environment, storm: Interval | undefined) {
    this.runways = {
      arrival: new Gate(env, { open: true, name: 'runways for landings' }),
      departure: new Gate(env, { open: true, name: 'runways for take-offs' }),
    };
    this.outdoors = new Gate(env, { open: true, name: 'work outdoors' });
    if (storm !== undefined) env.process(() => this.#thunder(env, storm), { name: 'thunderstorm' });
  }

  async #thunder(env: Environment, { from, to }: Interval): Promise<void> {
    // Made before all other timeouts, so they are the first of their instants.
    const [begin, end] = [env.timeout(from - env.now), env.timeout(to - env.now)];
    // A gate lets pass in the order of arrival. Landings are to go first, so theirs is opened first.
    const gates = [this.runways.arrival, this.runways.departure, this.outdoors];
    await begin;
    for (const gate of gates) gate.close();
    for (const plane of this.turnrounds) interrupt(plane, 'thunderstorm');
    await end;
    for (const gate of gates) gate.open();
  }
}
