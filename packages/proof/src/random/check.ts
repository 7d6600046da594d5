import { diffTraces, drivers } from '@asimjs/testing';
import type { Driver, TraceEntry } from '@asimjs/testing';
import type { Cut, Program } from './program.js';
import { RealModel } from './real-model.js';
import type { Pieces } from './real-model.js';
import { ReferenceModel } from './reference/reference-model.js';

/** Two traces of one program differ. */
export class DisagreementError extends Error {
  override readonly name: string = 'DisagreementError';
}

/** Runs `program` in all ways. Throws if two of them differ. @returns the number of entries of the trace */
export async function check(program: Program, cuts: readonly Cut[]): Promise<number> {
  const reference = new ReferenceModel(program);
  const wanted = reference.run();
  const generator = drivers.find(({ name }) => name === 'generator');
  if (generator === undefined) throw new Error('no driver');
  for (const driver of drivers) {
    // Books are kept with one driver only, so that agreement does not hang on the observer.
    const isAudited = driver === generator;
    const trace = await new RealModel(program, driver, isAudited).run();
    compare(`asimjs with the ${driver.name} driver`, trace, wanted, reference.hasCrashed);
  }
  const split = await new RealModel(program, generator).run(piecesAt(cuts, generator));
  compare(
    `a run split at ${JSON.stringify(cuts)}`,
    withoutEndTime(split, wanted),
    wanted,
    reference.hasCrashed,
  );
  return wanted.length;
}

/** Runs piece by piece, and then to the end. A time that has passed is left out. */
function piecesAt(cuts: readonly Cut[], driver: Driver): Pieces {
  return async ({ env }) => {
    for (const cut of cuts) {
      const time = 'until' in cut ? cut.until : 'before' in cut ? cut.before : Infinity;
      if (time >= env.now) await driver.run(env, cut);
    }
    return await driver.run(env);
  };
}

/** The closing entries at the times of `wanted`: a run to a later time has moved the clock there. */
function withoutEndTime(trace: readonly TraceEntry[], wanted: readonly TraceEntry[]): TraceEntry[] {
  const closing = ['blocked', 'places', 'processes'];
  return trace.map(([time, ...what], index) => [
    closing.includes(String(what[0])) ? (wanted[index]?.[0] ?? time) : time,
    ...what,
  ]);
}

/** After an error that ends a run, the step that caused it may go on for a while, which is left out. */
function compare(
  name: string,
  trace: readonly TraceEntry[],
  wanted: readonly TraceEntry[],
  hasCrashed: boolean,
): void {
  const last = trace.at(-1);
  const relevant =
    hasCrashed && last !== undefined && trace.length > wanted.length
      ? [...trace.slice(0, wanted.length - 1), last]
      : trace;
  const difference = diffTraces(relevant, wanted);
  if (difference === undefined) return;
  throw new DisagreementError(
    `${name} is not what the reference says\n${difference}\nreference:\n${lines(wanted)}\nasimjs:\n${lines(trace)}`,
  );
}

function lines(trace: readonly TraceEntry[]): string {
  return trace.map((entry) => `  ${entry.join(' ')}`).join('\n');
}
