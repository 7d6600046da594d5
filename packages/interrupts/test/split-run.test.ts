import type { RunResult } from '@asimjs/core';
import { assertSameTrace, drivers } from '@asimjs/testing';
import type { TraceEntry } from '@asimjs/testing';
import fc from 'fast-check';
import { describe, it, vi } from 'vitest';
import { Play } from './play.js';
import { programs } from './random-program.js';
import type { Program } from './random-program.js';
import { RealWorld } from './real-world.js';

// Many runs, maybe on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** A piece of a run. */
interface Cut {
  readonly by: 'until' | 'before' | 'maxSteps' | 'abort';
  readonly amount: number;
}

const cuts: fc.Arbitrary<Cut[]> = fc.array(
  fc.record({ by: fc.constantFrom('until', 'before', 'maxSteps', 'maxSteps', 'abort'), amount: fc.nat(3) }),
  { maxLength: 12 },
);

describe.each(drivers)('with the $name driver', (driver) => {
  async function piece({ env }: RealWorld, { by, amount }: Cut): Promise<RunResult> {
    switch (by) {
      case 'until':
        return driver.run(env, { until: env.now + amount });
      case 'before':
        return driver.run(env, { before: env.now + amount });
      case 'maxSteps':
        return driver.run(env, { maxSteps: amount + 1 });
      case 'abort':
        return driver.run(env, { signal: AbortSignal.abort() });
    }
  }

  async function traceOf(program: Program, split: readonly Cut[]): Promise<TraceEntry[]> {
    const world = new RealWorld(driver);
    const play = new Play(program, world);
    for (const cut of split) await piece(world, cut);
    await driver.run(world.env);
    return [...play.log.entries, [0, ...play.standing, ...world.shelf.items]];
  }

  it('a run with interrupts and work, split at random points, gives the same trace as the unsplit run', async () => {
    await fc.assert(
      fc.asyncProperty(programs, cuts, async (program, split) => {
        assertSameTrace(await traceOf(program, split), await traceOf(program, []));
      }),
      { numRuns: 500 },
    );
  });
});
