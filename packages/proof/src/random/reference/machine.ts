import type { Operation } from './operation.js';
import type { Place } from './place.js';
import type { Actor } from './actor.js';

/** Something that is to happen at a time. */
export interface Entry {
  readonly time: number;
  /** Entries of one time go in the order in which they were made. */
  readonly order: number;
  /** Whether the clock may move for it: not for a timeout that nobody listens to. */
  readonly matters: () => boolean;
  readonly fire: () => void;
}

/** What has been asked for and has not yet joined its line: an operation, or a combination of some. */
export interface Unsettled {
  readonly order: number;
  /** Whether it is, or has a part that is, asked of `place` before `order`. */
  concerns(place: Place, order: number): boolean;
  /** It begins to stand in a line; whoever made it has to use it. */
  noteUnused(): void;
  settle(): void;
}

/** What is to be looked at when a change is complete: a place, or a notice that is to be delivered. */
export interface Served {
  serve(): void;
}

/** The clock, the line of work that is ready, the future, and what is still to be settled and served. */
export class Machine {
  now = 0;
  /** The process that is running. */
  active: Actor | undefined = undefined;
  readonly ready: (() => void)[] = [];
  readonly future: Entry[] = [];
  /** In order of creation. */
  readonly unsettled: Unsettled[] = [];
  /** Called with the name of the error and its cause when the run cannot go on. */
  onCrash: (name: string, cause: unknown) => void = () => undefined;
  private readonly changed: Served[] = [];
  /** The order of what is being settled because its turn has come: what was made later is not settled before it ends. */
  private reached = Infinity;
  private crashed = false;
  private isServing = false;
  private count = 0;
  /** Whether what a step has left is being settled. */
  isAtEndOfStep = false;

  /** The next number: whatever is made later has a higher one. */
  next(): number {
    return ++this.count;
  }

  run(): void {
    while (this.doNext());
  }

  /** @returns whether there may be more to do */
  private doNext(): boolean {
    const job = this.ready.shift() ?? this.takeNextEntry();
    if (job === undefined || this.crashed) return false;
    job();
    this.endStep();
    return true;
  }

  crash(name: string, cause: unknown): void {
    if (this.crashed) return;
    this.crashed = true;
    this.onCrash(name, cause);
  }

  /** The job of the next entry that matters. What was before it, and nobody listened to, happens unheard. */
  private takeNextEntry(): (() => void) | undefined {
    const sorted = this.future.toSorted((one, other) => one.time - other.time || one.order - other.order);
    const index = sorted.findIndex((entry) => entry.matters() && entry.time < Infinity);
    const next = sorted[index];
    if (next === undefined) return undefined;
    for (const passed of sorted.slice(0, index)) {
      this.remove(passed);
      passed.fire();
    }
    this.remove(next);
    this.now = next.time;
    return next.fire;
  }

  private remove(entry: Entry): void {
    this.future.splice(this.future.indexOf(entry), 1);
  }

  // Settling: what was asked for joins its line in the order in which it was asked for.

  /** What the step has asked for and not awaited takes its place. */
  endStep(): void {
    this.isAtEndOfStep = true;
    while (this.unsettled[0] !== undefined) this.settleInTurn(this.unsettled[0]);
    this.isAtEndOfStep = false;
    this.serve();
  }

  settle(one: Unsettled): void {
    this.forget(one);
    one.noteUnused();
    one.settle();
    this.serve();
  }

  /** `one` is not to be settled any more, or not by itself but as a part of a combination. */
  forget(one: Unsettled): void {
    const index = this.unsettled.indexOf(one);
    if (index >= 0) this.unsettled.splice(index, 1);
  }

  private settleInTurn(one: Unsettled): void {
    const { reached } = this;
    this.reached = one.order;
    this.settle(one);
    this.reached = reached;
  }

  /** Settles what was asked of `place` before `order`. */
  settleEarlier(place: Place, order = this.reached): void {
    for (;;) {
      const one = this.unsettled.find((other) => other.concerns(place, order));
      if (one === undefined) return;
      this.settleInTurn(one);
    }
  }

  /** Settles what was asked of the places at which `operations` stand. */
  settleAtPlacesOf(operations: readonly Operation[]): void {
    for (const { place } of operations) this.settleEarlier(place);
  }

  // Serving: nobody is granted anything in the middle of a change.

  change<T>(act: () => T): T {
    const result = act();
    this.serve();
    return result;
  }

  /** `one` is to be served when the change is complete. */
  note(one: Served): void {
    if (!this.changed.includes(one)) this.changed.push(one);
  }

  isNoted(one: Served): boolean {
    return this.changed.includes(one);
  }

  private serve(): void {
    if (this.isServing) return;
    this.isServing = true;
    for (let one = this.changed.shift(); one !== undefined; one = this.changed.shift()) one.serve();
    this.isServing = false;
  }
}
