import type { WorkDecision, WorkProgress } from '@asimjs/interrupts';

/** What a script does; what it yields is between it and its world. */
export type Steps<T = void> = Generator<unknown, T, unknown>;

/** What a process can wait for. */
export interface Goal {
  readonly for: 'bell' | 'item' | 'both';
  readonly bell: number;
  /** How long, at most; `undefined` for as long as it takes. */
  readonly within: number | undefined;
}

/** An interrupt, as far as a program looks at it. */
export interface Thrown {
  readonly cause: unknown;
  readonly remaining: number | undefined;
}

/** How a process waits, in the style of its world. */
export interface Waits {
  sleep(delay: number): Steps<unknown>;
  attain(goal: Goal): Steps<unknown>;
  hold(script: (waits: Waits) => Steps): Steps;
  work(
    duration: number,
    handler: (waits: Waits, thrown: Thrown, progress: WorkProgress) => Steps<WorkDecision | undefined>,
  ): Steps<unknown>;
}

/** Where a program runs: some bells, a shelf with items, and processes that are known by their number. */
export interface World {
  readonly now: number;
  start(script: (waits: Waits) => Steps): void;
  schedule(delay: number, priority: number, callback: () => void): void;
  /** Rings a bell; one that has rung is wound up again. */
  ring(bell: number): void;
  put(item: string): void;
  interrupt(process: number, cause: number): boolean;
  cancel(process: number): boolean;
  isInterrupt(error: unknown): error is Thrown;
  statusOf(process: number): string;
}

export const BELLS = 2;
