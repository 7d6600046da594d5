import { Environment, EventFailedError, EventStateError, WaitableValueError } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  it('an event gives its value to everyone who waits, in the order in which they began to', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const bell = env.event<string>();
    for (const who of ['a', 'b', 'c']) {
      env.process(
        body(function* (wait) {
          log(who, yield* wait(bell));
        }),
      );
    }
    env.schedule(3, () => {
      bell.succeed('ding');
      log('rung', bell.status, bell.value);
    });
    await run(env);
    expect(log.entries).toEqual([
      [3, 'rung', 'succeeded', 'ding'],
      [3, 'a', 'ding'],
      [3, 'b', 'ding'],
      [3, 'c', 'ding'],
    ]);
  });

  it('an event that has happened is waited for without a suspension', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const bell = env.event<number>();
    bell.succeed(7);
    env.process(
      body(function* (wait) {
        log('before');
        log('first', yield* wait(bell));
        log('second', yield* wait(bell));
      }),
    );
    env.process(
      body(function* () {
        log('next process');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'before'],
      [0, 'first', 7],
      [0, 'second', 7],
      [0, 'next process'],
    ]);
  });

  it('a failed event throws its error in everyone who waits and in everyone who waits later', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const bell = env.event();
    const broken = new Error('broken');
    const listen = (who: string, delay: number): void => {
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(delay));
          try {
            yield* wait(bell);
          } catch (error) {
            log(who, error === broken);
          }
        }),
      );
    };
    listen('early', 1);
    listen('early too', 1);
    listen('late', 5);
    env.schedule(2, () => {
      bell.fail(broken);
      log('failed', bell.status);
    });
    const result = await run(env);
    expect(log.entries).toEqual([
      [2, 'failed', 'failed'],
      [2, 'early', true],
      [2, 'early too', true],
      [5, 'late', true],
    ]);
    expect(result.reason).toBe('exhausted');
  });

  it('an event that fails unheard ends the run with an error that names it, the process and the time', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const cause = new Error('no paper');
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(4));
        env.event({ name: 'print' }).fail(cause);
        log('the step goes on');
      }),
      { name: 'printer' },
    );
    env.schedule(4, () => log('never'), { priority: 1 });
    const error: unknown = await run(env).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EventFailedError);
    expect(error).toMatchObject({ time: 4, process: 'printer', cause });
    expect((error as Error).message).toBe(
      "event 'print' failed and nobody was waiting for it: Error: no paper (time 4, in process 'printer')",
    );
    expect(log.entries).toEqual([[4, 'the step goes on']]);
  });

  it('an event that fails unheard in the last step of a process ends the run even if that process then throws', async () => {
    const env = new Environment();
    const cause = new Error('first');
    env.process(
      body(function* () {
        env.event().fail(cause);
        throw new Error('second');
      }),
    );
    await expect(run(env)).rejects.toMatchObject({ name: 'EventFailedError', cause });
  });

  it('an event that fails unheard before the run ends it as it begins', async () => {
    const env = new Environment();
    const cause = new Error('too early');
    env.event({ name: 'start' }).fail(cause);
    await expect(run(env)).rejects.toMatchObject({ name: 'EventFailedError', time: 0, cause });
  });

  it('a listener that has gone does not count as one', async () => {
    const env = new Environment();
    const bell = env.event();
    const listener = env.process(
      body(function* (wait) {
        yield* wait(bell);
      }),
    );
    env.schedule(1, () => listener.cancel());
    env.schedule(2, () => bell.fail(new Error('alone')));
    await expect(run(env)).rejects.toBeInstanceOf(EventFailedError);
  });

  it('an event made to happen before its value is awaited keeps falsy values apart', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        for (const value of [0, '', false, null, undefined]) {
          const event = env.event<unknown>();
          event.succeed(value);
          log(yield* wait(event));
        }
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 0],
      [0, ''],
      [0, false],
      [0, null],
      [0, undefined],
    ]);
  });

  it('an event wrapped in an object passes through another event as it is', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const inner = env.event();
    const outer = env.event<{ event: typeof inner }>();
    env.process(
      body(function* (wait) {
        const { event } = yield* wait(outer);
        log(event === inner, event.status);
      }),
    );
    env.schedule(1, () => outer.succeed({ event: inner }));
    await run(env);
    expect(log.entries).toEqual([[1, true, 'pending']]);
  });
});

describe('the state of an event', () => {
  it('is pending, and then succeeded with a value', () => {
    const env = new Environment();
    const event = env.event<string>({ name: 'go' });
    expect([event.name, event.status]).toEqual(['go', 'pending']);
    expect(() => event.value).toThrow(
      new EventStateError("event 'go' has no value yet; await it, or ask its status first", {
        time: 0,
        process: undefined,
      }),
    );
    event.succeed('x');
    expect([event.status, event.value]).toEqual(['succeeded', 'x']);
  });

  it('has no value, but a cause, once it has failed', () => {
    const env = new Environment();
    const event = env.event();
    const cause = new Error('no');
    event.fail(cause);
    expect(event.status).toBe('failed');
    expect(() => event.value).toThrow(EventStateError);
    expect(() => event.value).toThrow(expect.objectContaining({ cause }));
  });

  it.each([
    ['succeed', 'succeed'],
    ['succeed', 'fail'],
  ] as const)('does not change by a %s and then a %s', (first, second) => {
    const env = new Environment();
    const event = env.event<unknown>({ name: 'once' });
    event[first](1);
    expect(() => event[second](2)).toThrow(EventStateError);
    expect(() => event[second](2)).toThrow(`event 'once' has succeeded already and cannot ${second}`);
    expect(event.value).toBe(1);
    expect(env.runSync().reason).toBe('exhausted');
  });

  it('does not change by an outcome after it failed', () => {
    const env = new Environment();
    const log = traceLog(env);
    const event = env.event({ name: 'once' });
    env.process(function* () {
      try {
        yield* event;
      } catch (error) {
        log(error);
      }
    });
    env.schedule(1, () => {
      event.fail('why');
      expect(() => event.succeed()).toThrow("event 'once' has failed already and cannot succeed");
      expect(() => event.fail('why not')).toThrow("event 'once' has failed already and cannot fail");
    });
    env.runSync();
    expect(log.entries).toEqual([[1, 'why']]);
  });

  it.each<[string, (env: Environment) => unknown]>([
    ['an event', (env) => env.event()],
    ['a timeout', (env) => env.timeout(1)],
    ['the end of a process', (env) => env.process(function* () {}).finished],
    ['a promise', () => Promise.resolve(1)],
    ['an object with a then', () => ({ then: () => undefined })],
    ['a function with a then', () => Object.assign(() => undefined, { then: () => undefined })],
  ])('refuses %s as its value, and is still pending', (_, make) => {
    const env = new Environment();
    const event = env.event<unknown>({ name: 'parcel' });
    const value = make(env);
    expect(() => event.succeed(value)).toThrow(WaitableValueError);
    expect(() => event.succeed(value)).toThrow(
      /succeed of event 'parcel' was given .*\{ event \} \(time 0\)$/,
    );
    expect(event.status).toBe('pending');
  });
});
