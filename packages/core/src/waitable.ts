import { brand, isBranded } from './brand.js';
import type { Kernel } from './kernel.js';
import { printAsText } from './print.js';
import type { Process } from './process.js';
import type { Suspension } from './delegate.js';
import type { Operation } from './operation.js';
import type { Task } from './task.js';

/** Who is told when a waitable happens: a suspended process, or a combination. */
export interface Listener {
  /** The name of the process that waits, if it is one. */
  readonly name?: string | undefined;
  /** Whether a process hears what it is told: none does of a combination that nobody awaits. */
  readonly isHeard: boolean;
  /** Called with the waitable that has happened, at most once for each `attend` or `listen`. */
  happened(waitable: Waitable): void;
}

/**
 * Anything that a process can `await`, or `yield*` in a generator.
 *
 * The methods below `then` are the protocol for those who write waitables and combinations; models need none of them.
 * A wait goes: `claim` (may I?), `attend` (tell me), and then either `happened` on the listener or `abandon`.
 */
export abstract class Waitable<T = unknown> {
  static {
    brand(this, 'waitable');
    printAsText(this);
  }

  /** The kernel of the environment it belongs to. */
  readonly kernel: Kernel;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  /** Called by `await`: this call is the suspension of the process that is running. Models write `await`. */
  then(resolve: (value: T) => void, reject: (error: unknown) => void): void {
    this.kernel.driver.wait(this, resolve as (value: unknown) => void, reject);
  }

  /** Called by `yield*` in a generator process. */
  [Symbol.iterator](): Iterator<Suspension, T, unknown> {
    return this.kernel.delegate.begin(this) as Iterator<Suspension, T, unknown>;
  }

  /** Whether it has not happened yet. */
  abstract get pending(): boolean;

  /** Whether it happened with an error. */
  abstract get failed(): boolean;

  /** Its value, or its error if it {@link failed}; only once it has happened. */
  abstract get outcome(): unknown;

  /**
   * Says that a process is about to wait for this, alone or in a combination; throws where it may not.
   * Nothing is changed when it throws.
   */
  claim(_user: Task | undefined): void {
    // What is shared may be waited for by anyone.
  }

  /** Like {@link claim}, but only checks. */
  checkClaim(_user: Task | undefined): void {
    // As above.
  }

  /**
   * Makes it happen if it can, and tells `listener` when it has: at once, or later. One that listens already may attend
   * too; a single {@link abandon} ends both.
   */
  abstract attend(listener: Listener): void;

  /** `listener` no longer wants it: what waits leaves its line, what was granted goes back. */
  abstract abandon(listener: Listener): void;

  /** Whether any number of processes may wait for it, as for an event; else one, once. */
  get shared(): boolean {
    return true;
  }

  /** Whether it waits in a line already, before anybody attends it. */
  get standsInLine(): boolean {
    return false;
  }

  /** Has `listener` told when it happens, as {@link attend}, and settles nothing. Asked while it is pending. */
  listen(listener: Listener): void {
    this.attend(listener);
  }

  /** Whether it is still pending, and will have happened when this instant is over. */
  get endsNow(): boolean {
    return false;
  }

  /** The operations by which it happens: itself, or those it is made of. None for what is shared. */
  abstract readonly operations: readonly Operation<unknown>[];

  /** Whether it can leave a lasting effect without having happened as a whole. */
  get lastingInPart(): boolean {
    return false;
  }

  /** What a process that waits for this waits for, in words. */
  abstract describe(): string;

  toString(): string {
    return this.describe();
  }

  /** Processes without which it can't happen, so far as is known: whoever holds what it asks for. */
  get holders(): readonly Process[] {
    return [];
  }
}

/** Whether `value` is a waitable, of any copy of this package. */
export function isWaitable(value: unknown): value is Waitable {
  return isBranded(value, 'waitable');
}

/** Whether `await` would unwrap `value`, or trip over it. */
export function isThenable(value: unknown): boolean {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false;
  try {
    return typeof (value as { then?: unknown }).then === 'function';
  } catch {
    return true;
  }
}

/** The type of what a process gets that waits for `W`. */
export type Outcome<W> = W extends Waitable<infer T> ? T : never;

/** `T`, unless `await` would unwrap it. */
export type Plain<T> = T extends PromiseLike<unknown> | Waitable ? never : T;
