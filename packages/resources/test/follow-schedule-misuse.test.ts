import { ArgumentError, Environment, ReadOnlyError } from '@asimjs/core';
import { drivers } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { followSchedule, PreemptiveResource, Resource } from '@asimjs/resources';
import type { FollowScheduleOptions, ScheduleEntry } from '@asimjs/resources';

const badTimetables: [what: string, timetable: ScheduleEntry[], options?: FollowScheduleOptions][] = [
  ['is empty', []],
  [
    'is out of order',
    [
      [3, 1],
      [2, 2],
    ],
  ],
  [
    'names a time twice',
    [
      [3, 1],
      [3, 2],
    ],
  ],
  ['has a time below 0', [[-1, 1]]],
  ['has a time a little below 0', [[-0.5, 1]]],
  ['has a time that is none', [[NaN, 1]]],
  ['has a time without end', [[Infinity, 1]]],
  [
    'has a time as long as its period',
    [
      [0, 1],
      [24, 2],
    ],
    { every: 24 },
  ],
  ['has a time beyond its period', [[25, 2]], { every: 24 }],
  [
    'has a capacity below 0',
    [
      [0, 1],
      [1, -1],
    ],
  ],
  ['has a capacity that is no integer', [[0, 1.5]]],
  ['has a capacity that is none', [[0, NaN]]],
];

describe.each(drivers)('misuse of followSchedule with the $name driver', ({ run }) => {
  /** Sees that nothing was set and nobody follows. */
  async function untouched(env: Environment, desk: Resource | PreemptiveResource): Promise<void> {
    expect(desk.capacity).toBe(7);
    const { reason, steps } = await run(env);
    expect([reason, steps, desk.capacity]).toEqual(['exhausted', 0, 7]);
  }

  it.each(badTimetables)('a timetable that %s throws', async (_, timetable, options = {}) => {
    const env = new Environment();
    const desk = new Resource(env, { capacity: 7 });
    expect(() => followSchedule(desk, timetable, options)).toThrow(ArgumentError);
    await untouched(env, desk);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a number', 5],
    ['an object', { 0: 1 }],
    ['text', 'ab'],
    ['entries that are no pairs', [0, 1]],
    ['an entry of text', [['0', 1]]],
    ['an entry without a capacity', [[0]]],
  ])('%s as a timetable throws', async (_, timetable) => {
    const env = new Environment();
    const desk = new Resource(env, { capacity: 7 });
    // @ts-expect-error it is no timetable
    expect(() => followSchedule(desk, timetable)).toThrow(ArgumentError);
    await untouched(env, desk);
  });

  it.each<[string, unknown]>([
    ['a period of 0', { every: 0 }],
    ['a period below 0', { every: -24 }],
    ['a period that is none', { every: NaN }],
    ['a period without end', { every: Infinity }],
    ['a period of text', { every: '24' }],
    ['an unknown way out', { running: 'stop' }],
    ['an unknown option', { until: 5 }],
    ['no options', null],
  ])('%s throws', async (_, options) => {
    const env = new Environment();
    const desk = new PreemptiveResource(env, { capacity: 7 });
    // @ts-expect-error they are no options
    expect(() => followSchedule(desk, [[0, 1]], options)).toThrow(ArgumentError);
    await untouched(env, desk);
  });

  it('evicting from a resource that cannot throws', async () => {
    const env = new Environment();
    const desk = new Resource(env, { capacity: 7 });
    // @ts-expect-error only a PreemptiveResource evicts
    expect(() => followSchedule(desk, [[0, 1]], { running: 'evict' })).toThrow(ArgumentError);
    await untouched(env, desk);
  });

  it('an observer cannot begin it', async () => {
    const env = new Environment();
    const desk = new Resource(env, { capacity: 7 });
    env.schedule(1, () => undefined);
    let looked = 0;
    env.observe({
      clockMoved: () => {
        expect(() => followSchedule(desk, [[0, 1]])).toThrow(ReadOnlyError);
        looked++;
      },
    });
    await run(env);
    expect([looked, desk.capacity]).toEqual([1, 7]);
  });
});
