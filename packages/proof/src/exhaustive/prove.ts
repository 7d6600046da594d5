import { exploreSync } from '@asimjs/testing';
import type { ExplorationReport } from '@asimjs/testing';
import { bufferKinds } from './buffers.js';
import type { Kind } from './bench.js';
import { Environment } from '@asimjs/core';
import { describeProgram, leavesOf, programs } from './grammar.js';
import type { Expression, Program } from './grammar.js';
import { lenderKinds } from './lenders.js';
import { meetingKinds } from './meetings.js';
import { World } from './world.js';

/** Every kind of resource that is put to the proof. */
export const kinds: readonly Kind[] = [...bufferKinds, ...lenderKinds, ...meetingKinds];

/** What was covered of one kind, at one capacity. */
export interface Coverage {
  readonly kind: string;
  readonly capacity: number;
  readonly size: number;
  programs: number;
  schedules: number;
  cut: number;
}

/** Enough for any program of the grammar: a run that reaches it is reported. */
const MOST_SCHEDULES = 1_000_000;

/**
 * Explores every program of `size` leaves completely, and checks the laws in each order.
 * @param every take only every so many-th program, for a part of the proof
 * @throws Error for the first that breaks a law
 */
export function prove(kind: Kind, capacity: number, size: number, every = 1): Coverage {
  const { leaves } = kind.build(new Environment(), capacity);
  const names = [...leaves.map(({ name }) => name), 'sleep'];
  const coverage: Coverage = { kind: kind.name, capacity, size, programs: 0, schedules: 0, cut: 0 };
  let number = 0;
  for (const program of programs(size, names.length)) {
    if (!isWorthwhile(program, leaves) || number++ % every !== 0) continue;
    const report = exploreSync((exploration) => new World(kind, capacity, program, exploration).model, {
      allowBlocked: true,
      maxSchedules: MOST_SCHEDULES,
    });
    assertHolds(report, `${kind.name} of ${String(capacity)}: ${describeProgram(program, names)}`);
    coverage.programs++;
    coverage.schedules += report.schedules;
    coverage.cut += report.cut;
  }
  return coverage;
}

function assertHolds(report: ExplorationReport, program: string): void {
  if (report.failure !== undefined)
    throw new Error(`${program}\n${String(report)}`, { cause: report.failure.error });
  if (!report.isFinished) throw new Error(`${program}: not all orders were tried`);
}

/** Leaves out what is not allowed, and what is like another with its two resources exchanged. */
function isWorthwhile(
  program: Program,
  leaves: readonly { isPut?: boolean; isOfSecond?: boolean }[],
): boolean {
  const used = program
    .flat()
    .flatMap(leavesOf)
    .map((leaf) => leaves[leaf])
    .filter((leaf) => leaf !== undefined);
  if (used[0] === undefined || used[0].isOfSecond === true) return false;
  return !program.flat().some((expression) => hasPutInAllInFirst(expression, leaves));
}

function hasPutInAllInFirst(expression: Expression, leaves: readonly { isPut?: boolean }[]): boolean {
  if ('leaf' in expression || expression.combine === 'all') return false;
  return expression.parts.some(
    (part) =>
      'combine' in part &&
      part.combine === 'all' &&
      leavesOf(part).some((leaf) => leaves[leaf]?.isPut === true),
  );
}
