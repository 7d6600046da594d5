import type { Observer, Operation, Process } from '@asimjs/core';

type Stage = 'waiting' | 'granted' | 'withdrawn' | 'given back';

/** The stages from which an operation may come to each; one that has not been heard of is `unknown`. */
const MAY_FOLLOW: Readonly<Record<Stage, readonly (Stage | 'unknown')[]>> = {
  waiting: ['unknown'],
  granted: ['waiting'],
  // One whose step has not ended yet is withdrawn before it has joined its line.
  withdrawn: ['unknown', 'waiting'],
  'given back': ['granted'],
};

/** Watches what processes and operations go through, and throws for what comes twice or out of order. */
export class Auditor implements Observer {
  private readonly suspended = new Set<Process>();
  private readonly stages = new Map<Operation<unknown>, Stage>();

  /** The operations that stand in line. */
  get waiting(): Operation<unknown>[] {
    return this.at('waiting');
  }

  /** The operations that took effect and were not given back. */
  get granted(): Operation<unknown>[] {
    return this.at('granted');
  }

  processSuspended(process: Process): void {
    if (this.suspended.has(process)) throw new Error(`law 3: '${process.name}' was suspended twice`);
    this.suspended.add(process);
  }

  processResumed(process: Process): void {
    if (!this.suspended.delete(process)) throw new Error(`law 3: '${process.name}' was resumed twice`);
  }

  operationQueued(operation: Operation<unknown>): void {
    this.advance(operation, 'waiting', 'law 3');
  }

  operationGranted(operation: Operation<unknown>): void {
    this.advance(operation, 'granted', 'law 3');
  }

  operationRefused(operation: Operation<unknown>): void {
    throw new Error(`law 8: ${operation.describe()} was refused`);
  }

  operationWithdrawn(operation: Operation<unknown>): void {
    this.advance(operation, 'withdrawn', 'law 3');
  }

  operationGivenBack(operation: Operation<unknown>): void {
    this.advance(operation, 'given back', 'law 5');
  }

  private at(stage: Stage): Operation<unknown>[] {
    return [...this.stages].filter(([, reached]) => reached === stage).map(([operation]) => operation);
  }

  private advance(operation: Operation<unknown>, next: Stage, law: string): void {
    const before = this.stages.get(operation) ?? 'unknown';
    if (!MAY_FOLLOW[next].includes(before))
      throw new Error(`${law}: ${operation.describe()} was ${before}, and then ${next}`);
    this.stages.set(operation, next);
  }
}
