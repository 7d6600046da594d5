import type { Actor } from './actor.js';
import type { Machine, Unsettled } from './machine.js';
import type { Place } from './place.js';
import { Thing } from './thing.js';
import type { Listener } from './thing.js';

/** Something that one process waits for once: an operation, or a combination. */
export abstract class Single extends Thing implements Unsettled {
  readonly owner: Actor | undefined;
  /** Whether somebody waits for it, has waited, or has combined it. */
  protected isUsed = false;

  constructor(machine: Machine) {
    super(machine);
    this.owner = machine.active;
  }

  abstract readonly order: number;
  abstract concerns(place: Place, order: number): boolean;
  abstract settle(): void;
  protected abstract leave(): void;

  /** Whether it takes something for its process, which has to use it then. */
  get isOwned(): boolean {
    return this.operations.some(({ isLasting }) => !isLasting);
  }

  /** Whether it goes on though nobody waits for it, as a put does. */
  get goesOnUnused(): boolean {
    return this.operations.length > 0 && !this.isOwned;
  }

  override use(): void {
    this.isUsed = true;
    this.owner?.unused.delete(this);
  }

  noteUnused(): void {
    if (!this.isUsed && !this.goesOnUnused) this.owner?.unused.add(this);
  }

  override abandon(_listener?: Listener): void {
    this.owner?.unused.delete(this);
    this.leave();
  }
}
