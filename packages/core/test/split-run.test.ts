import { Environment } from '@asimjs/core';
import type { RunResult } from '@asimjs/core';
import { assertSameTrace, drivers } from '@asimjs/testing';
import type { TraceEntry } from '@asimjs/testing';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { play, programs, standing } from './random-program.js';
import type { Play, Program } from './random-program.js';

/** A piece of a run. */
type Cut = {
  readonly by: 'until' | 'before' | 'maxSteps' | 'stop' | 'event' | 'abort';
  readonly amount: number;
};

const cuts: fc.Arbitrary<Cut[]> = fc.array(
  fc.record({
    by: fc.constantFrom('until', 'before', 'maxSteps', 'maxSteps', 'stop', 'event', 'abort'),
    amount: fc.nat(4),
  }),
  { maxLength: 12 },
);

describe.each(drivers)(
  'with the $name driver, a run split at random points gives the same trace as the unsplit run',
  (driver) => {
    async function piece({ env }: Play, { by, amount }: Cut): Promise<RunResult> {
      switch (by) {
        case 'until':
          return driver.run(env, { until: env.now + amount });
        case 'before':
          return driver.run(env, { before: env.now + amount });
        case 'maxSteps':
          return driver.run(env, { maxSteps: amount + 1 });
        case 'stop':
          env.schedule(amount, () => {
            env.stop();
          });
          return driver.run(env);
        case 'event':
          return driver.run(env, { until: env.timeout(amount) });
        case 'abort':
          return driver.run(env, { signal: AbortSignal.abort() });
      }
    }

    /** All that can be seen of a program: what it logs and, if asked for, what an observer is told of its processes. */
    async function traceOf(
      program: Program,
      split: readonly Cut[],
      isObserved: boolean,
    ): Promise<TraceEntry[]> {
      const game = play(program, new Environment(), driver);
      const { log } = game;
      if (isObserved) {
        game.env.observe({
          processStarted: ({ name }) => log('started', name),
          processSuspended: ({ name }, waitable) => log('suspended', name, waitable.describe()),
          processResumed: ({ name }) => log('resumed', name),
          processEnded: ({ name }) => log('ended', name),
          processFailed: ({ name }) => log('failed', name),
        });
      }
      let end = '';
      try {
        for (const cut of split) await piece(game, cut);
        await driver.run(game.env);
      } catch (error) {
        end = String(error);
      }
      return [...log.entries, [0, end, ...standing(game)]];
    }

    it.each([false, true])('(observed: %s)', async (isObserved) => {
      await fc.assert(
        fc.asyncProperty(programs, cuts, async (program, split) => {
          assertSameTrace(await traceOf(program, split, isObserved), await traceOf(program, [], isObserved));
        }),
        { numRuns: 300 },
      );
    });
  },
);
