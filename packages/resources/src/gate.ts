import type { Environment } from '@asimjs/core';
import { assertFlag } from '@asimjs/core/protocol';
import { checkOptions } from './base/check-options.js';
import { LineFacility } from './base/line-facility.js';
import { Line } from './base/line.js';
import { Watch } from './base/watch.js';

export interface GateOptions {
  /** Whether it is open at the beginning. Default `false`. */
  readonly open?: boolean | undefined;
  readonly name?: string | undefined;
}

/**
 * A gate that lets processes pass while it is open: a barrier lifted, a shop at its opening hours.
 * @example
 * ```ts fragment
 * const shop = new Gate(env, { name: 'shop' });
 * env.process(async () => {
 *   await shop.wait();
 *   console.log(env.now);
 * });
 * env.schedule(9, () => shop.open());
 * ```
 *
 * ```text output
 * 9
 * ```
 */
export class Gate extends LineFacility {
  readonly #line: Line = this.addLine(new Line());
  #isOpen: boolean;

  constructor(env: Environment, options: GateOptions = {}) {
    checkOptions(env, new.target, options, ['open']);
    super(env, 'gate', options.name);
    const { open = false } = options;
    assertFlag(this.kernel, 'open', open);
    this.#isOpen = open;
  }

  protected override describe(): string {
    return `${super.describe()} (${this.#isOpen ? 'open' : 'closed'}, ${String(this.waiting)} waiting)`;
  }

  /** Whether it is open. */
  get isOpen(): boolean {
    this.kernel.noteTouched(this);
    return this.#isOpen;
  }

  /** How many wait for it to open. */
  get waiting(): number {
    this.touch();
    return this.#line.length;
  }

  /** Lets everybody pass who waits, in the order in which they came, and whoever comes later. */
  open(): void {
    this.#set(true);
  }

  /** Lets nobody pass any more. Who has passed in this instant has passed. */
  close(): void {
    this.#set(false);
  }

  /** Waits until it is open: not at all if it is. */
  wait(): Watch {
    return new Watch(this, this.#line, 'to open', () => this.#isOpen);
  }

  /** Whether nobody waits. */
  protected override get hasNothing(): boolean {
    return this.#line.length === 0;
  }

  /** Any number may wait. */
  protected override get hasNoRoom(): boolean {
    return false;
  }

  #set(open: boolean): void {
    this.change(() => {
      if (this.#isOpen === open) return;
      this.#isOpen = open;
      this.changed();
    });
  }
}
