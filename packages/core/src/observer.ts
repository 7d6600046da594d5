import type { Ending } from './body.js';
import { CallbackFailedError } from './errors.js';
import type { Facility } from './facility.js';
import type { Kernel } from './kernel.js';
import type { Operation } from './operation.js';
import type { Process } from './process.js';
import type { SingleUseChange } from './single-use.js';
import type { Waitable } from './waitable.js';

/**
 * Is told of what happens in an environment, in the order in which it happens, with `env.now` right.
 *
 * Every method is optional. They may look at everything and change nothing: a change throws ReadOnlyError, and what a
 * method throws ends the run.
 */
export interface Observer {
  /** The body of a process begins. */
  processStarted?(process: Process): void;
  /** A process suspends. */
  processSuspended?(process: Process, waitable: Waitable): void;
  /** A suspended process goes on, with the value that its wait gave it, or with what is thrown there. */
  processResumed?(process: Process, ending: Ending): void;
  /** The body of a process returned. */
  processEnded?(process: Process, value: unknown): void;
  /** The body of a process threw, or the process was cancelled (`error` is then a Cancelled). */
  processFailed?(process: Process, error: unknown): void;
  /** An operation joins its line; `granted` follows at once if it need not wait. */
  operationQueued?(operation: Operation<unknown>): void;
  operationGranted?(operation: Operation<unknown>): void;
  /** An operation failed and took no effect. */
  operationRefused?(operation: Operation<unknown>): void;
  operationWithdrawn?(operation: Operation<unknown>): void;
  /** The effect of a granted operation was taken back. */
  operationGivenBack?(operation: Operation<unknown>): void;
  /** The state of a resource changed. */
  resourceChanged?(resource: Facility): void;
  /** The clock moved; nothing of the new instant has run yet. */
  clockMoved?(from: number, to: number): void;
}

const OPERATION_HOOKS = {
  queued: 'operationQueued',
  granted: 'operationGranted',
  refused: 'operationRefused',
  withdrawn: 'operationWithdrawn',
  'given back': 'operationGivenBack',
} as const satisfies Record<SingleUseChange, keyof Observer>;

/** All observers of an environment. The kernel has none of these while nobody observes. */
export class ObserverGroup {
  private readonly kernel: Kernel;
  /** One for each subscription: an observer may have several. */
  private subscriptions: readonly { readonly observer: Observer }[] = [];

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  /** @returns a function that ends the subscription */
  add(observer: Observer): () => void {
    const subscription = { observer };
    this.subscriptions = [...this.subscriptions, subscription];
    return () => {
      this.subscriptions = this.subscriptions.filter((other) => other !== subscription);
      if (this.subscriptions.length === 0 && this.kernel.observer === this) this.kernel.observer = undefined;
    };
  }

  processStarted(process: Process): void {
    this.tell((observer) => observer.processStarted?.(process));
  }

  processSuspended(process: Process, waitable: Waitable): void {
    this.tell((observer) => observer.processSuspended?.(process, waitable));
  }

  processResumed(process: Process, ending: Ending): void {
    this.tell((observer) => observer.processResumed?.(process, ending));
  }

  processEnded(process: Process, value: unknown): void {
    this.tell((observer) => observer.processEnded?.(process, value));
  }

  processFailed(process: Process, error: unknown): void {
    this.tell((observer) => observer.processFailed?.(process, error));
  }

  operationChanged(operation: Operation<unknown>, change: SingleUseChange): void {
    this.tell((observer) => observer[OPERATION_HOOKS[change]]?.(operation));
  }

  resourceChanged(resource: Facility): void {
    this.tell((observer) => observer.resourceChanged?.(resource));
  }

  clockMoved(from: number, to: number): void {
    this.tell((observer) => observer.clockMoved?.(from, to));
  }

  private tell(call: (observer: Observer) => unknown): void {
    for (const { observer } of this.subscriptions) {
      try {
        this.kernel.ask('an observer', () => call(observer));
      } catch (error) {
        this.kernel.fail(new CallbackFailedError('an observer', error, this.kernel.place));
      }
    }
  }
}
