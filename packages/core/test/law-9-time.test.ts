import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { play, programs } from './random-program.js';

describe.each(drivers)('time, with the $name driver,', (driver) => {
  const { body, run } = driver;

  it('is right inside every callback: of a process, a schedule, an observer and a progress report', async () => {
    const env = new Environment({ start: 100 });
    const log = traceLog(env);
    env.observe({
      clockMoved: (from, to) => log('clock', from, to),
      processResumed: ({ now }) => log('resumed', now),
    });
    env.schedule(1, () => log('callback'));
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        log('process');
      }),
    );
    await run(env, { until: 105, onProgress: ({ now }) => log('progress', now) });
    expect(log.entries).toEqual([
      [101, 'clock', 100, 101],
      [101, 'callback'],
      [102, 'clock', 101, 102],
      [102, 'resumed', 102],
      [102, 'process'],
      [105, 'clock', 102, 105],
      [105, 'progress', 105],
    ]);
  });

  it('does not go back where fractions add up', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 10 }), { maxLength: 6 }),
        async (delays) => {
          const env = new Environment();
          const log = traceLog(env);
          for (const own of delays) {
            env.process(
              body(function* (wait) {
                for (const delay of own) {
                  const due = env.now + delay;
                  yield* wait(env.timeout(delay));
                  log(env.now === due);
                }
              }),
            );
          }
          await run(env);
          expect(log.entries.every(([, isDue]) => isDue)).toBe(true);
          const times = log.entries.map(([time]) => time);
          expect(times).toEqual([...times].sort((a, b) => a - b));
        },
      ),
    );
  });

  it('never goes back in random programs, and moves only as an observer is told', async () => {
    await fc.assert(
      fc.asyncProperty(programs, async (program) => {
        const game = play(program, new Environment(), driver);
        const moves: number[] = [0];
        game.env.observe({
          clockMoved: (from, to) => {
            expect(from).toBe(moves.at(-1));
            expect(to).toBeGreaterThan(from);
            expect(game.env.now).toBe(to);
            moves.push(to);
          },
        });
        await run(game.env).catch((error: unknown) => {
          expect(error).toMatchObject({ name: 'ProcessFailedError' });
        });
        const times = game.log.entries.map(([time]) => time);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(times.every((time) => moves.includes(time))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
