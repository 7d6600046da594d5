import type { Operation } from '@asimjs/core/protocol';
import { Grant } from '@asimjs/resources';
import type { PlaceSpec, Request } from './program.js';

/** An operation of a program, and what was asked with it. */
export interface Asked {
  readonly operation: Operation<unknown>;
  readonly at: number;
  readonly act: 'take' | 'put' | 'empty' | 'full' | 'changed';
  readonly request: Request;
  readonly item: string;
  /** Those that are granted together have the same; else it is `undefined`. */
  readonly team: number | undefined;
}

/** What can be read of a place through its public getters. */
export interface Reading {
  readonly capacity: number;
  readonly items: readonly string[];
  readonly level: number;
  readonly inUse: number;
  readonly free: readonly number[];
  readonly isOpen: boolean;
  readonly value: number;
  readonly parties: number;
  readonly isEmpty: boolean;
  readonly isFull: boolean;
}

/** What went in and out of one place, counted apart from it. */
export class Books {
  private readonly grants = new Set<Grant>();
  private readonly kind: PlaceSpec['kind'];
  private readonly entered: string[];
  /** What was got, and has not gone back. */
  private readonly gone: string[] = [];
  private level: number;

  constructor({ kind, size, content }: PlaceSpec, items: readonly string[]) {
    this.kind = kind;
    this.entered = [...items];
    this.level = kind === 'container' ? Math.min(size, content) : 0;
  }

  /** Of the grants those that are held. */
  get held(): Grant[] {
    return [...this.grants].filter(({ isHeld }) => isHeld);
  }

  granted({ operation, act, request, item }: Asked): void {
    if (act === 'put') this.put(request, item);
    else if (act === 'take') this.taken(request, operation.outcome);
  }

  put({ amount }: Request, item: string): void {
    this.entered.push(item);
    this.level += amount;
  }

  taken({ amount }: Request, what: unknown): void {
    if (what instanceof Grant) this.grants.add(what);
    else if (typeof what === 'string' && this.kind !== 'container') this.gone.push(what);
    this.level -= amount;
  }

  /** What was granted has gone back. */
  givenBack({ operation, act, request }: Asked): void {
    if (act !== 'take') return;
    if (typeof operation.outcome === 'string') this.comesBack(operation.outcome);
    this.level += request.amount;
  }

  /** Says what is wrong, if anything is. */
  balance({ items, level, inUse, free, capacity }: Reading): string | undefined {
    switch (this.kind) {
      case 'queue':
      case 'priorityQueue':
      case 'store':
        return this.differs(
          'items',
          [...items, ...this.gone].toSorted().join(' '),
          this.entered.toSorted().join(' '),
        );
      case 'container':
        return this.differs('level', String(level), String(this.level));
      case 'resource':
      case 'preemptive': {
        const held = this.held.reduce((sum, { amount }) => sum + amount, 0);
        return this.differs('in use', String(inUse), String(held));
      }
      case 'pool':
        return this.differs('free', String(free.length), String(capacity - this.held.length));
      case 'gate':
      case 'barrier':
      case 'state':
        return undefined;
    }
  }

  private comesBack(item: string): void {
    const index = this.gone.indexOf(item);
    if (index < 0) throw new Error(`${item} was given back, and nobody has it`);
    this.gone.splice(index, 1);
  }

  private differs(what: string, is: string, wanted: string): string | undefined {
    return is === wanted ? undefined : `${what} is ${is}, by the books ${wanted}`;
  }
}
