import { DeadlockError, Environment, EnvironmentClosedError, RunStateError } from '@asimjs/core';
import type { Progress } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import type { Driver } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';

/** An environment in which a process logs at 1, 2, ... `ticks`. */
function ticking({ body }: Driver, ticks: number): { env: Environment; log: ReturnType<typeof traceLog> } {
  const env = new Environment();
  const log = traceLog(env);
  env.process(
    body(function* (wait) {
      for (let tick = 1; tick <= ticks; tick++) {
        yield* wait(env.timeout(1));
        log('tick');
      }
    }),
    { name: 'clock' },
  );
  return { env, log };
}

/** Times of the ticks. */
function times(log: ReturnType<typeof traceLog>): number[] {
  return log.entries.map(([time]) => time);
}

describe.each(drivers)('a run with the $name driver', (driver) => {
  const { body, run } = driver;

  it('of nothing is exhausted at once', async () => {
    const env = new Environment({ start: 3 });
    expect(await run(env)).toEqual({
      reason: 'exhausted',
      now: 3,
      steps: 0,
      value: undefined,
      blocked: [],
    });
  });

  it('goes on until nothing is left', async () => {
    const { env, log } = ticking(driver, 4);
    expect(await run(env)).toMatchObject({ reason: 'exhausted', now: 4 });
    expect(times(log)).toEqual([1, 2, 3, 4]);
  });

  it.each([3, { until: 3 }])('until %j does what is due at that time too', async (options) => {
    const { env, log } = ticking(driver, 5);
    expect(await run(env, options)).toMatchObject({ reason: 'until', now: 3 });
    expect(times(log)).toEqual([1, 2, 3]);
    expect(env.peek()).toBe(4);
  });

  it('before a time leaves what is due at that time', async () => {
    const { env, log } = ticking(driver, 5);
    expect(await run(env, { before: 3 })).toMatchObject({ reason: 'until', now: 3 });
    expect(times(log)).toEqual([1, 2]);
    expect(env.peek()).toBe(3);
    await run(env, { until: 3 });
    expect(times(log)).toEqual([1, 2, 3]);
  });

  it('before now does nothing of this instant', async () => {
    const { env, log } = ticking(driver, 5);
    expect(await run(env, { before: 0 })).toMatchObject({ reason: 'until', now: 0, steps: 0 });
    expect(env.peek()).toBe(0);
    await run(env, { until: 1 });
    expect(times(log)).toEqual([1]);
  });

  it('before now is exhausted if nothing is left', async () => {
    expect(await run(new Environment(), { before: 0 })).toMatchObject({ reason: 'exhausted', now: 0 });
  });

  it('until now does this instant', async () => {
    const { env, log } = ticking(driver, 5);
    await run(env, { before: 2 });
    expect(await run(env, 2)).toMatchObject({ reason: 'until', now: 2 });
    expect(times(log)).toEqual([1, 2]);
  });

  it.each([{ until: 10 }, { before: 10 }])(
    'with %j leaves the clock there, though the last event is at 9',
    async (options) => {
      const { env } = ticking(driver, 9);
      expect(await run(env, options)).toMatchObject({ reason: 'exhausted', now: 10 });
      expect(env.now).toBe(10);
    },
  );

  it.each(['until', 'before'])('%s Infinity leaves the clock at the last event', async (key) => {
    const { env } = ticking(driver, 9);
    expect(await run(env, { [key]: Infinity })).toMatchObject({ reason: 'exhausted', now: 9 });
  });

  it('until fractions of time cuts between the events', async () => {
    const { env, log } = ticking(driver, 3);
    for (const until of [0.5, 1.5, 2.5]) expect(await run(env, until)).toMatchObject({ now: until });
    expect(times(log)).toEqual([1, 2]);
  });

  it('until an event ends after the step in which it happens, with its value', async () => {
    const { env, log } = ticking(driver, 5);
    const bell = env.event<string>();
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        bell.succeed('ding');
        log('rest of the step');
        yield* wait(env.timeout(0));
        log('next step');
      }),
    );
    expect(await run(env, { until: bell })).toMatchObject({ reason: 'event', now: 2, value: 'ding' });
    expect(log.entries).toEqual([
      [1, 'tick'],
      [2, 'rest of the step'],
    ]);
    await run(env, 2);
    expect(log.entries.slice(2)).toEqual([
      [2, 'tick'],
      [2, 'next step'],
    ]);
  });

  it('until an event that has happened ends at once', async () => {
    const { env, log } = ticking(driver, 5);
    const bell = env.event<string>();
    bell.succeed('ding');
    expect(await run(env, { until: bell })).toMatchObject({
      reason: 'event',
      now: 0,
      steps: 0,
      value: 'ding',
    });
    expect(times(log)).toEqual([]);
  });

  it('until an event that fails rejects with its error, which counts as heard', async () => {
    const { env, log } = ticking(driver, 5);
    const bell = env.event();
    const broken = new Error('broken');
    env.schedule(2.5, () => bell.fail(broken));
    await expect(run(env, { until: bell })).rejects.toBe(broken);
    expect(times(log)).toEqual([1, 2]);
    await expect(run(env)).rejects.toBeInstanceOf(EnvironmentClosedError);
  });

  it('until an event that has failed rejects with its error at once', async () => {
    const env = new Environment();
    const broken = new Error('broken');
    const failing = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        throw broken;
      }),
    );
    env.process(
      body(function* (wait) {
        try {
          yield* wait(failing.finished);
        } catch {
          // Heard.
        }
      }),
    );
    await run(env);
    await expect(run(env, { until: failing.finished })).rejects.toBe(broken);
  });

  it('until an event that never happens is exhausted', async () => {
    const { env } = ticking(driver, 2);
    expect(await run(env, { until: env.event() })).toMatchObject({
      reason: 'exhausted',
      now: 2,
      value: undefined,
    });
  });

  it('until the end of a process gives what its body returns', async () => {
    const { env } = ticking(driver, 5);
    const process = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        return 'result';
      }),
    );
    expect(await run(env, { until: process.finished })).toMatchObject({
      reason: 'event',
      now: 2,
      value: 'result',
    });
  });

  it('until a timeout listens to it, and no longer than the run', async () => {
    const { env, log } = ticking(driver, 5);
    const deadline = env.timeout(2.5, 'deadline');
    const far = env.timeout(100);
    expect(await run(env, { until: far, maxSteps: 1 })).toMatchObject({ reason: 'maxSteps' });
    expect(await run(env, { until: deadline })).toMatchObject({
      reason: 'event',
      now: 2.5,
      value: 'deadline',
    });
    expect(times(log)).toEqual([1, 2]);
    expect(await run(env)).toMatchObject({ reason: 'exhausted', now: 5 });
  });

  it('of at most so many steps does exactly as many, and then the rest', async () => {
    const { env, log } = ticking(driver, 5);
    expect(await run(env, { maxSteps: 3 })).toMatchObject({ reason: 'maxSteps', now: 2, steps: 3 });
    expect(times(log)).toEqual([1, 2]);
    expect(await run(env, { maxSteps: 1 })).toMatchObject({ reason: 'maxSteps', now: 3, steps: 1 });
    expect(await run(env, { maxSteps: 100 })).toMatchObject({ reason: 'exhausted', now: 5, steps: 2 });
  });

  it('counts waits that are over at once, and callbacks, as steps', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const done = env.event();
    done.succeed();
    env.process(
      body(function* (wait) {
        for (let index = 0; index < 10; index++) {
          yield* wait(done);
          log(index);
        }
      }),
    );
    env.schedule(0, () => log('callback'));
    env.schedule(0, () => log('callback'));
    expect(await run(env, { maxSteps: 4 })).toMatchObject({ reason: 'maxSteps', steps: 4 });
    expect(log.entries.length).toBe(3);
    expect(await run(env, { maxSteps: 8 })).toMatchObject({ reason: 'maxSteps', steps: 8 });
    expect(log.entries.map(([, what]) => what)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 'callback']);
    expect(await run(env)).toMatchObject({ reason: 'exhausted', steps: 1 });
  });

  it('is stopped when the step ends, and can be taken up again', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const done = env.event();
    done.succeed();
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        env.stop('enough');
        log('after stop');
        yield* wait(done);
        log('still the same step');
        yield* wait(env.timeout(0));
        log('next step');
      }),
    );
    expect(await run(env)).toMatchObject({ reason: 'stopped', now: 1, value: 'enough' });
    expect(log.entries).toEqual([
      [1, 'after stop'],
      [1, 'still the same step'],
    ]);
    expect(await run(env)).toMatchObject({ reason: 'exhausted', value: undefined });
    expect(log.entries.slice(2)).toEqual([[1, 'next step']]);
  });

  it('is stopped by a callback before anything else runs', async () => {
    const { env, log } = ticking(driver, 5);
    env.schedule(2, () => env.stop());
    expect(await run(env)).toMatchObject({ reason: 'stopped', now: 2, value: undefined });
    expect(times(log)).toEqual([1]);
  });

  it('is stopped in the last step of a process too', async () => {
    const { env } = ticking(driver, 5);
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(3));
        env.stop('the end');
      }),
    );
    expect(await run(env)).toMatchObject({ reason: 'stopped', now: 3, value: 'the end' });
  });

  it('that is aborted before it begins does nothing', async () => {
    const { env, log } = ticking(driver, 5);
    const signal = AbortSignal.abort();
    expect(await run(env, { signal })).toMatchObject({ reason: 'aborted', now: 0, steps: 0 });
    expect(times(log)).toEqual([]);
    expect(await run(env)).toMatchObject({ reason: 'exhausted', now: 5 });
  });

  it('sees that it is aborted at a turn of the host, and can be taken up again', async () => {
    const { env, log } = ticking(driver, 50_000);
    const abort = new AbortController();
    env.schedule(10.5, () => abort.abort());
    const result = await run(env, { signal: abort.signal });
    expect(result.reason).toBe('aborted');
    expect(result.now).toBeLessThan(20_000);
    expect(await run(env)).toMatchObject({ reason: 'exhausted', now: 50_000 });
    expect(log.entries.length).toBe(50_000);
  });

  it('tells of its progress at turns of the host and at its end', async () => {
    const { env } = ticking(driver, 30_000);
    const told: Progress[] = [];
    const result = await run(env, { onProgress: (progress) => told.push(progress) });
    expect(told.length).toBeGreaterThan(2);
    expect(told.at(-1)).toEqual({ now: 30_000, steps: result.steps });
    const steps = told.map((progress) => progress.steps);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
  });

  it('tells of the steps of this run, and not of those before', async () => {
    const { env } = ticking(driver, 20);
    const told: Progress[] = [];
    await run(env, { until: 5 });
    const result = await run(env, { until: 8, onProgress: (progress) => told.push(progress) });
    expect(result.steps).toBe(3);
    expect(told.at(-1)).toEqual({ now: 8, steps: 3 });
  });

  it('ends if onProgress returns a promise, for which nobody waits', async () => {
    const { env } = ticking(driver, 20);
    const onProgress = async (): Promise<void> => {
      await Promise.resolve();
    };
    // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the mistake itself
    await expect(run(env, { onProgress })).rejects.toThrow(
      'onProgress threw ProcessBodyError: onProgress returned a promise',
    );
  });

  it('ends with the error of onProgress as cause', async () => {
    const { env } = ticking(driver, 30_000);
    const cause = new Error('no screen');
    const onProgress = (): never => {
      throw cause;
    };
    await expect(run(env, { onProgress })).rejects.toMatchObject({ name: 'CallbackFailedError', cause });
  });

  it('may be stopped from onProgress', async () => {
    const { env } = ticking(driver, 30_000);
    let told = 0;
    const result = await run(env, { onProgress: () => (++told === 1 ? env.stop('seen') : undefined) });
    expect(result).toMatchObject({ reason: 'stopped', value: 'seen' });
  });

  it('may be stopped from onProgress, which is told of the end too and says the same again', async () => {
    const { env } = ticking(driver, 30_000);
    const onProgress = ({ now }: Progress): void => {
      if (now > 10_000) env.stop('far enough');
    };
    expect(await run(env, { onProgress })).toMatchObject({ reason: 'stopped', value: 'far enough' });
    expect(await run(env)).toMatchObject({ reason: 'exhausted', now: 30_000 });
  });

  it('cannot be begun from onProgress, not even at its end', async () => {
    const { env } = ticking(driver, 20);
    const onProgress = (): void => {
      expect(() => env.runSync(10)).toThrow(RunStateError);
    };
    expect(await run(env, { until: 5, onProgress })).toMatchObject({ reason: 'until', now: 5 });
  });

  it('that is strict throws DeadlockError where processes wait for ever', async () => {
    const { env } = ticking(driver, 2);
    const bell = env.event({ name: 'bell' });
    const listener = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        yield* wait(bell);
      }),
      { name: 'listener' },
    );
    const error: unknown = await run(env, { strict: true }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DeadlockError);
    expect(error).toMatchObject({ time: 2, blocked: [{ process: listener, since: 1 }] });
    expect((error as Error).message).toContain("process 'listener' has waited for event 'bell' since 1");
    await expect(run(env)).rejects.toBeInstanceOf(EnvironmentClosedError);
  });

  it('that is strict does not count processes made as background', async () => {
    const { env } = ticking(driver, 2);
    const server = env.process(
      body(function* (wait) {
        yield* wait(env.event());
      }),
      { background: true },
    );
    const result = await run(env, { strict: true });
    expect(result).toMatchObject({ reason: 'exhausted', blocked: [{ process: server, background: true }] });
  });

  it('that is strict does not mind processes that wait when it ends for another reason', async () => {
    const { env } = ticking(driver, 5);
    expect(await run(env, { strict: true, until: 3 })).toMatchObject({ reason: 'until' });
    expect(await run(env, { strict: true, maxSteps: 1 })).toMatchObject({ reason: 'maxSteps' });
  });

  it('cannot be begun while one is under way, which goes on', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const rejections: Promise<unknown>[] = [];
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        expect(() => env.runSync()).toThrow(RunStateError);
        expect(() => env.runSync(5)).toThrow('the environment is running already');
        rejections.push(env.run().catch((error: unknown) => error));
        yield* wait(env.timeout(1));
        log('goes on');
      }),
    );
    expect(await run(env)).toMatchObject({ reason: 'exhausted', now: 2 });
    expect(await rejections[0]).toBeInstanceOf(RunStateError);
    expect(log.entries).toEqual([[2, 'goes on']]);
  });

  it('closes the environment if an error ends it: it can be read, not run', async () => {
    const env = new Environment();
    const cause = new Error('broken');
    env.schedule(2, () => {
      throw cause;
    });
    const waiting = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(5));
      }),
    );
    const first: unknown = await run(env).catch((error: unknown) => error);
    expect(first).toMatchObject({ cause });
    expect([env.now, waiting.status, env.peek()]).toEqual([2, 'waiting', 5]);
    const second: unknown = await run(env).catch((error: unknown) => error);
    expect(second).toBeInstanceOf(EnvironmentClosedError);
    expect(second).toMatchObject({ time: 2, cause: first });
  });

  it('takes up what was added after one was exhausted', async () => {
    const { env, log } = ticking(driver, 1);
    await run(env, 4);
    env.process(
      body(function* (wait) {
        log('begins');
        yield* wait(env.timeout(2));
        log('ends');
      }),
    );
    expect(env.peek()).toBe(4);
    expect(await run(env)).toMatchObject({ reason: 'exhausted', now: 6 });
    expect(log.entries).toEqual([
      [1, 'tick'],
      [4, 'begins'],
      [6, 'ends'],
    ]);
  });

  it('leaves an unheard timeout of the present time as it was, however it is cut up', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [deadline, bell] = [env.timeout(5), env.event()];
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(5));
        bell.succeed();
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(bell);
        log(deadline.status);
      }),
    );
    expect(await run(env, { maxSteps: 3 })).toMatchObject({ now: 5 });
    expect(await run(env, { before: 5 })).toMatchObject({ reason: 'until', steps: 0 });
    await run(env);
    expect(log.entries).toEqual([[5, 'succeeded']]);
  });

  it('knows the time of the next piece of work', async () => {
    const { env } = ticking(driver, 2);
    const log: number[] = [env.peek()];
    for (let step = 0; step < 3; step++) {
      await run(env, { maxSteps: 1 });
      log.push(env.peek());
    }
    expect(log).toEqual([0, 1, 2, Infinity]);
  });
});

