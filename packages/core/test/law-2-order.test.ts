import { Environment } from '@asimjs/core';
import { assertSameTrace, drivers, traceLog } from '@asimjs/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NaiveSimulation } from './naive-simulation.js';
import { plainPrograms, play } from './random-program.js';

describe.each(drivers)('order, with the $name driver,', (driver) => {
  const { body, run } = driver;

  it('is that in which work became ready', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [one, two] = [env.event(), env.event()];
    const listen = (who: string, bell: typeof one): void => {
      env.process(
        body(function* (wait) {
          yield* wait(bell);
          log(who);
        }),
      );
    };
    listen('waits for two', two);
    listen('waits for one', one);
    listen('waits for two as well', two);
    env.schedule(1, () => {
      env.process(
        body(function* () {
          log('made first');
        }),
      );
      one.succeed();
      two.succeed();
      env.process(
        body(function* () {
          log('made last');
        }),
      );
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'made first'],
      [1, 'waits for one'],
      [1, 'waits for two'],
      [1, 'waits for two as well'],
      [1, 'made last'],
    ]);
  });

  it('puts all that is ready before the next entry of the same time', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.schedule(1, () => {
      env.process(
        body(function* (wait) {
          log('first entry');
          const child = env.process(
            body(function* () {
              log('its child');
            }),
          );
          yield* wait(child.finished);
          log('joined');
        }),
      );
    });
    env.schedule(1, () => log('second entry'));
    await run(env);
    expect(log.entries).toEqual([
      [1, 'first entry'],
      [1, 'its child'],
      [1, 'joined'],
      [1, 'second entry'],
    ]);
  });

  it('of callbacks is by time, priority and order of scheduling, for random ones', async () => {
    const call = fc.record({
      delay: fc.integer({ min: 0, max: 4 }),
      priority: fc.integer({ min: -2, max: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 60 }), async (calls) => {
        const env = new Environment();
        const log = traceLog(env);
        for (const [index, { delay, priority }] of calls.entries()) {
          env.schedule(delay, () => log(priority, index), { priority });
        }
        await run(env);
        const expected = calls
          .map(({ delay, priority }, index) => [delay, priority, index] as const)
          .sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
        assertSameTrace(log.entries, expected);
      }),
    );
  });

  it('is that of a naive simulation, for random programs', async () => {
    await fc.assert(
      fc.asyncProperty(plainPrograms, async (program) => {
        const naive = new NaiveSimulation();
        const golden = play(program, naive.env, NaiveSimulation.driver);
        naive.run();
        const game = play(program, new Environment(), driver);
        await run(game.env);
        assertSameTrace(game.log.entries, golden.log.entries);
      }),
      { numRuns: 500 },
    );
  });
});
