import { Environment } from '@asimjs/core';
import { assertSameTrace, drivers } from '@asimjs/testing';
import type { Driver, TraceEntry } from '@asimjs/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { play, programs, standing } from './random-program.js';
import type { Program } from './random-program.js';

/** Everything that can be seen of a program: its trace, and how it ends. */
async function traceOf(program: Program, driver: Driver): Promise<TraceEntry[]> {
  const game = play(program, new Environment(), driver);
  const result = await driver.run(game.env).catch((error: unknown) => ({ reason: String(error), now: NaN }));
  return [...game.log.entries, [result.now, result.reason, ...standing(game)]];
}

const [generator, async] = drivers as [Driver, Driver];

describe('determinism', () => {
  it('gives a model the same trace every time', async () => {
    const program: Program = [
      [{ do: 'set', delay: 3 }, { do: 'listen', bell: 0 }, { do: 'sleep', delay: 1 }, { do: 'meet' }],
      [
        { do: 'sleep', delay: 1 },
        { do: 'ring', bell: 0 },
        { do: 'spawn', join: true, actions: [{ do: 'enter' }] },
      ],
      [{ do: 'enter' }, { do: 'call', delay: 1, priority: 1, bell: 0 }, { do: 'sleep', delay: 1 }],
    ];
    const golden = await traceOf(program, generator);
    expect(golden.length).toBeGreaterThan(20);
    for (let repetition = 0; repetition < 3; repetition++) {
      assertSameTrace(await traceOf(program, generator), golden);
      assertSameTrace(await traceOf(program, async), golden);
    }
  });

  it('holds for random programs, under both drivers', async () => {
    await fc.assert(
      fc.asyncProperty(programs, async (program) => {
        const golden = await traceOf(program, generator);
        assertSameTrace(await traceOf(program, generator), golden);
        assertSameTrace(await traceOf(program, async), golden);
      }),
      { numRuns: 300 },
    );
  });

  it('holds for simulations that run side by side', async () => {
    await fc.assert(
      fc.asyncProperty(programs, programs, async (one, other) => {
        const alone = [await traceOf(one, async), await traceOf(other, async)];
        const together = await Promise.all([traceOf(one, async), traceOf(other, async)]);
        for (const [index, trace] of together.entries()) assertSameTrace(trace, alone[index] ?? []);
      }),
      { numRuns: 100 },
    );
  });
});
