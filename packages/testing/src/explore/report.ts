import { printTable } from '../table.js';
import type { TraceEntry } from '../trace.js';
import type { Fault } from './attempt.js';

/** An order of events in which a model goes wrong. */
export interface Failure extends Fault {
  /** The schedule, shrunk to few departures from the usual order: give it to `replay`. */
  readonly schedule: string;
  /** The schedule as it was found. */
  readonly foundAs: string;
  /** What happened in it: time, process, what. */
  readonly trace: readonly TraceEntry[];
}

export interface ExplorationReport {
  /** How many runs went to their end. */
  readonly schedules: number;
  /** How many were cut, since they could lead to nothing new. */
  readonly cut: number;
  /** How many were given up after `maxSteps` steps. */
  readonly tooLong: number;
  /** Whether every order and every outcome was tried, or was left out since it could not differ from one that was. */
  readonly isFinished: boolean;
  /** The first fault that was found. */
  readonly failure: Failure | undefined;
  /** All of it in words. */
  toString(): string;
}

/** A model goes wrong in some order of events. The message shows which, what happens, and who waits for what. */
export class ExplorationError extends Error {
  override readonly name: string = 'ExplorationError';
  readonly report: ExplorationReport;

  constructor(report: ExplorationReport) {
    super(report.toString(), { cause: report.failure?.error });
    this.report = report;
  }
}

export function describeReport(report: ExplorationReport): string {
  const { schedules, cut, tooLong, isFinished, failure } = report;
  const counts = [
    `${String(schedules)} ${schedules === 1 ? 'schedule' : 'schedules'} run`,
    ...(cut > 0 ? [`${String(cut)} cut`] : []),
    ...(tooLong > 0 ? [`${String(tooLong)} given up as too long`] : []),
  ].join(', ');
  if (failure === undefined)
    return `${counts}; ${isFinished ? 'all orders tried' : 'not all orders tried (see maxSchedules and maxSteps)'}`;
  return `${describeFailure(failure)}\n\n${counts}`;
}

function describeFailure({ kind, error, time, blocked, schedule, foundAs, trace }: Failure): string {
  const what = kind === 'deadlock' ? 'processes wait for ever' : `${wordOf[kind]}: ${String(error)}`;
  const found = foundAs === schedule ? '' : ` (found as '${foundAs}')`;
  return [
    `at time ${String(time)} ${what}`,
    `schedule: '${schedule}'${found}`,
    '',
    printTrace(trace),
    ...(blocked.length > 0 ? ['', ...blocked] : []),
  ].join('\n');
}

const wordOf = { error: 'the run failed', invariant: 'a check failed' } as const;

/** A trace as a table of time, process and what it did. */
export function printTrace(trace: readonly TraceEntry[]): string {
  return printTable(
    ['time', 'process', 'what'],
    trace.map(([time, who, what]) => [String(time), String(who), String(what)]),
  );
}
