import { printTable } from './table.js';

/** One line of a trace: the simulated time, and what happened. */
export type TraceEntry = readonly [time: number, ...what: unknown[]];

/** A trace, and the function that adds to it. */
export interface TraceLog {
  /** Adds an entry at the present simulated time. */
  (...what: unknown[]): void;
  readonly entries: TraceEntry[];
}

/** A log whose entries carry the time of `env`. */
export function traceLog(env: { readonly now: number }): TraceLog {
  const entries: TraceEntry[] = [];
  const log = (...what: unknown[]): void => {
    entries.push([env.now, ...what]);
  };
  return Object.assign(log, { entries });
}

/** Two traces differ. The message shows where, as a table. */
export class TraceMismatchError extends Error {
  override readonly name: string = 'TraceMismatchError';
}

/** Throws TraceMismatchError unless the traces are the same, entry by entry. */
export function assertSameTrace(actual: readonly TraceEntry[], golden: readonly TraceEntry[]): void {
  const difference = diffTraces(actual, golden);
  if (difference !== undefined) throw new TraceMismatchError(difference);
}

/** How many entries before the first difference are shown, and how many after. */
const SHOWN = 4;

/** The first difference of two traces with what is around it, or `undefined` if there is none. */
export function diffTraces(actual: readonly TraceEntry[], golden: readonly TraceEntry[]): string | undefined {
  const length = Math.max(actual.length, golden.length);
  const place = firstDifference(actual, golden, length);
  if (place === -1) return undefined;
  const from = Math.max(0, place - SHOWN);
  const rows = Array.from({ length: Math.min(length, place + SHOWN + 1) - from }, (_, offset) => {
    const index = from + offset;
    const [is, wanted] = [show(actual[index]), show(golden[index])];
    return [index === place ? '>' : '', String(index), wanted, is, is === wanted ? '' : 'differs'];
  });
  const table = printTable(['', 'entry', 'golden trace', 'this trace', ''], rows);
  return `traces differ from entry ${String(place)} on (${String(golden.length)} wanted, ${String(actual.length)} there)\n${table}`;
}

function firstDifference(
  actual: readonly TraceEntry[],
  golden: readonly TraceEntry[],
  length: number,
): number {
  for (let index = 0; index < length; index++) if (show(actual[index]) !== show(golden[index])) return index;
  return -1;
}

/** An entry as text that differs where the entries do: JSON alone takes `undefined`, NaN and Infinity for null. */
function show(entry: TraceEntry | undefined): string {
  if (entry === undefined) return '(nothing)';
  return JSON.stringify(entry, (_key, value: unknown) => {
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    if (value === undefined || (typeof value === 'number' && !Number.isFinite(value)))
      return `<${String(value)}>`;
    return value;
  });
}
