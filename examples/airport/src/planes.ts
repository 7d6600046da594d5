import { firstOf } from '@asimjs/combinators';
import { Process } from '@asimjs/core';
import { work } from '@asimjs/interrupts';
import type { Grant } from '@asimjs/resources';
import type { Airport } from './airport.js';
import type { Interval } from './interval.js';
import type { Flight } from './timetable.js';

/** Priorities for a runway: the lower number goes first. */
const PRIORITY = { arrival: 0, departure: 1 } as const;

abstract class Plane extends Process<void> {
  protected readonly airport: Airport;
  protected readonly flight: Flight;

  constructor(airport: Airport, flight: Flight, name: string) {
    super(airport.env, { name });
    this.airport = airport;
    this.flight = flight;
  }

  /**
   * Uses a runway as soon as it can have one, and gives `undefined` if that takes longer than `patience`. A plane that
   * comes to its turn in a storm holds no runway meanwhile; it stands in line again when the storm is over.
   */
  protected async useRunway(patience: number): Promise<Interval | undefined> {
    const { runways, runwayTime, weather, log } = this.airport;
    const { kind, due } = this.flight;
    const tooLong = this.timeout(patience);
    for (;;) {
      const line = await firstOf({ runway: runways.acquire({ priority: PRIORITY[kind] }), tooLong });
      if (line.key === 'tooLong') return undefined;
      if (weather.runways[kind].isOpen) return this.#use(line.value, runwayTime);
      line.value.release();
      const from = this.now;
      const storm = await firstOf({ over: weather.runways[kind].wait(), tooLong });
      log.held.push({ kind, due, from, to: this.now });
      if (storm.key === 'tooLong') return undefined;
    }
  }

  /** Uses what was granted for some minutes, then gives it back. */
  async #use(grant: Grant, minutes: number): Promise<Interval> {
    using _held = grant;
    const from = this.now;
    await this.timeout(minutes);
    return { from, to: this.now };
  }
}

export class Arrival extends Plane {
  constructor(airport: Airport, flight: Flight) {
    super(airport, flight, `arrival from ${flight.otherEnd}`);
  }

  async run(): Promise<void> {
    const { gates, log, patience } = this.airport;
    const { due } = this.flight;
    const runway = await this.useRunway(patience);
    if (runway === undefined) {
      log.diversions.push({ due, gaveUp: this.now });
      return;
    }
    using _held = await gates.acquire();
    const from = this.now;
    await this.#beTurnedRound();
    log.landings.push({ due, runway, gate: { from, to: this.now } });
  }

  /** A storm stops the crew, which goes on after it with what was left. */
  async #beTurnedRound(): Promise<void> {
    const { turnround, weather } = this.airport;
    await this.#sitOutStorm(false);
    weather.turnrounds.add(this);
    await work(this.env, turnround, {
      onInterrupt: async (_storm, { remaining }) => {
        // One that is done in this very instant has nothing to wait for.
        if (remaining > 0) await this.#sitOutStorm(true);
      },
    });
    weather.turnrounds.delete(this);
  }

  async #sitOutStorm(begun: boolean): Promise<void> {
    const { outdoors } = this.airport.weather;
    if (outdoors.isOpen) return;
    const from = this.now;
    await outdoors.wait();
    this.airport.log.idle.push({ due: this.flight.due, begun, from, to: this.now });
  }
}

export class Departure extends Plane {
  constructor(airport: Airport, flight: Flight) {
    super(airport, flight, `departure to ${flight.otherEnd}`);
  }

  async run(): Promise<void> {
    // On the ground there is no hurry.
    const runway = await this.useRunway(Infinity);
    if (runway !== undefined) this.airport.log.takeOffs.push({ due: this.flight.due, runway });
  }
}
