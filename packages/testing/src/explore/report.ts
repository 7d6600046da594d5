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

/** How to tell of runs that ended at a bound. */
export interface Wording {
  /** The options that are to be looked at. */
  readonly bounds: readonly string[];
  /** What to do about runs that were too long; may be empty. */
  readonly advice: string;
}

export function tooLongAdvice(maxSteps: number): string {
  return `\nA run was given up after ${grouped(maxSteps)} steps (maxSteps). If the model goes on for ever, return \`until\` next to \`env\`: the time up to which it is run.`;
}

export function describeReport(report: ExplorationReport, { bounds, advice }: Wording): string {
  const { schedules, cut, tooLong, isFinished, failure } = report;
  const counts = [
    `${String(schedules)} ${schedules === 1 ? 'schedule' : 'schedules'} run`,
    ...(cut > 0 ? [`${String(cut)} cut`] : []),
    ...(tooLong > 0 ? [`${String(tooLong)} given up as too long`] : []),
  ].join(', ');
  if (failure === undefined) {
    const result = isFinished ? 'all orders tried' : `not all orders tried (see ${bounds.join(' and ')})`;
    return `${counts}; ${result}${tooLong > 0 ? advice : ''}`;
  }
  return `${describeFailure(failure)}\n\n${counts}`;
}

function describeFailure({ kind, error, time, blocked, schedule, foundAs, trace }: Failure): string {
  const what = kind === 'deadlock' ? 'processes wait for ever' : `${wordOf[kind]}: ${String(error)}`;
  const found = foundAs === schedule ? '' : ` (found as '${foundAs}')`;
  return [
    `at time ${String(time)} ${what}`,
    `schedule: '${schedule}'${found}`,
    '',
    printTrace(trace, SHOWN),
    ...(blocked.length > 0 ? ['', ...blocked] : []),
  ].join('\n');
}

const wordOf = { error: 'the run failed', invariant: 'a check failed' } as const;

/** How many rows of a trace are shown in a message. */
const SHOWN = { first: 20, last: 200 };

/**
 * A trace as a table of time, process and what it did.
 * @param shown how many rows at its beginning and at its end, integers >= 0; default all
 */
export function printTrace(
  trace: readonly TraceEntry[],
  shown: { readonly first: number; readonly last: number } = { first: Infinity, last: 0 },
): string {
  const { first, last } = shown;
  const leftOut = trace.length - first - last;
  const heading = ['time', 'process', 'what'];
  if (leftOut <= 1) return printTable(heading, trace.map(rowOf));
  return printTable(heading, [
    ...trace.slice(0, first).map(rowOf),
    `... ${grouped(leftOut)} rows left out`,
    ...trace.slice(trace.length - last).map(rowOf),
  ]);
}

function rowOf([time, who, what]: TraceEntry): string[] {
  return [String(time), String(who), String(what)];
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
