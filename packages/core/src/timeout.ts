import { assertDelay, assertPlain } from './checks.js';
import { SimEvent } from './event.js';
import type { FutureEntry } from './future-set.js';
import type { Kernel } from './kernel.js';

/**
 * An event that succeeds by itself after a delay. Made by `env.timeout()`.
 *
 * It stands in the future-event set only while somebody listens, so a deadline that lost its race neither keeps the
 * run alive nor moves the clock. Awaited again it still happens at its time, or has happened, if that is past.
 */
export class Timeout<T = void> extends SimEvent<T> implements FutureEntry {
  /** Simulated time at which it happens; Infinity means never. */
  readonly time: number;
  readonly sequence: number;
  private readonly given: T;
  private inFuture = false;

  constructor(kernel: Kernel, delay: number, value: T) {
    super(kernel);
    assertDelay(kernel, 'timeout', delay);
    assertPlain(kernel, 'timeout', value);
    this.time = kernel.now + delay;
    this.sequence = kernel.clock.sequence++;
    this.given = value;
  }

  get priority(): number {
    return 0;
  }

  get wanted(): boolean {
    return this.hasListeners;
  }

  override get pending(): boolean {
    return super.pending && !this.happenIfPassed();
  }

  override get endsNow(): boolean {
    return this.pending && this.time <= this.kernel.now;
  }

  fire(): void {
    this.inFuture = false;
    this.happen('succeeded', this.given);
  }

  dropped(): void {
    this.inFuture = false;
  }

  protected override firstListenerCame(): void {
    if (this.inFuture) this.kernel.clock.entryWantedAgain();
    else this.inFuture = this.kernel.clock.add(this);
  }

  protected override lastListenerLeft(): void {
    if (this.inFuture) this.kernel.clock.entryUnwanted();
  }

  /** While nobody listened its time may have gone by. */
  private happenIfPassed(): boolean {
    const { clock } = this.kernel;
    if (this.inFuture) return false;
    // Whether it has passed is a matter of what else of this instant has fired.
    if (this.time === clock.now && clock.isOlderThanEntry(this.sequence))
      this.kernel.noteTouched(this.kernel.env);
    if (!clock.hasPassed(this.time, this.sequence)) return false;
    this.happen('succeeded', this.given);
    return true;
  }

  override succeed(): never {
    throw this.stateError('succeeds by itself at its time; for one that is made to happen, use env.event()');
  }

  override fail(): never {
    throw this.stateError('cannot fail; for an event that can, use env.event()');
  }

  override describe(): string {
    return `a timeout until ${String(this.time)}`;
  }
}
