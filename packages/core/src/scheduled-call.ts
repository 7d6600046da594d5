import { argumentError, refusePromise } from './checks.js';
import { CallbackFailedError } from './errors.js';
import type { FutureEntry } from './future-set.js';
import type { Kernel } from './kernel.js';

/** What `env.schedule` returns. */
export interface ScheduleHandle {
  /** Time at which the callback runs. */
  readonly time: number;
  /** Keeps the callback from running. @returns whether it did: `false` if it has run, or was cancelled, before */
  cancel(): boolean;
}

/** A callback that is due at a time to come. It keeps the run alive until it has run or is cancelled. */
export class ScheduledCall implements FutureEntry, ScheduleHandle {
  readonly time: number;
  readonly priority: number;
  readonly sequence: number;
  private readonly kernel: Kernel;
  private callback: (() => unknown) | undefined;
  private readonly inFuture: boolean;

  constructor(kernel: Kernel, delay: number, priority: number, callback: () => unknown) {
    assertSynchronous(kernel, callback);
    this.kernel = kernel;
    this.time = kernel.now + delay;
    this.priority = priority;
    this.sequence = kernel.clock.sequence++;
    this.callback = callback;
    this.inFuture = kernel.clock.add(this);
    kernel.noteMade(this);
  }

  get wanted(): boolean {
    return this.callback !== undefined;
  }

  get waiters(): readonly string[] {
    return [];
  }

  cancel(): boolean {
    this.kernel.assertMayChange();
    this.kernel.noteTouched(this);
    if (this.callback === undefined) return false;
    this.callback = undefined;
    if (this.inFuture) this.kernel.clock.entryUnwanted();
    return true;
  }

  fire(): void {
    const { callback, kernel } = this;
    this.callback = undefined;
    kernel.noteTouched(this);
    kernel.beginCallback();
    try {
      refusePromise(kernel, 'a callback given to env.schedule', callback?.());
      kernel.endStep();
    } catch (error) {
      kernel.fail(new CallbackFailedError('a callback given to env.schedule', error, kernel.place));
    }
  }

  describe(): string {
    const { name = '' } = this.callback ?? {};
    return name === '' ? 'a scheduled callback' : `the scheduled callback '${name}'`;
  }

  dropped(): void {
    // A cancelled call is done with.
  }
}

const ASYNC_TAGS = [
  '[object AsyncFunction]',
  '[object GeneratorFunction]',
  '[object AsyncGeneratorFunction]',
];

function assertSynchronous(kernel: Kernel, callback: () => unknown): void {
  if (typeof callback !== 'function') throw argumentError(kernel, 'env.schedule takes a function', callback);
  if (!ASYNC_TAGS.includes(Object.prototype.toString.call(callback))) return;
  throw argumentError(
    kernel,
    'env.schedule takes a plain function (for an async or generator one use env.process)',
    callback,
  );
}
