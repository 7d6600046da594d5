import { Environment, EventFailedError } from '@asimjs/core';
import type { Process } from '@asimjs/core';
import { isThenable, taskOf } from '@asimjs/core/protocol';
import type { Listener } from '@asimjs/core/protocol';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';

function listener(name: string | undefined, heard: unknown[] = []): Listener {
  return { name, isHeard: true, happened: () => heard.push(name) };
}

describe('an event', () => {
  it('names those who listen and have a name, in the order in which they came', () => {
    const event = new Environment().event();
    const told = [event.waiters];
    for (const name of ['a', undefined, 'b']) {
      event.attend(listener(name));
      told.push(event.waiters);
    }
    expect(told).toEqual([[], ['a'], ['a'], ['a', 'b']]);
    const other = new Environment().event();
    other.attend(listener(undefined));
    expect(other.waiters).toEqual([]);
  });

  it('is left by those who listen, and by nobody else', () => {
    const event = new Environment().event();
    const [a, b, c] = [listener('a'), listener('b'), listener('c')];
    const told: string[][] = [];
    const leave = (who: Listener): void => {
      event.abandon(who);
      told.push(event.waiters);
    };
    leave(a);
    event.attend(a);
    leave(b);
    event.attend(b);
    leave(c);
    leave(a);
    leave(a);
    leave(b);
    leave(b);
    expect(told).toEqual([[], ['a'], ['a', 'b'], ['b'], ['b'], [], []]);
  });

  it.each([1, 2, 3])('that fails when %i have listened and gone has nobody who hears it', (number) => {
    const env = new Environment();
    const event = env.event();
    const heard: unknown[] = [];
    const all = Array.from({ length: number }, (_, index) => listener(`l${index}`, heard));
    for (const one of all) event.attend(one);
    for (const one of all) event.abandon(one);
    event.fail(new Error('unheard'));
    expect(() => env.runSync()).toThrow(EventFailedError);
    expect(heard).toEqual([]);
  });

  it('has no value once it has failed, and says so', () => {
    const env = new Environment();
    const event = env.event({ name: 'bell' });
    const cause = new Error('broken');
    event.fail(cause);
    expect(() => event.value).toThrow(
      expect.objectContaining({
        name: 'EventStateError',
        message: "event 'bell' failed and has no value (time 0)",
        cause,
      }),
    );
  });

  it('is shared, stands in no line, is made of no operation and does not end by itself', () => {
    const { shared, standsInLine, endsNow, lastingInPart, operations, holders } = new Environment().event();
    expect({ shared, standsInLine, endsNow, lastingInPart, operations, holders }).toEqual({
      shared: true,
      standsInLine: false,
      endsNow: false,
      lastingInPart: false,
      operations: [],
      holders: [],
    });
  });
});

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  it('a process that has left an event to others is not resumed by it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const bell = env.event();
    const listen = (name: string): Process =>
      env.process(
        body(function* (wait) {
          try {
            yield* wait(bell);
            log(name, 'heard it');
          } catch (error) {
            log(name, error);
            yield* wait(env.timeout(4));
            log(name, 'goes on');
          }
        }),
        { name },
      );
    const leaver = listen('leaver');
    listen('stayer');
    env.schedule(1, () => taskOf(leaver).deliver({ error: 'leaves' }));
    env.schedule(2, () => log(...bell.waiters));
    env.schedule(3, () => bell.succeed());
    await run(env);
    expect(log.entries).toEqual([
      [1, 'leaver', 'leaves'],
      [2, 'stayer'],
      [3, 'stayer', 'heard it'],
      [5, 'leaver', 'goes on'],
    ]);
  });

  it('a timeout that several have listened to and left moves no clock', async () => {
    const env = new Environment();
    const deadline = env.timeout(100);
    const processes = [1, 2, 3].map(() =>
      env.process(
        body(function* (wait) {
          yield* wait(deadline);
        }),
      ),
    );
    env.schedule(2, () => {
      for (const process of processes) process.cancel();
    });
    expect(await run(env)).toMatchObject({ reason: 'exhausted', now: 2 });
  });

  it('a timeout that was let go of when nobody listened is taken up again for a new listener', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const deadline = env.timeout(10, 'deadline');
    const gone = env.process(
      body(function* (wait) {
        yield* wait(deadline);
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(4));
        gone.cancel();
        log(env.peek());
        yield* wait(env.timeout(0));
        log(env.peek());
        log(yield* wait(deadline));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [4, 4],
      [4, Infinity],
      [10, 'deadline'],
    ]);
  });

  it('a timeout ends now if it is due in this instant and has not happened', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const timeouts = [env.timeout(1), env.timeout(2), env.timeout(2), env.timeout(3), env.timeout(Infinity)];
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        yield* wait(timeouts[1]!);
        log(...timeouts.map(({ endsNow }) => endsNow));
        log(env.timeout(0).endsNow, env.timeout(1).endsNow);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [2, false, false, true, false, false],
      [2, true, false],
    ]);
  });
});

it.each<[is: boolean, what: string, value: unknown]>([
  [true, 'an object with a then', { then: () => undefined }],
  [true, 'a function with a then', Object.assign(() => undefined, { then: () => undefined })],
  [
    true,
    'an object whose then throws',
    {
      get then(): never {
        throw new Error('no then');
      },
    },
  ],
  [false, 'an object with a then that is no function', { then: 5 }],
  [false, 'null', null],
  [false, 'undefined', undefined],
  [false, 'a text', 'then'],
])('it is %s that await would trip over %s', (is, _, value) => {
  expect(isThenable(value)).toBe(is);
});
