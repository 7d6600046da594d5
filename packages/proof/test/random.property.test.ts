import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { check, DisagreementError } from '../src/random/check.js';
import { printProgram } from '../src/random/print.js';
import { KINDS } from '../src/random/program.js';
import type { Cut, Kind, Program } from '../src/random/program.js';
import { cuts, programs } from '../src/random/programs.js';

// Many runs.
vi.setConfig({ testTimeout: 180_000 });

/**
 * Other programs each time. In this package `npm run random -- 1500 SEED` repeats those of the first test, and
 * `npm run random -- 150 SEED KIND,queue` those of the test of a kind.
 */
const SEED = Math.floor(Math.random() * 2 ** 31);

/** Checks random programs. A failure says the seed, and prints the smallest program that it finds. */
async function checkPrograms(kinds: readonly Kind[], numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(programs(kinds), cuts, async (program, times) => {
      await check(program, times);
    }),
    { seed: SEED, numRuns, reporter: report },
  );
}

function report(result: fc.RunDetails<[Program, Cut[]]>): void {
  if (!result.failed) return;
  const printed = result.counterexample === null ? '' : printProgram(result.counterexample[0]);
  throw new Error(`${printed}\n${fc.defaultReportMessage(result) ?? ''}`, { cause: result.errorInstance });
}

describe(`a random program of the seed ${String(SEED)} gives the trace that the reference says, with both drivers, watched, and split`, () => {
  it('over all resources', async () => {
    await checkPrograms(KINDS, 1500);
  });

  it.each(KINDS)('over places of the kind %s and queues', async (kind) => {
    await checkPrograms(
      KINDS.filter((one) => one === kind || one === 'queue'),
      150,
    );
  });
});

describe('the check of random programs', () => {
  it('gives the length of the trace of a program that agrees', async () => {
    const program: Program = {
      places: [{ kind: 'queue', size: 1, content: 1 }],
      courses: [{ catches: 'nothing', tidy: false, forgetful: false, actions: [{ act: 'read', at: 0 }] }],
      callbacks: [],
    };
    expect(await check(program, [{ until: 0 }])).toBe(5);
  });

  it('finds a program of which asimjs and the reference differ', async () => {
    // The reference takes a capacity of 1.5, and asimjs refuses it.
    const program: Program = {
      places: [{ kind: 'resource', size: 1, content: 0 }],
      courses: [
        {
          catches: 'everything',
          tidy: false,
          forgetful: false,
          actions: [{ act: 'set', at: 0, value: 1.5 }],
        },
      ],
      callbacks: [],
    };
    await expect(check(program, [])).rejects.toThrow(DisagreementError);
  });
});