describe('two environments', () => {
  it('run side by side, each by its own clock', async () => {
    const logs = await Promise.all(
      [1, 10].map(async (delay) => {
        const env = new Environment();
        const log = traceLog(env);
        env.process(async () => {
          for (let index = 0; index < 3; index++) {
            await env.timeout(delay);
            log(index);
          }
        });
        await env.run();
        return log.entries;
      }),
    );
    expect(logs).toEqual([
      [
        [1, 0],
        [2, 1],
        [3, 2],
      ],
      [
        [10, 0],
        [20, 1],
        [30, 2],
      ],
    ]);
  });

  it('may be nested: a process runs another simulation to its end', () => {
    const outer = new Environment();
    const log = traceLog(outer);
    outer.process(function* () {
      yield* outer.timeout(1);
      const inner = new Environment();
      inner.process(function* () {
        yield* inner.timeout(100);
        log('inner', inner.now);
      });
      inner.runSync();
      yield* outer.timeout(1);
      log('outer');
    });
    outer.runSync();
    expect(log.entries).toEqual([
      [1, 'inner', 100],
      [2, 'outer'],
    ]);
  });
});

describe('runSync', () => {
  it('refuses an async process by name', async () => {
    const env = new Environment();
    env.process(
      async () => {
        await env.timeout(1);
      },
      { name: 'courier' },
    );
    expect(() => env.runSync()).toThrow(RunStateError);
    await Promise.resolve();
    expect(() => env.runSync()).toThrow(EnvironmentClosedError);
  });

  it('says what to write instead', () => {
    const env = new Environment();
    env.process(async () => undefined, { name: 'courier' });
    expect(() => env.runSync()).toThrow(
      "process 'courier' is async, and runSync runs generator processes only; write 'await env.run(...)'",
    );
  });

  it('refuses an async process that an earlier run has begun', async () => {
    const env = new Environment();
    env.process(
      async () => {
        await env.timeout(2);
      },
      { name: 'courier' },
    );
    await env.run(1);
    expect(() => env.runSync()).toThrow(RunStateError);
  });

  it('takes up generator processes that an async run has begun', async () => {
    const { env, log } = ticking(drivers[0] as Driver, 4);
    await env.run(2);
    expect(env.runSync()).toMatchObject({ reason: 'exhausted', now: 4 });
    expect(times(log)).toEqual([1, 2, 3, 4]);
  });
});

describe('an async run', () => {
  it('gives the host its turn, with no effect on the trace', async () => {
    const { env, log } = ticking(drivers[1] as Driver, 30_000);
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    await env.run();
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
    expect(times(log)).toEqual(Array.from({ length: 30_000 }, (_, index) => index + 1));
  });

  it('is aborted by the host while it is under way', async () => {
    const { env } = ticking(drivers[1] as Driver, 1_000_000);
    const abort = new AbortController();
    setImmediate(() => abort.abort());
    const result = await env.run({ signal: abort.signal });
    expect(result.reason).toBe('aborted');
    expect(result.now).toBeLessThan(1_000_000);
  });
});
