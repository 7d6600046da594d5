import type { Environment } from '@asimjs/core';
import { argumentError } from '@asimjs/core/protocol';
import { checkOptions } from './base/check-options.js';
import { LineFacility } from './base/line-facility.js';
import { LineOperation } from './base/line-operation.js';
import { Line } from './base/line.js';
import type { Watch } from './base/watch.js';

export interface BarrierOptions {
  /**
   * How many processes have to wait for it to let them through by itself, an integer >= 1. Default Infinity: it opens only
   * when released.
   */
  readonly parties?: number | undefined;
  readonly name?: string | undefined;
}

/**
 * A place where processes wait for each other: all go on together, when `parties` of them have come or when
 * {@link release} is called. Then it stands for those who come next.
 * @example
 * ```ts fragment
 * const start = new Barrier(env, { parties: 3 });
 * for (const minutes of [2, 9, 4]) {
 *   env.process(async () => {
 *     await env.timeout(minutes); // on the way
 *     await start.wait();
 *     console.log(env.now);
 *   });
 * }
 * ```
 *
 * ```text output
 * 9
 * 9
 * 9
 * ```
 */
export class Barrier extends LineFacility {
  /** How many processes it waits for; Infinity if it opens only when released. */
  readonly parties: number;
  readonly #crowd: Crowd = new Crowd(() => {
    this.#crowdChanged();
  });
  /** The count of changes just after it last was full; 0 if it never was. */
  #fullAt = 0;

  constructor(env: Environment, options: BarrierOptions = {}) {
    checkOptions(env, new.target, options, ['parties']);
    super(env, 'barrier', options.name);
    const { parties = Infinity } = options;
    if (parties !== Infinity && !(Number.isInteger(parties) && parties >= 1))
      throw argumentError(this.kernel, `the parties of '${this.name}' are an integer >= 1`, parties);
    this.parties = parties;
    this.addLine(this.#crowd.line);
  }

  protected override describe(): string {
    return `${super.describe()} (${String(this.waiting)} waiting)`;
  }

  /** How many processes wait at it. */
  get waiting(): number {
    this.touch();
    return this.#crowd.size;
  }

  /**
   * Waits until it lets its crowd through; the last of its `parties` does not wait. One who leaves, because it lost a
   * race or was interrupted, is not counted any more.
   */
  wait(): BarrierWait {
    return new BarrierWait(this, this.#crowd);
  }

  /** Lets everybody through who waits, in the order in which they came. @returns how many processes */
  release(): number {
    return this.change(() => {
      const { size } = this.#crowd;
      this.#letThrough();
      return size;
    });
  }

  /** Waits until all its `parties` have come, the next time: it is never full for longer than a moment. */
  override whenFull(): Watch {
    return this.watchFull((since) => this.#fullAt > since);
  }

  /** Whether nobody waits. */
  protected override get hasNothing(): boolean {
    return this.#crowd.size === 0;
  }

  protected override get hasNoRoom(): boolean {
    return this.#crowd.size >= this.parties;
  }

  /** Somebody has come or gone. Who completes its parties is let through at once, with the others. */
  #crowdChanged(): void {
    this.changed();
    if (!this.hasNoRoom) return;
    this.#letThrough();
    this.#fullAt = this.changes;
  }

  #letThrough(): void {
    if (this.#crowd.size === 0) return;
    this.#crowd.letThrough();
    this.changed();
  }
}

/** A process, as its waits know it. */
type Party = BarrierWait['owner'];

/** Who waits at a barrier. */
class Crowd {
  readonly line: Line = new Line();
  /** To be called when somebody has come or gone. */
  readonly changed: () => void;
  /** How often it was let through. Those who came before the last time may pass, and are counted no more. */
  round = 0;
  /** How many waits each process has here: in an `allOf` it may have several, and is one party still. */
  private readonly waits = new Map<Party, number>();

  constructor(changed: () => void) {
    this.changed = changed;
  }

  /** How many processes. */
  get size(): number {
    return this.waits.size;
  }

  add(party: Party): void {
    this.waits.set(party, (this.waits.get(party) ?? 0) + 1);
  }

  remove(party: Party): void {
    const left = (this.waits.get(party) ?? 0) - 1;
    if (left > 0) this.waits.set(party, left);
    else this.waits.delete(party);
  }

  letThrough(): void {
    this.round++;
    this.waits.clear();
  }
}

/** A wait at a barrier. */
export class BarrierWait extends LineOperation<void> {
  declare readonly facility: Barrier;
  readonly #crowd: Crowd;
  #round = 0;

  constructor(barrier: Barrier, crowd: Crowd) {
    super(barrier);
    this.#crowd = crowd;
  }

  protected override get line(): Line {
    return this.#crowd.line;
  }

  protected override get isGrantable(): boolean {
    return this.#round < this.#crowd.round;
  }

  /** Who completes the parties does not wait, though the others have still to leave the line. */
  protected override join(): void {
    this.#round = this.#crowd.round;
    this.#crowd.add(this.owner);
    this.line.add(this);
    this.#crowd.changed();
    if (!this.isGrantable) return;
    this.line.remove(this);
    this.take();
  }

  protected override leave(): void {
    super.leave();
    if (this.isGrantable) return;
    this.#crowd.remove(this.owner);
    this.#crowd.changed();
  }

  protected override take(): void {
    this.grant();
  }

  protected override giveBack(): void {
    // It went through, and took nothing.
  }

  override describe(): string {
    return `'${this.facility.name}' to let it through`;
  }
}
