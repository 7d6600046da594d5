import { titleOf } from './bench.js';
import type { Kind } from './bench.js';
import { bufferKinds } from './buffers.js';
import { NOTHING, describeCoverage, plus } from './coverage.js';
import type { Coverage } from './coverage.js';
import { lenderKinds } from './lenders.js';
import { meetingKinds } from './meetings.js';

/** Every kind of resource that is put to the proof. */
export const kinds: readonly Kind[] = [...bufferKinds, ...lenderKinds, ...meetingKinds];

/** A kind of resource in one of its settings. */
export interface Subject {
  readonly kind: Kind;
  readonly setting: number;
  readonly title: string;
}

export const subjects: readonly Subject[] = kinds.flatMap((kind) =>
  kind.settings.map((setting) => ({ kind, setting, title: titleOf(kind, setting) })),
);

/** Proves one subject after the other, and prints how far it has come. @returns all that was covered */
export function proveEach(label: string, prove: (subject: Subject) => Coverage): Coverage {
  return subjects.reduce((total, subject) => {
    const coverage = prove(subject);
    const seconds = (performance.now() / 1000).toFixed(0);
    console.log(`${seconds} s: ${label}, ${subject.title}: ${describeCoverage(coverage)}`);
    return plus(total, coverage);
  }, NOTHING);
}
