import { printTable } from '../table.js';
import type { TraceEntry } from '../trace.js';
import type { Fault } from './attempt.js';
import { ExplorerUseError } from './explorer-use-error.js';
import { show } from './shape.js';

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

/** What else there is to tell of a search. */
export interface Wording {
  /** Whether it tried some orders only, drawn at random. */
  readonly isSample: boolean;
  /** Whether the model said that it touched anything. */
  readonly hasTouched: boolean;
  /** The options that kept it from trying all orders. */
  readonly bounds: readonly string[];
  /** What to do about runs that were too long; may be empty. */
  readonly advice: string;
}

export function tooLongAdvice(maxSteps: number, time: number): string {
  return `\nA run was given up after ${grouped(maxSteps)} steps (maxSteps), at time ${String(time)}. If the model goes on for ever, return \`until\` next to \`env\`: the time up to which it is run. If its clock stands still, a loop of it has no delay.`;
}

const NODE_INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** A report that prints as text, in a console too. */
export function makeReport(found: Omit<ExplorationReport, 'toString'>, wording: Wording): ExplorationReport {
  const report = { ...found, toString: () => describeReport(found, wording) };
  return Object.defineProperty(report, NODE_INSPECT, { value: () => report.toString() });
}

function describeReport(found: Omit<ExplorationReport, 'toString'>, wording: Wording): string {
  const { schedules, cut, tooLong, failure } = found;
  const counts = [
    `${String(schedules)} ${schedules === 1 ? 'schedule' : 'schedules'} run`,
    ...(cut > 0 ? [`${String(cut)} cut`] : []),
    ...(tooLong > 0 ? [`${String(tooLong)} given up as too long`] : []),
  ].join(', ');
  if (failure !== undefined) return `${describeFailure(failure)}\n\n${counts}`;
  return `${counts}; ${describeCoverage(found, wording)}${tooLong > 0 ? wording.advice : ''}`;
}

function describeCoverage(
  { isFinished, cut, tooLong }: Omit<ExplorationReport, 'toString'>,
  { isSample, hasTouched, bounds }: Wording,
): string {
  if (isSample) return `orders drawn at random${tooLong > 0 ? ' (see maxSteps)' : ''}`;
  if (!isFinished) return `not all orders tried (see ${bounds.join(' and ')})`;
  return cut > 0 && !hasTouched
    ? 'all orders tried that differ in what asimjs knows of (touch was not called)'
    : 'all orders tried';
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
    ...(kind === 'deadlock' ? ['', BACKGROUND] : []),
  ].join('\n');
}

const BACKGROUND =
  'A process that may wait for ever, such as a server, is made with { background: true }; `allowBlocked` allows it to all.';

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
  if (!Array.isArray(trace))
    throw new ExplorerUseError(
      `printTrace takes a trace, such as the 'trace' of a failure or of a replay, but was given ${show(trace)}`,
    );
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
