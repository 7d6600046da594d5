import { Environment } from '@asimjs/core';
import { drivers } from '@asimjs/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followSchedule, Resource } from '@asimjs/resources';

/** The times at which the capacity became `wanted`. */
function timesOf(env: Environment, resource: Resource, wanted: number): number[] {
  const times: number[] = [];
  env.observe({
    resourceChanged: () => {
      if (resource.capacity === wanted && times.at(-1) !== env.now) times.push(env.now);
    },
  });
  return times;
}

describe.each(drivers)('the times of followSchedule with the $name driver', ({ run }) => {
  it.each([0.1, 0.3, 1 / 3, 0.7, 1.1])(
    'do not drift with a period of %d: each is a multiple of it',
    async (every) => {
      const env = new Environment();
      const desk = new Resource(env);
      const begins = timesOf(env, desk, 2);
      followSchedule(
        desk,
        [
          [0, 2],
          [every / 2, 1],
        ],
        { every },
      );
      await run(env, { until: 9999.5 * every });
      expect(begins).toHaveLength(10_000);
      const off = begins.filter(
        (time, period) => Math.abs(time - period * every) > 1e-12 * Math.max(1, time),
      );
      expect(off).toEqual([]);
    },
  );

  it('may have an entry a hair before the end of the period', async () => {
    const env = new Environment();
    const desk = new Resource(env);
    const begins = timesOf(env, desk, 2);
    followSchedule(
      desk,
      [
        [0, 2],
        [0.09999999999999999, 1],
      ],
      { every: 0.1 },
    );
    await run(env, { until: 100 });
    expect(begins.length).toBeGreaterThanOrEqual(999);
  });

  it('give at any time what holds then, wherever it begins', async () => {
    const quarter = fc.integer({ min: -400, max: 400 }).map((number) => number / 4);
    const timetable = fc
      .uniqueArray(fc.nat({ max: 39 }), { minLength: 1, maxLength: 6 })
      .map((times) => times.sort((a, b) => a - b).map((time, index) => [time / 4, index + 1] as const));
    await fc.assert(
      fc.asyncProperty(
        timetable,
        fc.boolean(),
        quarter,
        fc.nat({ max: 200 }),
        async (entries, again, start, run_) => {
          const env = new Environment({ start });
          const desk = new Resource(env, { capacity: 100 });
          followSchedule(desk, entries, again ? { every: 10 } : {});
          await run(env, { until: start + run_ / 4 });
          const now = again ? ((env.now % 10) + 10) % 10 : env.now;
          const holds = entries.findLast(([time]) => time <= now) ?? (again ? entries.at(-1) : undefined);
          expect(desk.capacity).toBe(holds?.[1] ?? 100);
        },
      ),
      { numRuns: 200 },
    );
  });
});
