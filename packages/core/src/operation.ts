import { OutsideProcessError } from './errors.js';
import type { Facility } from './facility.js';
import type { Process } from './process.js';
import type { Served } from './settling.js';
import { SingleUse } from './single-use.js';
import type { SingleUseChange } from './single-use.js';

/**
 * A request to a facility that stands in a line until it is granted: a get, a put, an acquire.
 *
 * To write one, say in `join` when it takes effect (call `grant`, or stand in a line), in `leave` how it goes out of
 * the line, and in `giveBack` how its effect is undone.
 */
export abstract class Operation<T> extends SingleUse<T> {
  readonly facility: Facility;

  constructor(facility: Facility) {
    super(facility.kernel);
    this.facility = facility;
    if (this.owned && this.owner === undefined) {
      throw new OutsideProcessError(
        `a request to '${facility.name}' was made outside any process of its environment; only puts and 'try...' calls can be, so make it in a body given to env.process`,
        this.kernel.place,
      );
    }
    this.kernel.settling.add(this);
  }

  get operations(): readonly Operation<unknown>[] {
    return [this];
  }

  /** A put, which takes nothing for its process, says yes. */
  get lasting(): boolean {
    return false;
  }

  override get owned(): boolean {
    return !this.lasting;
  }

  override get holders(): readonly Process[] {
    return this.facility.holders;
  }

  /**
   * Leaves the line, having had no effect.
   * @returns whether it did: `false` if it had been granted before, and then it still has to be awaited.
   * @throws OperationUseError if a process or a combination waits for it.
   */
  withdraw(): boolean {
    this.kernel.assertMayChange();
    if (this.state === 'unsettled') this.settleEarlier();
    else this.facility.touch();
    if (this.used && this.pending) throw this.misuse('is waited for and cannot be withdrawn');
    if (!this.pending) return this.state === 'withdrawn';
    this.drop();
    this.kernel.settling.dropClosed();
    this.kernel.settling.serveChanged();
    return true;
  }

  concerns(facility: Served, before: number): boolean {
    return this.state === 'unsettled' && facility === this.facility && this.sequence < before;
  }

  protected override settleEarlier(): void {
    this.kernel.settling.settleFor(this.facility, this.sequence);
  }

  protected override note(change: SingleUseChange): void {
    this.kernel.noteTouched(this.facility);
    this.kernel.observer?.operationChanged(this, change);
  }
}
