import type { Grant } from '@asimjs/resources';
import type { Asked, Reading } from './books.js';
import { passes, urgencyOf } from './program.js';
import type { Kind, Request } from './program.js';

/** A place as it stands at the end of an instant: what can be read of it, who waits, and what is held. */
export interface Standing {
  readonly kind: Kind;
  readonly reading: Reading;
  /** In the order in which they were made. */
  readonly waiting: readonly Asked[];
  readonly held: readonly Grant[];
}

/** Those of a place who wait although they could be granted, so far as can be told from outside. */
export function grantableAt(place: Standing): readonly Asked[] {
  const { kind, reading, waiting } = place;
  const takes = waiting.filter(({ act }) => act === 'take');
  const [put] = waiting.filter(({ act }) => act === 'put');
  const watches = waiting.filter(
    ({ act }) => (act === 'empty' && reading.isEmpty) || (act === 'full' && reading.isFull),
  );
  const canPut = put !== undefined && hasRoom(kind, reading, put.request);
  return [...watches, ...(canPut ? [put] : []), ...grantableTakes(place, takes)];
}

function hasRoom(kind: Kind, { capacity, items, level }: Reading, { amount }: Request): boolean {
  return kind === 'container' ? level + amount <= capacity : items.length < capacity;
}

function grantableTakes({ kind, reading }: Standing, takes: readonly Asked[]): readonly Asked[] {
  const { items, level, isOpen, value, parties } = reading;
  switch (kind) {
    case 'queue':
    case 'priorityQueue':
      return items.length > 0 ? takes : [];
    case 'store':
      return takes.filter(({ request: { rule } }) => items.some((item) => passes(rule, urgencyOf(item))));
    case 'container':
      return takes.slice(0, 1).filter(({ request }) => request.amount <= level);
    case 'gate':
      return isOpen ? takes : [];
    case 'state':
      return takes.filter(({ request }) => passes(request.rule, value));
    case 'barrier':
      return new Set(takes.map(({ operation }) => operation.owner)).size >= parties ? takes : [];
    case 'resource':
    case 'preemptive':
    case 'pool':
      // Of lenders the line is looked at with those of the others, for teams.
      return [];
  }
}

/** The requests that stand first at a lender: one, or those of a team that stand there with nobody between them. */
export function headOf({ kind, waiting }: Standing): readonly Asked[] {
  if (kind !== 'resource' && kind !== 'preemptive' && kind !== 'pool') return [];
  const line = waiting
    .filter(({ act }) => act === 'take')
    .toSorted(
      ({ operation: one, request: a }, { operation: other, request: b }) =>
        a.priority - b.priority || one.sequence - other.sequence,
    );
  const [first] = line;
  if (first === undefined) return [];
  const end = line.findIndex(({ team }) => team === undefined || team !== first.team);
  return line.slice(0, first.team === undefined ? 1 : end < 0 ? line.length : end);
}

/** Whether all of `asked` could be lent together. */
export function couldLend({ kind, reading, held }: Standing, asked: readonly Request[]): boolean {
  const room = reading.capacity - reading.inUse;
  if (kind === 'pool') return fits(asked, reading.free);
  if (kind === 'resource') return asked.reduce((sum, { amount }) => sum + amount, 0) <= room;
  const missing = asked.length - room;
  if (missing <= 0) return true;
  const urgency = asked[0]?.priority ?? 0;
  const lower = held.filter(({ priority }) => priority > urgency).length;
  return missing <= lower && missing <= asked.filter(({ rule }) => rule !== 0).length;
}

function fits(asked: readonly Request[], free: readonly number[]): boolean {
  const [first, ...rest] = asked;
  if (first === undefined) return true;
  return free.some((unit, at) => passes(first.rule, unit) && fits(rest, free.toSpliced(at, 1)));
}
