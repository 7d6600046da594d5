import type { Interval } from './interval.js';
import type { Flight } from './timetable.js';

/** What happened to each plane. A plane's wait is the time between what it was due for and what it got. */
export interface Log {
  readonly landings: { readonly due: number; readonly runway: Interval; readonly gate: Interval }[];
  readonly diversions: { readonly due: number; readonly gaveUp: number }[];
  readonly takeOffs: { readonly due: number; readonly runway: Interval }[];
  /** How long planes whose turn it was for a runway found the runways closed. */
  readonly held: (Pick<Flight, 'kind' | 'due'> & Interval)[];
  /** How long planes stood at their gate without a crew: before their turn-round, or when it had begun. */
  readonly idle: ({ readonly due: number; readonly begun: boolean } & Interval)[];
}
