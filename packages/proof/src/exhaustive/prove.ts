import { Environment } from '@asimjs/core';
import { exploreSync } from '@asimjs/testing';
import { titleOf } from './bench.js';
import type { Kind } from './bench.js';
import { bufferKinds } from './buffers.js';
import { describeProgram, leavesOf, programs } from './grammar.js';
import type { Expression, Program } from './grammar.js';
import { lenderKinds } from './lenders.js';
import { meetingKinds } from './meetings.js';
import { World } from './world.js';

/** Every kind of resource that is put to the proof. */
export const kinds: readonly Kind[] = [...bufferKinds, ...lenderKinds, ...meetingKinds];

/** What was covered. */
export interface Coverage {
  readonly programs: number;
  readonly schedules: number;
  readonly cut: number;
}

/** How one program was explored. */
export interface Explored {
  readonly schedules: number;
  readonly cut: number;
  /** Whether every order was tried. */
  readonly isFinished: boolean;
}

/** Enough for any program of a few leaves: a run that reaches it is reported. */
const MOST_SCHEDULES = 1_000_000;

/**
 * Explores every program of `size` leaves completely, and checks the laws in each order.
 * @param every take one program in `every`, for a part of the proof; the first is always taken
 * @throws Error for the first that breaks a law
 */
export function prove(kind: Kind, setting: number, size: number, every = 1): Coverage {
  const coverage = { programs: 0, schedules: 0, cut: 0 };
  let index = 0;
  for (const program of programsOn(kind, setting, size)) {
    const isTaken = index % every === 0;
    index++;
    if (!isTaken) continue;
    const { schedules, cut } = proveProgram(kind, setting, program);
    coverage.programs++;
    coverage.schedules += schedules;
    coverage.cut += cut;
  }
  return coverage;
}

/** Every program of `size` leaves that is allowed, and not of sleeps alone. */
export function* programsOn(kind: Kind, setting: number, size: number): Generator<Program, void, undefined> {
  const { leaves } = kind.build(new Environment(), setting);
  // The leaf after the last is a sleep.
  for (const program of programs(size, leaves.length + 1)) if (isAllowed(program, leaves)) yield program;
}

/** Whether a program is legal, and not of sleeps alone. */
export function isAllowed(program: Program, leaves: readonly { readonly isPut?: boolean }[]): boolean {
  const expressions = program.flat();
  const usesResource = expressions.flatMap(leavesOf).some((leaf) => leaf < leaves.length);
  return usesResource && !expressions.some((expression) => hasPutInAllInFirst(expression, leaves));
}

/**
 * Explores one program completely, and checks the laws in each order.
 * @throws Error if it breaks a law, or has more orders than are tried
 */
export function proveProgram(kind: Kind, setting: number, program: Program): Explored {
  const explored = exploreProgram(kind, setting, program, MOST_SCHEDULES);
  if (!explored.isFinished) throw new Error(`${title(kind, setting, program)}: not all orders were tried`);
  return explored;
}

/**
 * Explores one program in up to `most` orders, and checks the laws in each.
 * @throws Error if it breaks a law
 */
export function exploreProgram(kind: Kind, setting: number, program: Program, most: number): Explored {
  const report = exploreSync((exploration) => new World(kind, setting, program, exploration).model, {
    allowBlocked: true,
    maxSchedules: most,
  });
  if (report.failure !== undefined)
    throw new Error(`${title(kind, setting, program)}\n${String(report)}`, { cause: report.failure.error });
  return report;
}

function title(kind: Kind, setting: number, program: Program): string {
  const names = kind.build(new Environment(), setting).leaves.map(({ name }) => name);
  return `${titleOf(kind, setting)}: ${describeProgram(program, names)}`;
}

/** A put inside an `allOf` inside a `firstOf` throws. With a depth of two only a part of the whole can be that `allOf`. */
function hasPutInAllInFirst(
  expression: Expression,
  leaves: readonly { readonly isPut?: boolean }[],
): boolean {
  if ('leaf' in expression || expression.combine === 'all') return false;
  return expression.parts.some(
    (part) =>
      'combine' in part &&
      part.combine === 'all' &&
      leavesOf(part).some((leaf) => leaves[leaf]?.isPut === true),
  );
}
