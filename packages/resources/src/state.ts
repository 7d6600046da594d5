import type { Environment, Plain } from '@asimjs/core';
import { argumentError, assertPlain, describeValue } from '@asimjs/core/protocol';
import { checkOptions } from './base/check-options.js';
import { LineFacility } from './base/line-facility.js';
import { LineOperation } from './base/line-operation.js';
import { OpenLine } from './base/open-line.js';
import type { News } from './base/open-line.js';

export interface StateOptions<T> {
  /** The value at the beginning. */
  readonly value: Plain<T>;
  readonly name?: string | undefined;
}

/** Says whether a value is what is waited for. It may look, and change nothing. */
export type StatePredicate<T> = (value: T) => boolean;

/**
 * A value that changes, and that processes wait on without polling: a traffic light, a temperature, a price.
 * @example
 * ```ts fragment
 * const light = new State<'red' | 'green'>(env, { value: 'red' });
 * env.process(async () => {
 *   await light.until((colour) => colour === 'green');
 *   console.log(env.now);
 * });
 * env.schedule(30, () => light.set('green'));
 * ```
 *
 * ```text output
 * 30
 * ```
 */
export class State<T> extends LineFacility {
  readonly #current: Current<T>;

  constructor(env: Environment, options: StateOptions<T>) {
    checkOptions(env, new.target, options, ['value']);
    super(env, 'state', options.name);
    assertPlain(this.kernel, `${this.kind} '${this.name}'`, options.value);
    this.#current = new Current<T>(options.value);
    this.addLine(this.#current.waiters);
  }

  protected override describe(): string {
    return `${super.describe()} (${describeValue(this.#current.value)}, ${String(this.waiting)} waiting)`;
  }

  /** The value that was set last. */
  get value(): T {
    this.kernel.noteTouched(this);
    return this.#current.value;
  }

  /** How many wait for a value. */
  get waiting(): number {
    this.touch();
    return this.#current.waiters.length;
  }

  /**
   * Gives it a value. Everybody who waits is asked, in order, whether it is the one, also if it is the same as before
   * or is replaced in the same instant.
   * @throws WaitableValueError if `value` is something that `await` would unwrap.
   */
  set(value: Plain<T>): void {
    assertPlain(this.kernel, `set of '${this.name}'`, value);
    this.change(() => {
      this.#current.value = value;
      this.#current.isThere = true;
      this.changed();
    });
  }

  /**
   * Waits until its value is one for which `predicate` holds: not at all if it is. Gives that value. What the
   * predicate throws, this wait throws.
   */
  until<S extends T>(predicate: (value: T) => value is S): StateWait<T, S>;
  until(predicate: StatePredicate<T>): StateWait<T>;
  until(predicate: StatePredicate<T>): StateWait<T> {
    if (typeof predicate !== 'function')
      throw argumentError(this.kernel, `until of '${this.name}' takes a function`, predicate);
    return new StateWait<T>(this, this.#current, predicate);
  }

  /** Whether nobody waits for a value. */
  protected override get hasNothing(): boolean {
    return this.#current.waiters.length === 0;
  }

  /** Any number may wait. */
  protected override get hasNoRoom(): boolean {
    return false;
  }
}

/** The value of a state, which is news until those who wait have been asked about it. */
class Current<T> implements News {
  value: T;
  isThere = false;
  readonly waiters: OpenLine = new OpenLine(this);

  constructor(value: T) {
    this.value = value;
  }

  clear(): void {
    this.isThere = false;
  }
}

/** A wait for a value of a {@link State}. */
export class StateWait<T, S extends T = T> extends LineOperation<S> {
  declare readonly facility: State<T>;
  readonly #current: Current<T>;
  readonly #predicate: StatePredicate<T>;

  constructor(state: State<T>, current: Current<T>, predicate: StatePredicate<T>) {
    super(state);
    this.#current = current;
    this.#predicate = predicate;
  }

  protected override get line(): OpenLine {
    return this.#current.waiters;
  }

  protected override get isGrantable(): boolean {
    const { name } = this.facility;
    return this.kernel.ask(`a predicate of '${name}'`, () => this.#predicate(this.#current.value));
  }

  protected override take(): void {
    this.grant(this.#current.value as S);
  }

  protected override leave(): void {
    super.leave();
    // It holds nobody back, but somebody may wait until nobody waits.
    this.facility.lookLater();
  }

  protected override giveBack(): void {
    // It took nothing.
  }

  override describe(): string {
    return `a value of '${this.facility.name}'`;
  }
}
