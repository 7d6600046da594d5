import type { Environment } from '@asimjs/core';
import { argumentError } from '@asimjs/core/protocol';
import { checkOptions } from './base/check-options.js';
import { Line } from './base/line.js';
import { LineFacility } from './base/line-facility.js';
import { LineOperation } from './base/line-operation.js';

export interface ContainerOptions {
  /** How much it takes, a number > 0 or Infinity. Default Infinity. */
  readonly capacity?: number | undefined;
  /** How much it holds at the beginning, a number >= 0 and <= capacity. Default 0. */
  readonly level?: number | undefined;
  readonly name?: string | undefined;
}

/**
 * An amount of something that is not told apart: litres in a tank, money in a till.
 *
 * Those who put and those who get stand in a line each, strictly first in first out: a large amount that is first
 * holds back small ones behind it. Amounts are plain numbers and are rounded as such: where a sum has to come out
 * exactly, count in whole units.
 * @example
 * ```ts fragment
 * const tank = new Container(env, { capacity: 100, level: 20 }); // litres
 * env.process(async function tanker() {
 *   await env.timeout(8);
 *   await tank.put(60);
 * });
 * env.process(async function car() {
 *   await tank.get(50); // waits for the tanker
 *   console.log(env.now, tank.level);
 * });
 * ```
 *
 * ```text output
 * 8 30
 * ```
 */
export class Container extends LineFacility {
  readonly #tank: Tank;

  constructor(env: Environment, options: ContainerOptions = {}) {
    checkOptions(env, new.target, options, ['capacity', 'level']);
    super(env, 'container', options.name);
    const { capacity = Infinity, level = 0 } = options;
    if (typeof capacity !== 'number' || !(capacity > 0))
      throw argumentError(this.kernel, `the capacity of '${this.name}' is a number > 0`, capacity);
    if (typeof level !== 'number' || !(level >= 0 && level <= capacity && level < Infinity)) {
      throw argumentError(
        this.kernel,
        `the level of '${this.name}' is a finite number from 0 to its capacity, ${String(capacity)}`,
        level,
      );
    }
    this.#tank = new Tank(capacity, level);
    this.addLine(this.#tank.putters);
    this.addLine(this.#tank.getters);
  }

  protected override describe(): string {
    return `${super.describe()} (${String(this.level)} of ${String(this.capacity)})`;
  }

  /** How much it takes. */
  get capacity(): number {
    return this.#tank.capacity;
  }

  /** How much is in it. */
  get level(): number {
    this.touch();
    return this.#tank.level;
  }

  /** How many gets stand in line. */
  get waitingGets(): number {
    this.touch();
    return this.#tank.getters.length;
  }

  /** How many puts stand in line. */
  get waitingPuts(): number {
    this.touch();
    return this.#tank.putters.length;
  }

  protected override get hasNothing(): boolean {
    return this.#tank.level <= 0;
  }

  protected override get hasNoRoom(): boolean {
    return this.#tank.level >= this.capacity;
  }

  /**
   * Puts `amount` in as soon as there is room for all of it and every earlier put is done. It is put even if nobody
   * awaits it.
   * @param amount a number > 0 and <= capacity
   */
  put(amount: number): ContainerPut {
    return new ContainerPut(this, this.#tank, this.#checkAmount('put to', amount));
  }

  /**
   * Gets `amount` as soon as all of it is there and every earlier get is done. Gives the amount.
   * @param amount a number > 0 and <= capacity
   */
  get(amount: number): ContainerGet {
    return new ContainerGet(this, this.#tank, this.#checkAmount('get from', amount));
  }

  /** Puts `amount` in if a {@link put} would be granted at once. @returns whether it did */
  tryPut(amount: number): boolean {
    return this.#tryFlow(this.#tank.putters, this.#checkAmount('tryPut to', amount));
  }

  /** Gets `amount` if a {@link get} would be granted at once. @returns whether it did */
  tryGet(amount: number): boolean {
    return this.#tryFlow(this.#tank.getters, -this.#checkAmount('tryGet from', amount));
  }

  #tryFlow(line: Line, flow: number): boolean {
    return this.change(() => {
      if (line.length > 0 || !this.#tank.takes(flow)) return false;
      this.#tank.level += flow;
      this.changed();
      return true;
    });
  }

  #checkAmount(call: string, amount: number): number {
    const { capacity } = this;
    if (typeof amount === 'number' && amount > 0 && amount <= capacity && amount < Infinity) return amount;
    throw argumentError(
      this.kernel,
      `a ${call} '${this.name}' takes an amount that is a finite number > 0 and <= its capacity, ${String(capacity)}`,
      amount,
    );
  }
}

/** What a container has. Its operations are given it; models are not. */
class Tank {
  readonly capacity: number;
  level: number;
  readonly putters: Line = new Line();
  readonly getters: Line = new Line();

  constructor(capacity: number, level: number) {
    this.capacity = capacity;
    this.level = level;
  }

  /** Whether it can take `flow`, which is below zero if that goes out. */
  takes(flow: number): boolean {
    const level = this.level + flow;
    return flow < 0 ? level >= 0 : level <= this.capacity && level < Infinity;
  }
}

/** A request of which the level changes. */
abstract class Flow<T> extends LineOperation<T> {
  declare readonly facility: Container;
  readonly amount: number;
  protected readonly tank: Tank;

  constructor(container: Container, tank: Tank, amount: number) {
    super(container);
    this.tank = tank;
    this.amount = amount;
  }

  /** What it adds to the level. */
  protected abstract get flow(): number;

  protected override get isGrantable(): boolean {
    return this.tank.takes(this.flow);
  }

  protected addToLevel(flow: number): void {
    this.tank.level += flow;
    this.facility.changed();
  }
}

/** A put that waits for room. */
export class ContainerPut extends Flow<void> {
  override get lasting(): boolean {
    return true;
  }

  protected override get line(): Line {
    return this.tank.putters;
  }

  protected override get flow(): number {
    return this.amount;
  }

  protected override take(): void {
    this.addToLevel(this.flow);
    this.grant();
  }

  protected override giveBack(): void {
    // A put stays done.
  }

  override describe(): string {
    return `a put of ${String(this.amount)} to '${this.facility.name}'`;
  }
}

/** A get that waits until there is enough. */
export class ContainerGet extends Flow<number> {
  protected override get line(): Line {
    return this.tank.getters;
  }

  protected override get flow(): number {
    return -this.amount;
  }

  protected override take(): void {
    this.addToLevel(this.flow);
    this.grant(this.amount);
  }

  protected override giveBack(): void {
    this.addToLevel(this.amount);
  }

  override describe(): string {
    return `a get of ${String(this.amount)} from '${this.facility.name}'`;
  }
}
