import { Environment, LivelockError } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  it('a process that waits for what has happened, for ever, ends the run by name', async () => {
    const env = new Environment();
    const done = env.event();
    done.succeed();
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(3));
        for (;;) yield* wait(done);
      }),
      { name: 'spinner' },
    );
    const error: unknown = await run(env).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(LivelockError);
    expect(error).toMatchObject({ time: 3, process: 'spinner' });
    expect((error as Error).message).toMatch(/spinner.*maxStepsPerInstant/);
  });

  it('a process that sleeps for no time, for ever, ends the run by name', async () => {
    const env = new Environment({ maxStepsPerInstant: 500 });
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(3));
        for (;;) yield* wait(env.timeout(0));
      }),
      { name: 'sleepless' },
    );
    await expect(run(env)).rejects.toMatchObject({ name: 'LivelockError', time: 3, process: 'sleepless' });
  });

  it('two processes that wake each other, for ever, end the run by the name of one of them', async () => {
    const env = new Environment({ maxStepsPerInstant: 500 });
    const balls = [env.event(), env.event()];
    const player = (mine: number): void => {
      env.process(
        body(function* (wait) {
          for (;;) {
            yield* wait(balls[mine]!);
            balls[mine] = env.event();
            balls[1 - mine]!.succeed();
          }
        }),
        { name: `player ${mine}` },
      );
    };
    player(0);
    player(1);
    env.schedule(2, () => balls[0]!.succeed());
    await expect(run(env)).rejects.toMatchObject({
      name: 'LivelockError',
      time: 2,
      process: expect.stringMatching(/^player [01]$/) as unknown,
    });
  });

  it('processes that make processes, for ever, end the run by the name of one of them', async () => {
    const env = new Environment({ maxStepsPerInstant: 500 });
    const multiply = (): void => {
      env.process(
        body(function* () {
          multiply();
        }),
        { name: 'clone' },
      );
    };
    multiply();
    await expect(run(env)).rejects.toMatchObject({ name: 'LivelockError', time: 0, process: 'clone' });
  });

  it('callbacks that schedule each other in one instant, for ever, end the run', async () => {
    const env = new Environment({ maxStepsPerInstant: 500 });
    const again = (): void => {
      env.schedule(0, again);
    };
    env.schedule(1, again);
    const error: unknown = await run(env).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(LivelockError);
    expect(error).toMatchObject({ time: 1, process: undefined });
    expect((error as Error).message).toContain('scheduled callback');
  });

  it.each([1, 2, 5, 40])('exactly %i steps in every instant are not too many', async (steps) => {
    const env = new Environment({ maxStepsPerInstant: steps });
    const log = traceLog(env);
    // The first step of the body is in the instant 0.
    env.process(
      body(function* (wait) {
        for (let index = 1; index < steps; index++) yield* wait(env.timeout(0));
        for (let time = 1; time <= 100; time++) {
          yield* wait(env.timeout(1));
          for (let index = 1; index < steps; index++) yield* wait(env.timeout(0));
          if (time % 50 === 0) log('still going');
        }
      }),
    );
    expect(await run(env)).toMatchObject({ reason: 'exhausted', steps: 101 * steps });
    expect(log.entries).toEqual([
      [50, 'still going'],
      [100, 'still going'],
    ]);
  });

  it('a run that does more than the set number of steps in one instant ends, however long it went on before', async () => {
    const env = new Environment({ maxStepsPerInstant: 10 });
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        for (let time = 0; time < 33; time++) yield* wait(env.timeout(1));
        for (let index = 0; index < 25; index++) {
          yield* wait(env.timeout(0));
          log(index);
        }
      }),
    );
    await expect(run(env)).rejects.toBeInstanceOf(LivelockError);
    expect(log.entries.length).toBeGreaterThanOrEqual(9);
    expect(log.entries.length).toBeLessThanOrEqual(20);
  });

  it('a run of an unlimited number of steps in one instant is allowed where it is asked for', async () => {
    const env = new Environment({ maxStepsPerInstant: Infinity });
    env.process(
      body(function* (wait) {
        for (let index = 0; index < 20_000; index++) yield* wait(env.timeout(0));
      }),
    );
    expect(await run(env)).toMatchObject({ reason: 'exhausted', now: 0, steps: 20_001 });
  });

  it('steps of other instants do not count, however a run is cut up', async () => {
    const env = new Environment({ maxStepsPerInstant: 100 });
    env.process(
      body(function* (wait) {
        for (let index = 0; index < 1000; index++) yield* wait(env.timeout(1));
      }),
    );
    for (let cut = 0; cut < 50; cut++) expect((await run(env, { maxSteps: 7 })).steps).toBe(7);
    expect(await run(env)).toMatchObject({ reason: 'exhausted', now: 1000 });
  });
});
