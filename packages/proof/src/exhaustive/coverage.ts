import type { ExplorationReport } from '@asimjs/testing';
import { leavesOf } from './grammar.js';
import type { Program } from './grammar.js';

/** What was covered. */
export interface Coverage {
  readonly programs: number;
  /** How many operations and sleeps there are in them. */
  readonly leaves: number;
  readonly schedules: number;
  readonly cut: number;
  /** How many of the programs have more orders than were tried. */
  readonly unfinished: number;
}

export const NOTHING: Coverage = { programs: 0, leaves: 0, schedules: 0, cut: 0, unfinished: 0 };

export function plus(one: Coverage, other: Coverage): Coverage {
  return {
    programs: one.programs + other.programs,
    leaves: one.leaves + other.leaves,
    schedules: one.schedules + other.schedules,
    cut: one.cut + other.cut,
    unfinished: one.unfinished + other.unfinished,
  };
}

export function coverageOf(program: Program, { schedules, cut, isFinished }: ExplorationReport): Coverage {
  const leaves = program.flat().flatMap(leavesOf).length;
  return { programs: 1, leaves, schedules, cut, unfinished: isFinished ? 0 : 1 };
}

export function describeCoverage({ programs, leaves, schedules, cut, unfinished }: Coverage): string {
  const what = `${String(programs)} programs of ${String(leaves)} operations and sleeps`;
  return `${what}, ${String(schedules)} schedules, ${String(cut)} cut, ${String(unfinished)} programs unfinished`;
}
