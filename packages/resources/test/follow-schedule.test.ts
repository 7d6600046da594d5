import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import type { TraceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { followSchedule, Resource } from '@asimjs/resources';

/** Logs every change of the capacity, in the moment in which it comes. */
function watched(env: Environment, resource: Resource): TraceLog {
  const log = traceLog(env);
  let last = resource.capacity;
  env.observe({
    resourceChanged: () => {
      if (resource.capacity !== last) log(resource.capacity);
      last = resource.capacity;
    },
  });
  return log;
}

describe.each(drivers)('followSchedule with the $name driver', ({ body, run }) => {
  it('sets the capacity at the times of the timetable, from now on', async () => {
    const env = new Environment();
    const desk = new Resource(env);
    const log = watched(env, desk);
    const process = followSchedule(desk, [
      [0, 2],
      [8, 3],
      [12.5, 0],
      [20, 1],
    ]);
    expect(desk.capacity).toBe(2);
    await run(env);
    expect([...log.entries, [env.now, process.status]]).toEqual([
      [0, 2],
      [8, 3],
      [12.5, 0],
      [20, 1],
      [20, 'finished'],
    ]);
  });

  it('leaves the capacity alone before the first entry, and takes what holds if it begins in the middle', async () => {
    const traces = [0, 3, 7, 10, 100].map(async (start) => {
      const env = new Environment({ start });
      const desk = new Resource(env, { capacity: 9 });
      const log = watched(env, desk);
      followSchedule(desk, [
        [3, 1],
        [10, 2],
      ]);
      await run(env);
      return log.entries;
    });
    expect(await Promise.all(traces)).toEqual([
      [
        [3, 1],
        [10, 2],
      ],
      [
        [3, 1],
        [10, 2],
      ],
      [
        [7, 1],
        [10, 2],
      ],
      [[10, 2]],
      [[100, 2]],
    ]);
  });

  it('begins anew after every period, the first of which begins at 0', async () => {
    const env = new Environment();
    const desk = new Resource(env, { capacity: 9 });
    const log = watched(env, desk);
    followSchedule(
      desk,
      [
        [8, 2],
        [16, 1],
      ],
      { every: 24 },
    );
    await run(env, { until: 60 });
    expect(log.entries).toEqual([
      [0, 1],
      [8, 2],
      [16, 1],
      [32, 2],
      [40, 1],
      [56, 2],
    ]);
  });

  it('with a period takes the last entry before the first of it, also at times below 0', async () => {
    const traces = [-30, -24, -16.5, 7, 8, 47].map(async (start) => {
      const env = new Environment({ start });
      const desk = new Resource(env, { capacity: 9 });
      const log = watched(env, desk);
      followSchedule(
        desk,
        [
          [8, 2],
          [16, 1],
        ],
        { every: 24 },
      );
      await run(env, { until: start + 10 });
      return log.entries;
    });
    expect(await Promise.all(traces)).toEqual([
      [[-30, 1]],
      [
        [-24, 1],
        [-16, 2],
      ],
      [
        [-16.5, 1],
        [-16, 2],
        [-8, 1],
      ],
      [
        [7, 1],
        [8, 2],
        [16, 1],
      ],
      [
        [8, 2],
        [16, 1],
      ],
      [
        [47, 1],
        [56, 2],
      ],
    ]);
  });

  it('with a period of many entries, or of one, takes the last before the first', () => {
    const env = new Environment();
    const capacities = [
      [
        [5, 4],
        [6, 3],
        [7, 2],
      ] as const,
      [[5, 4]] as const,
    ].map((timetable) => {
      const desk = new Resource(env);
      followSchedule(desk, timetable, { every: 10 });
      return desk.capacity;
    });
    expect(capacities).toEqual([2, 4]);
  });

  it('sets once what holds when it begins, and leaves alone what is set after that', async () => {
    const env = new Environment({ start: 8 });
    const desk = new Resource(env);
    const log = watched(env, desk);
    followSchedule(
      desk,
      [
        [0, 1],
        [8, 2],
        [16, 3],
      ],
      { every: 24 },
    );
    desk.capacity = 7;
    await run(env, { until: 20 });
    expect([...log.entries, [env.now, desk.changes]]).toEqual([
      [8, 2],
      [8, 7],
      [16, 3],
      [20, 3],
    ]);
  });

  it('stops when it is cancelled, and the capacity stays', async () => {
    const env = new Environment();
    const desk = new Resource(env);
    const log = watched(env, desk);
    const process = followSchedule(
      desk,
      [
        [1, 2],
        [2, 1],
      ],
      { every: 4 },
    );
    env.schedule(5.5, () => process.cancel());
    const { reason } = await run(env);
    expect([...log.entries, [env.now, reason, process.status, desk.capacity]]).toEqual([
      [1, 2],
      [2, 1],
      [5, 2],
      [5.5, 'exhausted', 'cancelled', 2],
    ]);
  });

  it('lets a request wait for as many slots as there will be', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env);
    followSchedule(desk, [
      [2, 3],
      [5, 4],
    ]);
    env.process(
      body(function* (wait) {
        for (const amount of [3, 4]) {
          using turn = yield* wait(desk.acquire({ amount }));
          log(turn.amount);
        }
        expect(() => desk.acquire({ amount: 5 })).toThrow('up to the most slots');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [2, 3],
      [5, 4],
    ]);
  });

  it('is a background process, which no deadlock is made of', async () => {
    const env = new Environment();
    const desk = new Resource(env);
    followSchedule(desk, [[Number.MAX_VALUE, 2]], {});
    const { reason, blocked } = await run(env, { until: 10, strict: true });
    const waiting = blocked.map(({ process, background }) => [process.name, background]);
    expect([reason, desk.capacity, waiting]).toEqual(['until', 1, [["schedule of 'resource 1'", true]]]);
  });
});
