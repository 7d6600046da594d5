import { Environment } from '@asimjs/core';
import fc from 'fast-check';
import type { Kind } from './bench.js';
import { leavesOf, MOST_PROCESSES, MOST_WAITS } from './grammar.js';
import type { Expression, Program } from './grammar.js';
import { exploreProgram, isAllowed } from './prove.js';

/** What was covered by programs that were drawn. */
export interface Drawn {
  readonly programs: number;
  /** How many operations and sleeps there are in them. */
  readonly leaves: number;
  readonly schedules: number;
  /** How many of the programs have more orders than were tried. */
  readonly unfinished: number;
}

/** A few programs of many waits have far more orders. */
const MOST_SCHEDULES = 20_000;

/**
 * Draws programs of the whole grammar, of any size, explores each completely, but for the largest, and checks the laws in each order.
 * @throws Error for the smallest that breaks a law, as far as it could be made smaller
 */
export function proveDrawn(kind: Kind, setting: number, count: number, seed: number): Drawn {
  let [programs, leaves, schedules, unfinished] = [0, 0, 0, 0];
  const keepsLaws = fc.property(drawnPrograms(kind, setting), (program) => {
    const explored = exploreProgram(kind, setting, program, MOST_SCHEDULES);
    schedules += explored.schedules;
    if (!explored.isFinished) unfinished++;
    programs++;
    leaves += program.flat().flatMap(leavesOf).length;
  });
  fc.assert(keepsLaws, { numRuns: count, seed, reporter });
  return { programs, leaves, schedules, unfinished };
}

/** Throws what the smallest program that was found has thrown, and says how to find it again. */
function reporter({ failed, seed, counterexamplePath, errorInstance }: fc.RunDetails<[Program]>): void {
  if (!failed) return;
  const found = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  throw new Error(`${found}\n(seed ${String(seed)}, path ${counterexamplePath ?? ''})`, {
    cause: errorInstance,
  });
}

/** Of all that the grammar allows, on resources of one kind. */
function drawnPrograms(kind: Kind, setting: number): fc.Arbitrary<Program> {
  const { leaves } = kind.build(new Environment(), setting);
  // The one after the last is a sleep.
  const leaf = fc.nat(leaves.length).map((number): Expression => ({ leaf: number }));
  const wait = orCombined(leaf, orCombined(leaf, leaf));
  const process = fc.array(wait, { minLength: 1, maxLength: MOST_WAITS });
  return fc
    .array(process, { minLength: 1, maxLength: MOST_PROCESSES })
    .filter((program) => isAllowed(program, leaves));
}

function orCombined(
  leaf: fc.Arbitrary<Expression>,
  part: fc.Arbitrary<Expression>,
): fc.Arbitrary<Expression> {
  const combination = fc.record({
    combine: fc.constantFrom('first' as const, 'all' as const),
    parts: fc.tuple(part, part),
  });
  return fc.oneof({ withCrossShrink: true }, leaf, combination);
}
