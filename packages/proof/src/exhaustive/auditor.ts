import type { Observer, Operation, Process, Waitable } from '@asimjs/core';

/** Watches a run, and says what in it breaks a law. */
export class Auditor implements Observer {
  /** All that were ever settled, in order. */
  readonly operations: Operation<unknown>[] = [];
  readonly waiting: Set<Operation<unknown>> = new Set<Operation<unknown>>();
  private readonly suspended = new Map<Process, Waitable>();
  private readonly endings = new Map<Operation<unknown>, string>();
  /** Called when an instant is over. */
  private readonly endOfInstant: () => void;

  constructor(endOfInstant: () => void) {
    this.endOfInstant = endOfInstant;
  }

  clockMoved(): void {
    this.endOfInstant();
  }

  processSuspended(process: Process, waitable: Waitable): void {
    if (this.suspended.has(process)) throw new Error(`law 3: '${process.name}' was suspended twice`);
    this.suspended.set(process, waitable);
  }

  processResumed(process: Process): void {
    if (!this.suspended.delete(process)) throw new Error(`law 3: '${process.name}' was resumed twice`);
  }

  operationQueued(operation: Operation<unknown>): void {
    this.operations.push(operation);
    this.waiting.add(operation);
  }

  operationGranted(operation: Operation<unknown>): void {
    if (!this.waiting.delete(operation)) throw new Error(`law 3: ${operation.describe()} was granted twice`);
    this.end(operation, 'granted');
  }

  operationRefused(operation: Operation<unknown>): void {
    throw new Error(`law 8: ${operation.describe()} was refused`);
  }

  operationWithdrawn(operation: Operation<unknown>): void {
    this.waiting.delete(operation);
    this.end(operation, 'withdrawn');
  }

  operationGivenBack(operation: Operation<unknown>): void {
    if (this.endings.get(operation) !== 'granted')
      throw new Error(`law 5: ${operation.describe()} was given back without having been granted`);
    this.endings.set(operation, 'given back');
  }

  private end(operation: Operation<unknown>, how: string): void {
    const before = this.endings.get(operation);
    if (before !== undefined)
      throw new Error(`law 3: ${operation.describe()} was ${before}, and then ${how}`);
    this.endings.set(operation, how);
  }
}
