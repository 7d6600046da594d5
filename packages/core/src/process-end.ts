import { SimEvent } from './event.js';
import type { Kernel } from './kernel.js';
import type { Process } from './process.js';

/** The end of a process: succeeds with what its body returns, fails with what it throws. */
export class ProcessEnd<T> extends SimEvent<T> {
  private readonly process: Process;

  constructor(kernel: Kernel, process: Process) {
    super(kernel);
    this.process = process;
  }

  /** Called by the kernel. @returns whether anybody was waiting for it */
  conclude(failed: boolean, outcome: unknown): boolean {
    return this.happen(failed ? 'failed' : 'succeeded', outcome);
  }

  override succeed(): never {
    throw this.stateError('happens by itself when the body returns, and cannot be made to');
  }

  override fail(): never {
    throw this.stateError('fails by itself when the body throws; to end a process from outside, cancel it');
  }

  override describe(): string {
    return `the end of process '${this.process.name}'`;
  }

  override get holders(): readonly Process[] {
    return [this.process];
  }
}
