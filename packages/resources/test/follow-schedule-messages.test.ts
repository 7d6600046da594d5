// What a misuse of followSchedule says: the value, the right call, the time and the process.
import { Environment } from '@asimjs/core';
import { drivers } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { followSchedule, PreemptiveResource, Resource } from '@asimjs/resources';

/** What there is at time 2, when the call is made. */
interface Scene {
  readonly desk: Resource;
  readonly lamp: PreemptiveResource;
}

type Row = readonly [message: string, misuse: (scene: Scene) => unknown];

const timetable = (before: string): string =>
  `followSchedule takes a timetable [[time, capacity], ...], at least one entry, with rising times >= 0 and < ${before}`;

const misuses: readonly Row[] = [
  [
    'followSchedule takes an object of options, but was given 24',
    // @ts-expect-error they are no options
    ({ desk }) => followSchedule(desk, [[0, 1]], 24),
  ],
  [
    'followSchedule takes the options every, running, but was given "until"',
    // @ts-expect-error there is no such option
    ({ desk }) => followSchedule(desk, [[0, 1]], { until: 9 }),
  ],
  [
    "followSchedule takes a finite number > 0 as 'every', but was given 0",
    ({ desk }) => followSchedule(desk, [[0, 1]], { every: 0 }),
  ],
  [
    "followSchedule takes a finite number > 0 as 'every', but was given -24",
    ({ desk }) => followSchedule(desk, [[0, 1]], { every: -24 }),
  ],
  [
    'followSchedule takes a finite number > 0 as \'every\', but was given "24"',
    // @ts-expect-error it is no number
    ({ desk }) => followSchedule(desk, [[0, 1]], { every: '24' }),
  ],
  [
    "followSchedule takes an 'every' that is not lost against the time, but was given 1e-16",
    ({ desk }) => followSchedule(desk, [[0, 1]], { every: 1e-16 }),
  ],
  [
    "followSchedule takes 'finish' or 'evict' as 'running', but was given \"stop\"",
    // @ts-expect-error there is no such way out
    ({ lamp }) => followSchedule(lamp, [[0, 1]], { running: 'stop' }),
  ],
  [
    "followSchedule takes 'evict' as 'running' only for a PreemptiveResource; for 'desk' it takes 'finish', but was given \"evict\"",
    // @ts-expect-error only a PreemptiveResource evicts
    ({ desk }) => followSchedule(desk, [[0, 1]], { running: 'evict' }),
  ],
  [
    `${timetable('Infinity')}, but was given undefined`,
    // @ts-expect-error the timetable is missing
    ({ desk }) => followSchedule(desk),
  ],
  [`${timetable('Infinity')}, but was given an array of 0`, ({ desk }) => followSchedule(desk, [])],
  [
    `${timetable('Infinity')}, but was given 8`,
    // @ts-expect-error the entries are no pairs
    ({ desk }) => followSchedule(desk, [8, 1]),
  ],
  [`${timetable('Infinity')}, but was given -0.5`, ({ desk }) => followSchedule(desk, [[-0.5, 1]])],
  [
    `${timetable('24')}, but was given 24`,
    ({ lamp }) =>
      followSchedule(
        lamp,
        [
          [8, 1],
          [24, 2],
        ],
        { every: 24, running: 'evict' },
      ),
  ],
  [
    "the capacity of 'desk' is an integer >= 0 or Infinity, but was given -1",
    ({ desk }) => followSchedule(desk, [[0, -1]]),
  ],
];

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  /** What `misuse` throws at 2, in a process named boss. */
  async function messageOf(misuse: (scene: Scene) => unknown): Promise<unknown> {
    const env = new Environment();
    const scene = {
      desk: new Resource(env, { name: 'desk' }),
      lamp: new PreemptiveResource(env, { name: 'lamp' }),
    };
    let message: unknown;
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        try {
          misuse(scene);
        } catch (error) {
          message = error instanceof Error && error.message;
        }
      }),
      { name: 'boss' },
    );
    // Nobody follows a timetable.
    expect((await run(env)).blocked).toEqual([]);
    return message;
  }

  it.each(misuses)('a misuse says: %s', async (message, misuse) => {
    expect(await messageOf(misuse)).toBe(`${message} (time 2, in process 'boss')`);
  });

  it.each([
    ['undefined', undefined],
    ['an object', {}],
    ['an object of class Environment', new Environment()],
  ])('what has no slots is named: %s', async (what, resource) => {
    // @ts-expect-error it has no slots
    expect(await messageOf(() => followSchedule(resource, [[0, 1]]))).toBe(
      `followSchedule takes a Resource or a PreemptiveResource, but was given ${what}`,
    );
  });

  it.each([
    [2 ** 52 - 0.5, 'begins'],
    [2 ** 52, 'is refused'],
  ])('at %d a period of 0.5 %s: from there on the clock cannot tell it', async (start, what) => {
    const env = new Environment({ start });
    const desk = new Resource(env);
    const begin = (): unknown => followSchedule(desk, [[0, 3]], { every: 0.5 });
    if (what === 'begins') begin();
    else expect(begin).toThrow("an 'every' that is not lost against the time, but was given 0.5");
    expect(desk.capacity).toBe(what === 'begins' ? 3 : 1);
    await run(env, { until: start });
  });
});
