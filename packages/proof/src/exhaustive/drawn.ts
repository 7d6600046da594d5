import fc from 'fast-check';
import { isAllowed } from './allowed.js';
import { leavesIn } from './bench.js';
import type { Kind } from './bench.js';
import { coverageOf, NOTHING, plus } from './coverage.js';
import type { Coverage } from './coverage.js';
import { MOST_DEPTH, MOST_PROCESSES, MOST_WAITS } from './grammar.js';
import type { Expression, Program } from './grammar.js';
import { exploreProgram } from './prove.js';

/** Where the search of one drawn program ends: a few have far more orders, and are counted as unfinished. */
const MOST_SCHEDULES = 20_000;

/**
 * Draws `count` programs of the whole grammar, and checks the laws in every order of each, up to {@link MOST_SCHEDULES}.
 * @param seed an integer; the same one draws the same programs
 * @throws Error with the smallest program found that breaks a law
 */
export function proveDrawn(kind: Kind, setting: number, count: number, seed: number): Coverage {
  let coverage = NOTHING;
  const keepsLaws = fc.property(drawnPrograms(kind, setting), (program) => {
    const report = exploreProgram(kind, setting, program, MOST_SCHEDULES);
    coverage = plus(coverage, coverageOf(program, report));
  });
  fc.assert(keepsLaws, { numRuns: count, seed, reporter: throwSmallest });
  return coverage;
}

function throwSmallest({ failed, numRuns, seed, errorInstance }: fc.RunDetails<[Program]>): void {
  if (!failed) return;
  const found = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  throw new Error(`${found}\n(npm run prove-drawn -- ${String(numRuns)} ${String(seed)})`, {
    cause: errorInstance,
  });
}

function drawnPrograms(kind: Kind, setting: number): fc.Arbitrary<Program> {
  const leaves = leavesIn(kind, setting);
  const leaf = fc.nat(leaves.length).map((number): Expression => ({ leaf: number }));
  const waits = fc.array(expressions(leaf, MOST_DEPTH), { minLength: 1, maxLength: MOST_WAITS });
  return fc
    .array(waits, { minLength: 1, maxLength: MOST_PROCESSES })
    .filter((program) => isAllowed(program, leaves));
}

function expressions(leaf: fc.Arbitrary<Expression>, depth: number): fc.Arbitrary<Expression> {
  if (depth === 0) return leaf;
  const part = expressions(leaf, depth - 1);
  const combination = fc.record({
    combine: fc.constantFrom('first' as const, 'all' as const),
    parts: fc.tuple(part, part),
  });
  return fc.oneof({ withCrossShrink: true }, leaf, combination);
}
