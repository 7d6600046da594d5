import type { Environment, Process } from '@asimjs/core';
import { Facility, LinkedLine, Operation } from '@asimjs/core/protocol';
import type { Linked } from '@asimjs/core/protocol';

export interface TurnstileOptions {
  /** How many processes may be inside at a time. Default 1. */
  readonly places?: number;
  readonly name?: string;
}

/**
 * A resource as a third party would write one: processes enter, at most so many at a time and in the order in which
 * they asked, and leave; and visitors, who are counted and held up by nothing, pass.
 */
export class Turnstile extends Facility {
  readonly #places: number;
  readonly #inside: Process[] = [];
  #passed = 0;
  /** For the operations. */
  readonly line = new LinkedLine<Enter>();

  constructor(env: Environment, { places = 1, name }: TurnstileOptions = {}) {
    super(env, 'turnstile', name);
    this.#places = places;
  }

  /** Names of those inside, in the order in which they entered. */
  get inside(): string[] {
    this.touch();
    return this.#inside.map(({ name }) => name);
  }

  /** How many stand in line. */
  get waiting(): number {
    this.touch();
    return this.line.length;
  }

  get passed(): number {
    this.touch();
    return this.#passed;
  }

  override get holders(): readonly Process[] {
    return this.#inside;
  }

  protected override get hasWaiting(): boolean {
    return this.line.length > 0;
  }

  /** Asks to enter; gives how many are inside then. */
  enter(): Enter {
    return new Enter(this);
  }

  /** A visitor passes: an operation that takes nothing, so anybody may ask for it and nobody need wait. */
  pass(): Pass {
    return new Pass(this);
  }

  /** Lets `process` out. */
  leave(process: Process): void {
    this.kernel.assertMayChange();
    this.touch();
    this.remove(process);
    this.kernel.settling.serveChanged();
  }

  /** For the operations. @returns how many are inside with `process`, or `undefined` if it is full */
  admit(process: Process): number | undefined {
    if (this.#inside.length >= this.#places) return undefined;
    this.#inside.push(process);
    this.changed();
    return this.#inside.length;
  }

  remove(process: Process): void {
    const place = this.#inside.indexOf(process);
    if (place === -1) throw new Error(`${process.name} is not inside`);
    this.#inside.splice(place, 1);
    this.changed();
  }

  count(): number {
    this.changed();
    return ++this.#passed;
  }

  protected override lookAgain(): void {
    for (let first = this.line.first; first?.attempt() === true; first = this.line.first)
      this.line.remove(first);
  }
}

export class Enter extends Operation<number> implements Linked<Enter> {
  declare readonly facility: Turnstile;
  previous: Enter | undefined = undefined;
  next: Enter | undefined = undefined;

  /** Grants it if there is room. @returns whether there was */
  attempt(): boolean {
    const process = this.owner?.process;
    const inside = process && this.facility.admit(process);
    if (inside === undefined) return false;
    this.grant(inside);
    return true;
  }

  override describe(): string {
    return `a way through '${this.facility.name}'`;
  }

  protected override join(): void {
    if (this.facility.line.length > 0 || !this.attempt()) this.facility.line.push(this);
  }

  protected override leave(): void {
    this.facility.line.remove(this);
    this.facility.changed();
  }

  protected override giveBack(): void {
    if (this.owner !== undefined) this.facility.remove(this.owner.process);
  }
}

export class Pass extends Operation<number> {
  declare readonly facility: Turnstile;

  override get lasting(): boolean {
    return true;
  }

  override describe(): string {
    return `a visit through '${this.facility.name}'`;
  }

  protected override join(): void {
    this.grant(this.facility.count());
  }

  protected override leave(): void {
    // It never stands in line.
  }

  protected override giveBack(): void {
    // Whoever has passed has passed.
  }
}
