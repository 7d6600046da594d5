import { Environment } from '@asimjs/core';
import type { Operation, Waitable } from '@asimjs/core';

export type Operations = readonly Operation<unknown>[];

/** What a process can wait for in a program. */
export interface Leaf {
  readonly name: string;
  make(): Waitable;
  /** Whether it is a put, which cannot be taken back. */
  readonly isPut?: boolean;
}

/** Resources of one kind in a fresh environment, and what has to be true of them. */
export interface Bench {
  readonly leaves: readonly Leaf[];
  /** When it changes by itself for the last time, an integer. Default: never. */
  readonly lastChange?: number;
  /** Those of `asking` that stand in one line with `operation`, in order: only the first may be granted. */
  lineOf(operation: Operation<unknown>, asking: Operations): Operations;
  /** Which capacity is exceeded as `operation` is granted, if one is. */
  exceeded(operation: Operation<unknown>): string | undefined;
  /**
   * What could be granted of those in line, if anything could: it is to be nothing when an instant ends.
   * @param granted all operations that took effect and were not given back
   */
  grantable(waiting: Operations, granted: Operations): string | undefined;
  /** What is wrong with the books, given all operations that took effect and were not given back. */
  unbalanced(granted: Operations): string | undefined;
  /** Gives back what an operation gave to a process, at the end of that process. */
  release(outcome: unknown): void;
}

/** A kind of resource to be put to the proof, in several settings. */
export interface Kind {
  readonly name: string;
  /** What is set: its capacity, its parties. */
  readonly settingName: string;
  readonly settings: readonly number[];
  build(env: Environment, setting: number): Bench;
}

/** A kind and its setting, for messages. */
export function titleOf({ name, settingName }: Kind, setting: number): string {
  return `${name} (${settingName} ${String(setting)})`;
}

/** What can be waited for on a kind of resource. After the last comes a sleep: see `Expression`. */
export function leavesIn(kind: Kind, setting: number): readonly Leaf[] {
  return kind.build(new Environment(), setting).leaves;
}

/** What each operation was made for, in the order in which they were made. */
export class Notes<Note> {
  private readonly notes = new Map<Operation<unknown>, Note>();

  /** @returns the operation */
  add<O extends Operation<unknown>>(operation: O, note: Note): O {
    this.notes.set(operation, note);
    return operation;
  }

  has(operation: Operation<unknown>): boolean {
    return this.notes.has(operation);
  }

  /** @throws Error for an operation that was not added */
  of(operation: Operation<unknown>): Note {
    const note = this.notes.get(operation);
    if (note === undefined) throw new Error(`nobody asked for ${operation.describe()}`);
    return note;
  }

  /** Those of `asking` that were added, in the order in which they were. */
  inOrder(asking: Operations): Operations {
    const wanted = new Set(asking);
    return [...this.notes.keys()].filter((operation) => wanted.has(operation));
  }
}
