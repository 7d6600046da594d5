import { drivers, explore, exploreSync, replay, replaySync } from '@asimjs/testing';
import type { Driver, ExplorationReport, ExploreOptions, ModelFactory, Replay } from '@asimjs/testing';

/** A driver, and the functions that explore models of its kind of process. */
export interface Exploring extends Driver {
  explore(factory: ModelFactory, options?: ExploreOptions): Promise<ExplorationReport>;
  replay(factory: ModelFactory, schedule: string, options?: ExploreOptions): Promise<Replay>;
}

/** Both drivers, for `describe.each`. */
export const exploring: readonly Exploring[] = drivers.map((driver) =>
  driver.name === 'async'
    ? { ...driver, explore, replay }
    : {
        ...driver,
        explore: async (...args) => exploreSync(...args),
        replay: async (...args) => replaySync(...args),
      },
);

/** How a report counts. */
export function countsOf({ schedules, cut, tooLong, isFinished }: ExplorationReport): unknown {
  return { schedules, cut, tooLong, isFinished };
}
