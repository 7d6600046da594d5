import { ArgumentError, CallbackFailedError, Environment } from '@asimjs/core';
import type { Due } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  it('callbacks run by time, then priority, then the order in which they were scheduled', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.schedule(2, () => log('b'), { priority: 1 });
    env.schedule(2, () => log('c'), { priority: 1 });
    env.schedule(2, () => log('a'));
    env.schedule(1, () => log('first'), { priority: 9 });
    env.schedule(2, () => log('urgent'), { priority: -1 });
    env.schedule(2, () => log('half'), { priority: 0.5 });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'first'],
      [2, 'urgent'],
      [2, 'a'],
      [2, 'half'],
      [2, 'b'],
      [2, 'c'],
    ]);
  });

  it('timeouts have priority 0, and what a callback makes ready goes before the next callback', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const bell = env.event();
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        log('timeout');
        yield* wait(bell);
        log('woken');
      }),
    );
    env.schedule(1, () => log('last'), { priority: 2 });
    env.schedule(
      1,
      () => {
        log('rings');
        bell.succeed();
      },
      { priority: 1 },
    );
    env.schedule(1, () => log('first'), { priority: -1 });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'first'],
      [1, 'timeout'],
      [1, 'rings'],
      [1, 'woken'],
      [1, 'last'],
    ]);
  });

  it('a callback with delay 0 runs in this instant, after everything that is ready', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.schedule(0, () => {
      log('callback');
      env.schedule(0, () => log('nested'), { priority: -5 });
      env.schedule(0, () => log('nested, less urgent'));
    });
    env.process(
      body(function* () {
        log('process');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'process'],
      [0, 'callback'],
      [0, 'nested'],
      [0, 'nested, less urgent'],
    ]);
  });

  it('a callback keeps the run alive and moves the clock', async () => {
    const env = new Environment();
    const handle = env.schedule(7, () => undefined);
    expect([handle.time, env.peek()]).toEqual([7, 7]);
    expect(await run(env)).toMatchObject({ reason: 'exhausted', now: 7, steps: 1 });
  });

  it('a cancelled callback neither runs nor keeps the run alive', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const handle = env.schedule(7, () => log('never'));
    env.schedule(3, () => log(handle.cancel(), handle.cancel()));
    expect(await run(env)).toMatchObject({ now: 3 });
    expect(log.entries).toEqual([[3, true, false]]);
  });

  it('a callback that has run, or is running, cannot be cancelled', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const handle = env.schedule(1, () => log('runs', handle.cancel()));
    await run(env);
    log(handle.cancel());
    expect(log.entries).toEqual([
      [1, 'runs', false],
      [1, false],
    ]);
  });

  it('a callback at Infinity never runs and keeps no run alive', async () => {
    const env = new Environment();
    const handle = env.schedule(Infinity, () => expect.unreachable());
    expect(await run(env)).toMatchObject({ reason: 'exhausted', now: 0, steps: 0 });
    expect([handle.cancel(), handle.cancel()]).toEqual([true, false]);
    expect(await run(env)).toMatchObject({ reason: 'exhausted', now: 0 });
  });

  it('a callback is described by its name while it is to come, and without it when it has run', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const seen: Due[] = [];
    env.schedule(1, function close() {
      log(...seen.map((due) => due.describe()));
    });
    env.schedule(1, () => undefined);
    const choose = (due: readonly Due[]): number => {
      log(...due.map((one) => one.describe()));
      seen.push(...due);
      return 0;
    };
    await run(env, { explorer: { choose } });
    expect(log.entries).toEqual([
      [1, "the scheduled callback 'close'", 'a scheduled callback'],
      [1, 'a scheduled callback', 'a scheduled callback'],
      [1, 'a scheduled callback'],
    ]);
  });

  it('a callback runs outside any process', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        env.schedule(1, () => log(env.activeProcess));
        yield* wait(env.timeout(2));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[1, undefined]]);
  });

  it('a callback that throws ends the run with the error as cause', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const cause = new Error('broken');
    env.schedule(2, () => {
      throw cause;
    });
    env.schedule(2, () => log('never'));
    const error: unknown = await run(env).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CallbackFailedError);
    expect(error).toMatchObject({ time: 2, process: undefined, cause });
    expect((error as Error).message).toContain(
      'a callback given to env.schedule threw Error: broken (time 2)',
    );
    expect(log.entries).toEqual([]);
  });

  it('a callback that returns a promise ends the run and says to use env.process', async () => {
    const env = new Environment();
    // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the misuse under test
    env.schedule(2, () => Promise.reject(new Error('of no interest')));
    const error: unknown = await run(env).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      name: 'CallbackFailedError',
      time: 2,
      cause: { name: 'ProcessBodyError' },
    });
    expect((error as Error).message).toContain('use env.process');
  });

  it('a callback may return a waitable that it made', async () => {
    const env = new Environment();
    // eslint-disable-next-line @typescript-eslint/no-misused-promises -- a waitable is no promise
    env.schedule(1, () => env.event());
    expect(await run(env)).toMatchObject({ reason: 'exhausted', now: 1 });
  });
});

it.each<[string, () => void]>([
  ['an async function', async () => undefined],
  ['a generator function', function* () {}],
  ['an async generator function', async function* () {}],
])('schedule throws at once for %s', (_, callback) => {
  const env = new Environment();
  expect(() => env.schedule(1, callback)).toThrow(ArgumentError);
  expect(() => env.schedule(1, callback)).toThrow('env.process');
  expect(env.peek()).toBe(Infinity);
});
