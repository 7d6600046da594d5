import type { Place } from './place.js';
import { Single } from './single.js';
import type { Listener } from './thing.js';

/** A request to a place, for one wait. */
export abstract class Operation extends Single {
  readonly place: Place;
  readonly operations: readonly Operation[] = [this];
  /** Lower goes first. */
  readonly priority: number;
  /** Its place in line among equals. */
  order: number;
  phase: 'unsettled' | 'waiting' | 'granted' | 'gone' = 'unsettled';
  private listener: Listener | undefined = undefined;

  constructor(place: Place, priority = 0) {
    super(place.machine);
    this.place = place;
    this.priority = priority;
    this.order = this.machine.next();
    this.machine.unsettled.push(this);
  }

  /** Whether its effect stays: that of a put. */
  get isLasting(): boolean {
    return false;
  }

  override get standsInLine(): boolean {
    return this.phase === 'waiting';
  }

  /** The line in which it stands. */
  abstract get line(): Operation[];
  /** Whether the state of the place allows it. */
  abstract get isGrantable(): boolean;
  /** Takes effect, and gives its value. */
  abstract take(): unknown;
  /** Undoes its effect. */
  abstract giveBack(): void;

  /** Whether nobody stands before it who would have to go first. */
  get isFirst(): boolean {
    return this.line[0] === this;
  }

  /** Whether others may become grantable if it leaves: in a strict line if it is the first. */
  get mayLetOthersThrough(): boolean {
    return this.line[0] === this;
  }

  concerns(place: Place, order: number): boolean {
    return this.phase === 'unsettled' && this.place === place && this.order < order;
  }

  override listen(listener: Listener): void {
    this.listener = listener;
  }

  attend(listener: Listener): void {
    this.listener = listener;
    if (this.phase === 'unsettled') this.machine.settle(this);
    else if (this.state !== 'open') listener.happened(this);
  }

  settle(): void {
    this.machine.settleEarlier(this.place, this.order);
    // That may have decided a choice that this is a part of.
    if (this.phase === 'gone') return;
    this.begin();
    this.phase = 'waiting';
    // Behind those of its own group, which share its place.
    const before = this.line.findLastIndex(
      ({ priority, order }) =>
        priority < this.priority || (priority === this.priority && order <= this.order),
    );
    this.line.splice(before + 1, 0, this);
    this.place.joined(this);
  }

  /** Leaves the line for a reason of its own. @returns whether it did, having had no effect */
  withdraw(): boolean {
    if (this.phase === 'unsettled') this.machine.settleEarlier(this.place, this.order);
    else this.place.touch();
    if (this.state !== 'open') return false;
    this.machine.change(() => {
      this.abandon();
    });
    return true;
  }

  protected override leave(): void {
    const { phase } = this;
    this.listener = undefined;
    this.phase = 'gone';
    if (phase === 'unsettled') this.machine.forget(this);
    if (phase === 'waiting') {
      const { mayLetOthersThrough } = this;
      this.leaveLine();
      this.place.left(this, mayLetOthersThrough);
    }
    if (phase === 'granted') this.giveBack();
  }

  /** Takes effect. Whoever waits for it is told. */
  grant(): void {
    this.leaveLine();
    this.tell(this.take());
  }

  /** Its turn to join has come: what was asked of its place before has joined. */
  protected begin(): void {
    // Most have nothing to note.
  }

  protected leaveLine(): void {
    this.line.splice(this.line.indexOf(this), 1);
  }

  protected tell(value: unknown): void {
    this.phase = 'granted';
    this.state = 'done';
    this.value = value;
    this.listener?.happened(this);
  }
}
