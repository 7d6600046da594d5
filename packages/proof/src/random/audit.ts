import type { Observer } from '@asimjs/core';
import type { Operation } from '@asimjs/core/protocol';
import { Books } from './books.js';
import type { Asked, Reading } from './books.js';
import { couldLend, grantableAt, headOf } from './grantable.js';
import type { Standing } from './grantable.js';
import { pick } from './pick.js';
import type { PlaceSpec, Request } from './program.js';

/** A place whose books are kept. */
export interface Audited {
  readonly spec: PlaceSpec;
  read(): Reading;
}

/**
 * Keeps books of every place of a model, and looks at the end of every instant whether they balance and whether anybody
 * waits who could be granted. It knows what was asked, what observers are told, and public getters. What it throws ends
 * the run.
 */
export class Audit implements Observer {
  private readonly places: readonly Audited[];
  private readonly books: readonly Books[];
  private readonly asked = new Map<Operation<unknown>, Asked>();
  private readonly waiting = new Set<Asked>();

  constructor(places: readonly Audited[]) {
    this.places = places;
    this.books = places.map((place) => new Books(place.spec, place.read().items));
  }

  // What the model tells

  note(asked: Asked): void {
    this.asked.set(asked.operation, asked);
  }

  tried(request: Request, act: 'put' | 'take', what: unknown): void {
    if (act === 'put') pick(this.books, request.at).put(request, String(what));
    else pick(this.books, request.at).taken(request, what);
  }

  // What the environment tells

  operationQueued(operation: Operation<unknown>): void {
    this.waiting.add(this.known(operation));
  }

  operationGranted(operation: Operation<unknown>): void {
    const asked = this.known(operation);
    this.waiting.delete(asked);
    pick(this.books, asked.at).granted(asked);
    const { items, level, capacity, inUse } = pick(this.places, asked.at).read();
    const isOver = asked.act === 'put' ? Math.max(items.length, level) > capacity : inUse > capacity;
    if ((asked.act === 'put' || asked.act === 'take') && isOver)
      throw new Error(`a grant went beyond the capacity of ${operation.describe()}`);
  }

  operationWithdrawn(operation: Operation<unknown>): void {
    this.waiting.delete(this.known(operation));
  }

  operationGivenBack(operation: Operation<unknown>): void {
    const asked = this.known(operation);
    pick(this.books, asked.at).givenBack(asked);
  }

  clockMoved(): void {
    this.endOfInstant();
  }

  endOfInstant(): void {
    const standings = this.places.map((place, at): Standing => {
      const waiting = [...this.waiting].filter((asked) => asked.at === at);
      return {
        kind: place.spec.kind,
        reading: place.read(),
        waiting: waiting.toSorted((one, other) => one.operation.sequence - other.operation.sequence),
        held: pick(this.books, at).held,
      };
    });
    for (const [at, standing] of standings.entries()) {
      const complaint = pick(this.books, at).balance(standing.reading);
      if (complaint !== undefined) throw new Error(`place ${String(at)}: ${complaint}`);
      this.assertNone(grantableAt(standing));
    }
    this.assertNone(this.lendable(standings));
  }

  /** Those who stand first at each lender that they wait for, and could have what they ask for. */
  private lendable(standings: readonly Standing[]): readonly Asked[] {
    const heads = standings.map(headOf);
    const isServed = (first: Asked): boolean =>
      standings.every((standing, at) => {
        const fellows = standing.waiting.filter(
          (asked) => asked === first || (first.team !== undefined && asked.team === first.team),
        );
        if (fellows.length === 0) return true;
        const standFirst = fellows.every((fellow) => pick(heads, at).includes(fellow));
        return (
          standFirst &&
          couldLend(
            standing,
            fellows.map(({ request }) => request),
          )
        );
      });
    return heads.flat().filter(isServed);
  }

  private assertNone(grantable: readonly Asked[]): void {
    const [first] = grantable;
    if (first !== undefined) throw new Error(`${first.operation.describe()} waits and could be granted`);
  }

  private known(operation: Operation<unknown>): Asked {
    const asked = this.asked.get(operation);
    if (asked === undefined) throw new Error(`nobody asked for ${operation.describe()}`);
    return asked;
  }
}
