import type { Machine } from './machine.js';
import type { Operation } from './operation.js';

/** A process or a combination that waits for something. */
export interface Listener {
  /** Whether a process hears of it in the end. */
  readonly isHeard: boolean;
  happened(thing: Thing): void;
}

/** Something to wait for. */
export abstract class Thing {
  readonly machine: Machine;
  state: 'open' | 'done' | 'failed' = 'open';
  value: unknown = undefined;

  constructor(machine: Machine) {
    this.machine = machine;
  }

  /** The operations that it is made of. */
  abstract readonly operations: readonly Operation[];
  /** Tells `listener`, now or when it happens. */
  abstract attend(listener: Listener): void;
  /** `listener` does not want it any more: what waits leaves, and what was granted goes back. */
  abstract abandon(listener: Listener): void;

  /** Somebody is going to wait for it. */
  use(): void {
    // What many may wait for does not mind.
  }

  /** Whether it waits in a line already. */
  get standsInLine(): boolean {
    return false;
  }

  /** Tells `listener` when it happens; what has still to join its line does not. */
  listen(listener: Listener): void {
    this.attend(listener);
  }

  /** Whether it contains a put in an allOf, which could not be taken back. */
  get hasPutInPart(): boolean {
    return false;
  }

  /** Whether it is certain to happen in this instant. */
  get endsNow(): boolean {
    return false;
  }
}

/** It happens once, and many may wait for it. */
export class Happening extends Thing {
  readonly operations: readonly Operation[] = [];
  readonly listeners: Listener[] = [];

  attend(listener: Listener): void {
    if (this.state === 'open') this.listeners.push(listener);
    else listener.happened(this);
  }

  abandon(listener: Listener): void {
    const index = this.listeners.indexOf(listener);
    if (index >= 0) this.listeners.splice(index, 1);
  }

  /** @returns whether anybody heard it */
  happen(state: 'done' | 'failed', value: unknown): boolean {
    const isHeard = this.listeners.length > 0;
    this.state = state;
    this.value = value;
    this.machine.change(() => {
      for (let first = this.listeners.shift(); first !== undefined; first = this.listeners.shift())
        first.happened(this);
    });
    return isHeard;
  }
}

export class Timeout extends Happening {
  private readonly due: number;

  constructor(machine: Machine, delay: number) {
    super(machine);
    this.due = machine.now + delay;
    machine.future.push({
      time: this.due,
      order: machine.next(),
      matters: () => this.listeners.length > 0,
      fire: () => this.happen('done', undefined),
    });
  }

  override get endsNow(): boolean {
    return this.state === 'open' && this.due === this.machine.now;
  }
}
