import { exploreSync } from '@asimjs/testing';
import type { ExplorationReport } from '@asimjs/testing';
import { isAllowed } from './allowed.js';
import { leavesIn, titleOf } from './bench.js';
import type { Kind } from './bench.js';
import { coverageOf, NOTHING, plus } from './coverage.js';
import type { Coverage } from './coverage.js';
import { describeProgram, programs } from './grammar.js';
import type { Program } from './grammar.js';
import { World } from './world.js';

/** More orders than any program of a few leaves has: to reach it is an error. */
const MOST_SCHEDULES = 1_000_000;

/**
 * Explores every program of `size` leaves completely, and checks the laws in each order.
 * @param every take one program in `every`, for a part of the proof; the first is always taken
 * @throws Error for the first that breaks a law
 */
export function prove(kind: Kind, setting: number, size: number, every = 1): Coverage {
  let coverage = NOTHING;
  let index = 0;
  for (const program of programsOn(kind, setting, size)) {
    const isTaken = index % every === 0;
    index++;
    if (isTaken) coverage = plus(coverage, coverageOf(program, proveProgram(kind, setting, program)));
  }
  return coverage;
}

/** Every program of `size` leaves that {@link isAllowed}. */
export function* programsOn(kind: Kind, setting: number, size: number): Generator<Program, void, undefined> {
  const leaves = leavesIn(kind, setting);
  for (const program of programs(size, leaves.length + 1)) if (isAllowed(program, leaves)) yield program;
}

/**
 * Explores one program completely, and checks the laws in each order.
 * @throws Error if it breaks a law, or has more orders than are tried
 */
export function proveProgram(kind: Kind, setting: number, program: Program): ExplorationReport {
  const report = exploreProgram(kind, setting, program, MOST_SCHEDULES);
  if (!report.isFinished)
    throw new Error(`${programTitle(kind, setting, program)}: not all orders were tried`);
  return report;
}

/**
 * Explores one program in up to `maxSchedules` orders, and checks the laws in each.
 * @throws Error if it breaks a law
 */
export function exploreProgram(
  kind: Kind,
  setting: number,
  program: Program,
  maxSchedules: number,
): ExplorationReport {
  const report = exploreSync((exploration) => new World(kind, setting, program, exploration).model, {
    allowBlocked: true,
    maxSchedules,
  });
  const { failure } = report;
  if (failure !== undefined)
    throw new Error(`${programTitle(kind, setting, program)}\n${String(report)}`, { cause: failure.error });
  return report;
}

function programTitle(kind: Kind, setting: number, program: Program): string {
  const names = leavesIn(kind, setting).map(({ name }) => name);
  return `${titleOf(kind, setting)}: ${describeProgram(program, names)}`;
}
