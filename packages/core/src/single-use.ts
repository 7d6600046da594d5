import { EventFailedError, OperationUseError, OutsideProcessError } from './errors.js';
import type { Kernel } from './kernel.js';
import type { Served } from './settling.js';
import type { Task } from './task.js';
import { Waitable } from './waitable.js';
import type { Listener } from './waitable.js';

/**
 * - `unsettled`: made, and not yet in its line
 * - `waiting`: in its line
 * - `granted`: it has taken effect
 * - `refused`: it will never take effect; waiting for it throws
 * - `withdrawn`: it left its line without effect, or its effect was taken back
 */
export type SingleUseState = 'unsettled' | 'waiting' | 'granted' | 'refused' | 'withdrawn';

/** What happens to an operation while it is pending, and after. */
export type SingleUseChange = 'queued' | 'granted' | 'refused' | 'withdrawn' | 'given back';

/**
 * A waitable that is waited for once and has one listener: an operation on a resource, or a combination.
 *
 * It is settled as soon as it is awaited, when its step ends, or when its facility is touched. Subclasses say what
 * joining, leaving and giving back mean; they end it with {@link grant} or {@link refuse}.
 */
export abstract class SingleUse<T> extends Waitable<T> {
  /** Order of creation; a combination takes that of its first part. */
  sequence: number;
  /** The process that made it; `undefined` for what was made outside any. */
  readonly owner: Task | undefined;
  state: SingleUseState = 'unsettled';
  protected used = false;
  private listener: Listener | undefined = undefined;
  private ending: unknown = undefined;

  constructor(kernel: Kernel) {
    super(kernel);
    kernel.assertMayChange();
    this.owner = kernel.active;
    this.sequence = kernel.clock.sequence++;
  }

  get pending(): boolean {
    this.noteLooked();
    return this.state === 'unsettled' || this.state === 'waiting';
  }

  get failed(): boolean {
    return this.state === 'refused';
  }

  get outcome(): unknown {
    return this.ending;
  }

  override get shared(): boolean {
    return false;
  }

  override get standsInLine(): boolean {
    return this.state === 'waiting';
  }

  /** Whether a process waits for it, alone or in a combination that it waits for. */
  get isHeard(): boolean {
    return this.listener?.isHeard === true;
  }

  private get isUnsettled(): boolean {
    return this.state === 'unsettled';
  }

  get open(): boolean {
    return this.state === 'unsettled' && !this.used;
  }

  /** Whether a grant of it stays done when it is abandoned. */
  abstract get lasting(): boolean;

  /** Whether it takes something for the process that made it, which alone may use it, and must. */
  get owned(): boolean {
    return this.operations.some(({ lasting }) => !lasting);
  }

  /** Whether it goes on if nobody waits for it, as a put does. */
  get goesOnUnused(): boolean {
    return !this.owned && this.operations.length > 0;
  }

  override checkClaim(user: Task | undefined): void {
    this.noteLooked();
    if (this.state === 'withdrawn') throw this.misuse('was withdrawn; make a new one');
    if (this.used)
      throw this.misuse('is already waited for; an operation serves one wait, so make a new one');
    if (user === undefined) {
      throw new OutsideProcessError(
        `${this.describe()} was waited for outside any process`,
        this.kernel.place,
      );
    }
    if (this.owned && this.owner !== user) {
      throw this.misuse(
        `belongs to process '${this.owner?.name ?? ''}'; let that process wait, and join it through its 'finished'`,
      );
    }
  }

  override claim(user: Task | undefined): void {
    this.checkClaim(user);
    this.used = true;
    if (this.state === 'unsettled') this.kernel.settling.dropClosed();
    this.owner?.forgetMade(this);
  }

  override listen(listener: Listener): void {
    this.listener = listener;
  }

  override attend(listener: Listener): void {
    if (!this.pending) {
      listener.happened(this);
    } else {
      this.listener = listener;
      this.settle();
    }
  }

  /** Whether it, or a part of it made before `before`, has still to join a line of `facility`. */
  abstract concerns(facility: Served, before: number): boolean;

  settle(): void {
    if (this.state !== 'unsettled') return;
    if (!this.used && !this.goesOnUnused) this.owner?.noteMade(this);
    this.settleEarlier();
    // That may have decided a choice that this is a part of, and withdrawn it.
    if (!this.isUnsettled) return;
    this.note('queued');
    this.state = 'waiting';
    try {
      this.join();
    } catch (error) {
      this.failPending(error);
    }
    this.kernel.settling.serveChanged();
  }

  /** An error of the code that was to grant it is thrown where this is awaited; if nobody awaits it, it ends the run. */
  protected failPending(error: unknown): void {
    if (this.pending && this.isHeard) this.refuse(error);
    else this.kernel.fail(new EventFailedError(this.describe(), error, this.kernel.place));
  }

  override abandon(_listener: Listener): void {
    this.drop();
  }

  /** Leaves the line without effect, or takes the effect back. */
  drop(): void {
    const { state } = this;
    this.listener = undefined;
    if (!this.used) this.owner?.forgetMade(this);
    if (state === 'granted' ? this.lasting : !this.pending) return;
    this.state = 'withdrawn';
    if (state === 'granted') this.giveBack();
    else if (state === 'waiting') this.leave();
    this.note(state === 'granted' ? 'given back' : 'withdrawn');
  }

  /** Ends it with its effect done. */
  protected grant(value: T): void {
    this.end('granted', value);
  }

  /** Ends it with an error and without effect. */
  protected refuse(error: unknown): void {
    this.end('refused', error);
  }

  private end(state: 'granted' | 'refused', ending: unknown): void {
    this.state = state;
    this.ending = ending;
    this.noteLooked();
    // Events alone ask for no use.
    if (!this.used && !this.owned) this.owner?.forgetMade(this);
    this.note(state);
    const { listener } = this;
    this.listener = undefined;
    listener?.happened(this);
  }

  /** Notes that somebody asks how far it is, or changes it: that matters to its process, or to whoever waits for it. */
  private noteLooked(): void {
    this.kernel.noteTouched(this.owner === undefined ? this : this.owner.process);
  }

  protected misuse(complaint: string): OperationUseError {
    return new OperationUseError(`${this.describe()} ${complaint}`, this.kernel.place);
  }

  /** Tells observers; only operations are worth telling of. */
  protected note(_change: SingleUseChange): void {
    // Nothing for a combination.
  }

  /** Settles what was made before it and goes to the same line. */
  protected settleEarlier(): void {
    // A combination stands in no line itself.
  }

  /** Takes effect at once if it can, or stands in its line. */
  protected abstract join(): void;
  /** Leaves its line, which it has joined. */
  protected abstract leave(): void;
  /** Takes back the effect of a grant; not called for what is {@link lasting}. */
  protected abstract giveBack(): void;
}
