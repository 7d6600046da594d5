import type { Environment, Operation, Waitable } from '@asimjs/core';

/** What a process can wait for in a program. */
export interface Leaf {
  readonly name: string;
  make(): Waitable;
  /** Whether it is a put, which can not be taken back. */
  readonly isPut?: boolean;
  /** Whether it belongs to a second resource, which is like the first. */
  readonly isOfSecond?: boolean;
}

/** Resources of one kind in a fresh environment, and what has to be true of them. */
export interface Bench {
  readonly leaves: readonly Leaf[];
  /** What could be granted of those in line, if anything could: it is to be nothing when an instant ends. */
  grantable(waiting: readonly Operation<unknown>[]): string | undefined;
  /** What is wrong with the books, given all operations that took effect and were not given back. */
  unbalanced(granted: readonly Operation<unknown>[]): string | undefined;
  /** Gives back what a process was given, at its end. */
  release(outcome: unknown): void;
}

/** A kind of resource to be put to the proof. */
export interface Kind {
  readonly name: string;
  readonly capacities: readonly number[];
  build(env: Environment, capacity: number): Bench;
}
