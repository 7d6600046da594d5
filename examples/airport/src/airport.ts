import { Environment } from '@asimjs/core';
import { Resource } from '@asimjs/resources';
import type { Log } from './log.js';
import type { Settings } from './settings.js';
import { WARM_UP } from './timetable.js';
import { Weather } from './weather.js';

/** The clock counts minutes after midnight of the day simulated, on O'Hare's clock; the evening before is negative. */
export class Airport {
  readonly env: Environment = new Environment({ start: -WARM_UP });
  readonly runways: Resource;
  readonly gates: Resource;
  readonly weather: Weather;
  readonly log: Log = { landings: [], diversions: [], takeOffs: [], held: [], idle: [] };
  /** Minutes. */
  readonly runwayTime: number;
  readonly turnround: number;
  readonly patience: number;

  constructor(settings: Settings) {
    this.runways = new Resource(this.env, { capacity: settings.runways, name: 'runways' });
    this.gates = new Resource(this.env, { capacity: settings.gates, name: 'gates' });
    this.weather = new Weather(this.env, settings.storm);
    this.runwayTime = settings.separation / 60;
    this.turnround = settings.turnround;
    this.patience = settings.patience;
  }
}
