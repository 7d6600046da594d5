import { brand, isBranded } from './brand.js';
import { assertName, assertPlain } from './checks.js';
import { EventFailedError, EventStateError } from './errors.js';
import type { Kernel } from './kernel.js';
import type { Operation } from './operation.js';
import { Waitable } from './waitable.js';
import type { Listener, Plain } from './waitable.js';

const NONE: readonly Operation<unknown>[] = [];

export type EventStatus = 'pending' | 'succeeded' | 'failed';

/**
 * Something that happens once, with a value or an error; any number of processes may wait for it.
 *
 * Made by `env.event()`. Those who wait are resumed in the order in which they began to. Waiting for an event that
 * has happened gives its outcome at once.
 * @example
 * ```ts fragment
 * const arrived = env.event<string>({ name: 'arrived' });
 * env.process(async () => {
 *   const what = await arrived;
 *   console.log(env.now, what);
 * });
 * env.schedule(4, () => arrived.succeed('the train'));
 * ```
 *
 * ```text output
 * 4 the train
 * ```
 */
export class SimEvent<T = void> extends Waitable<T> {
  static {
    brand(this, 'event');
  }

  readonly name: string | undefined;
  protected state: EventStatus = 'pending';
  private result: unknown = undefined;
  /** One listener stands here itself: most events have one, and a set would cost each 200 bytes. */
  private listeners: Listener | Set<Listener> | undefined = undefined;

  constructor(kernel: Kernel, name?: string) {
    super(kernel);
    assertName(kernel, name);
    this.name = name;
    kernel.noteMade(this);
  }

  get status(): EventStatus {
    this.kernel.noteTouched(this);
    return this.pending ? 'pending' : this.state;
  }

  /**
   * What it succeeded with.
   * @throws EventStateError while it is pending, and if it failed (the error is the cause).
   */
  get value(): T {
    this.kernel.noteTouched(this);
    if (this.pending) throw this.stateError('has no value yet; await it, or ask its status first');
    if (this.failed) throw this.stateError('failed and has no value', { cause: this.result });
    return this.result as T;
  }

  get pending(): boolean {
    this.kernel.noteTouched(this);
    return this.state === 'pending';
  }

  get failed(): boolean {
    return this.state === 'failed';
  }

  get outcome(): unknown {
    return this.result;
  }

  /**
   * Makes it happen, with a value. Those who wait are resumed in this instant.
   * @throws EventStateError if it has happened already.
   * @throws WaitableValueError if `value` is something that `await` would unwrap.
   */
  succeed(value: Plain<T>): void {
    this.assertCanHappen('succeed');
    assertPlain(this.kernel, `succeed of ${this.describe()}`, value);
    this.happen('succeeded', value);
    this.kernel.settling.serveChanged();
  }

  /**
   * Makes it happen, with an error, which is thrown in everyone who waits. If nobody does, the run ends with an
   * EventFailedError that has `error` as its cause.
   * @throws EventStateError if it has happened already.
   */
  fail(error: unknown): void {
    this.assertCanHappen('fail');
    const heard = this.happen('failed', error);
    this.kernel.settling.serveChanged();
    if (!heard) this.kernel.fail(new EventFailedError(this.describe(), error, this.kernel.place));
  }

  get operations(): readonly Operation<unknown>[] {
    return NONE;
  }

  override attend(listener: Listener): void {
    this.kernel.noteTouched(this);
    if (this.pending) this.addListener(listener);
    else listener.happened(this);
  }

  override abandon(listener: Listener): void {
    this.kernel.noteTouched(this);
    const { listeners } = this;
    if (listeners instanceof Set) {
      listeners.delete(listener);
      if (listeners.size > 0) return;
    } else if (listeners !== listener) {
      return;
    }
    this.listeners = undefined;
    this.lastListenerLeft();
  }

  override describe(): string {
    return this.name === undefined ? 'an event' : `event '${this.name}'`;
  }

  /** Names of the processes that wait for it, alone or in a combination. */
  get waiters(): string[] {
    this.kernel.noteTouched(this);
    const { listeners } = this;
    if (listeners === undefined) return [];
    const all = listeners instanceof Set ? [...listeners] : [listeners];
    return all.flatMap(({ name }) => name ?? []);
  }

  protected get hasListeners(): boolean {
    return this.listeners !== undefined;
  }

  /** @returns whether anybody was waiting for it */
  protected happen(state: 'succeeded' | 'failed', result: unknown): boolean {
    this.kernel.noteTouched(this);
    const { listeners } = this;
    this.state = state;
    this.result = result;
    this.listeners = undefined;
    if (listeners === undefined) return false;
    if (listeners instanceof Set) for (const listener of listeners) listener.happened(this);
    else listeners.happened(this);
    return true;
  }

  protected stateError(complaint: string, options?: ErrorOptions): EventStateError {
    return new EventStateError(`${this.describe()} ${complaint}`, this.kernel.place, options);
  }

  protected firstListenerCame(): void {
    // An event happens by itself only in subclasses.
  }

  protected lastListenerLeft(): void {
    // As above.
  }

  private addListener(listener: Listener): void {
    const { listeners } = this;
    if (listeners instanceof Set) {
      listeners.add(listener);
    } else if (listeners !== undefined) {
      this.listeners = new Set([listeners, listener]);
    } else {
      this.listeners = listener;
      this.firstListenerCame();
    }
  }

  private assertCanHappen(call: string): void {
    this.kernel.assertMayChange();
    if (this.state !== 'pending') {
      throw this.stateError(
        `has ${this.state} already and cannot ${call}; an event happens once, so make a new one`,
      );
    }
  }
}

/** Whether `value` is an event, of any copy of this package. */
export function isSimEvent(value: unknown): value is SimEvent<unknown> {
  return isBranded(value, 'event');
}
