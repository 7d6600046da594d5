import { beginBody } from './body.js';
import type { Ending, RunningBody } from './body.js';
import { Deliveries } from './deliveries.js';
import type { Delivery } from './deliveries.js';
import {
  Cancelled,
  OperationUseError,
  ProcessFailedError,
  UnusedOperationError,
  WaitableValueError,
} from './errors.js';
import type { Kernel } from './kernel.js';
import { LateDelivery } from './late-delivery.js';
import { ProcessEnd } from './process-end.js';
import type { Process } from './process.js';
import type { SingleUse } from './single-use.js';
import { isThenable } from './waitable.js';
import type { Listener, Waitable } from './waitable.js';

/**
 * - `ready`: will run in this instant
 * - `running`: its step is being run
 * - `waiting`: suspended
 * - `finished`, `failed`, `cancelled`: ended
 */
export type ProcessStatus = 'ready' | 'running' | 'waiting' | 'finished' | 'failed' | 'cancelled';

/**
 * What the kernel knows of a process, and the only place where one is suspended or resumed.
 *
 * A wait begins in {@link wait} and ends once: by {@link happened}, with the outcome of the waitable, or by a
 * delivery, which abandons the waitable first. Either way the process joins the ready line, and can't be reached
 * again before its next wait: what arrives meanwhile is kept, in order.
 */
export class Task implements Listener {
  readonly kernel: Kernel;
  readonly process: Process;
  readonly name: string;
  /** Whether it may wait for ever without being counted as deadlocked. */
  readonly background: boolean;
  status: ProcessStatus = 'ready';
  /** What it waits for; also, until it is resumed, what it has waited for. */
  waitingFor: Waitable | undefined = undefined;
  /** Time at which its wait began. */
  since = 0;
  previous: Task | undefined = undefined;
  next: Task | undefined = undefined;

  private started = false;
  private body: RunningBody | undefined = undefined;
  /** An error that ends the wait instead of what it waits for. */
  private thrown: Delivery | undefined = undefined;
  private deliveries: Deliveries | undefined = undefined;
  /** What is to be delivered when the change under way is complete. */
  private late: Set<Delivery> | undefined = undefined;
  private cancellation: Cancelled | undefined = undefined;
  private cancelThrown = false;
  /** What it made for itself, and has not waited for though that has been settled. */
  private made: Set<SingleUse<unknown>> | undefined = undefined;
  private end: ProcessEnd<unknown> | undefined = undefined;
  private outcome: unknown = undefined;

  constructor(kernel: Kernel, process: Process, name: string, background: boolean) {
    this.kernel = kernel;
    this.process = process;
    this.name = name;
    this.background = background;
    kernel.noteMade(process);
    kernel.live.push(this);
    kernel.makeReady(this);
  }

  get isGenerator(): boolean {
    return this.body?.isGenerator === true;
  }

  get hasEnded(): boolean {
    return this.status === 'finished' || this.status === 'failed' || this.status === 'cancelled';
  }

  /** The event of its end; made when first asked for. */
  get finished(): ProcessEnd<unknown> {
    if (this.end === undefined) {
      this.end = new ProcessEnd(this.kernel, this.process);
      if (this.hasEnded) this.end.conclude(this.status !== 'finished', this.outcome);
    }
    return this.end;
  }

  // Running

  /** Begins, or goes on after it was suspended. */
  run(): void {
    this.status = 'running';
    this.kernel.noteTouched(this.process);
    if (this.started) {
      this.kernel.observer?.processResumed(this.process, this.ending);
      this.goOn();
    } else {
      this.started = true;
      this.kernel.observer?.processStarted(this.process);
      beginBody(this);
    }
  }

  /** Goes on after a wait. */
  goOn(): void {
    this.status = 'running';
    this.body?.goOn(this, this.takeEnding());
  }

  /** Takes over a body that has not begun. */
  adopt(body: RunningBody): void {
    this.body = body;
    this.goOn();
  }

  /** Goes over to `body`, which is running already. */
  continueAs(body: RunningBody): void {
    this.body = body;
  }

  // Waiting

  /** Begins a wait of the step that is running. @returns whether it is over already, and the step goes on */
  wait(waitable: Waitable): boolean {
    if (this.beginWait(waitable)) {
      if (this.kernel.mayGoOn(this)) return true;
      this.status = 'ready';
    } else {
      this.status = 'waiting';
      this.since = this.kernel.now;
      this.kernel.observer?.processSuspended(this.process, waitable);
      this.kernel.endStep();
    }
    return false;
  }

  get isHeard(): boolean {
    return true;
  }

  /** The waitable of its wait has happened. */
  happened(): void {
    // While it still runs, `beginWait` sees for itself.
    if (this.status !== 'waiting') return;
    this.status = 'ready';
    this.kernel.makeReady(this);
  }

  /** Hands over how the wait ended, once. */
  takeEnding(): Ending {
    const { ending } = this;
    this.waitingFor = undefined;
    this.thrown = undefined;
    return ending;
  }

  /** How the wait ended. */
  private get ending(): Ending {
    const { waitingFor, thrown } = this;
    if (thrown !== undefined) return { failed: true, outcome: thrown.error };
    return { failed: waitingFor?.failed ?? false, outcome: waitingFor?.outcome };
  }

  private beginWait(waitable: Waitable): boolean {
    try {
      waitable.claim(this);
    } catch (error) {
      this.thrown = { error };
      return true;
    }
    this.waitingFor = waitable;
    waitable.attend(this);
    if (!waitable.pending) return true;
    if (this.deliveries?.isDue !== true) return false;
    this.abandonWait(this.deliveries);
    return true;
  }

  // Deliveries

  /** Throws an error into the process: at its wait, or at the next one that would suspend it. @returns whether it is alive */
  deliver(delivery: Delivery): boolean {
    this.kernel.assertMayChange();
    this.kernel.noteTouched(this.process);
    if (this.hasEnded) return false;
    this.touchWait();
    this.mail.add(delivery);
    if (delivery.patient !== true || this.waitingFor?.endsNow !== true) this.endWaitIfDue();
    return true;
  }

  /** Like {@link deliver}, but only when the change that is under way is complete. */
  deliverLater(delivery: Delivery): void {
    this.late ??= new Set();
    this.late.add(delivery);
    this.kernel.settling.noteChanged(new LateDelivery(this, delivery));
  }

  /** Delivers what {@link deliverLater} was given, unless it was taken back. */
  deliverLate(delivery: Delivery): void {
    if (this.late?.delete(delivery) === true && this.kernel.failure === undefined) this.deliver(delivery);
  }

  /** Takes back a delivery that has not been thrown. @returns whether it could */
  recall(delivery: Delivery): boolean {
    this.kernel.noteTouched(this.process);
    return this.late?.delete(delivery) === true || (this.deliveries?.recall(delivery) ?? false);
  }

  /** Keeps deliveries back until {@link releaseDeliveries} has been called as often. */
  holdDeliveries(): void {
    this.mail.hold();
  }

  releaseDeliveries(): void {
    if (this.hasEnded) return;
    if (this.deliveries?.isHeld !== true) {
      throw new OperationUseError(`the deliveries of process '${this.name}' are not held`, this.kernel.place);
    }
    this.deliveries.letGo();
    this.endWaitIfDue();
  }

  cancel(reason: unknown): boolean {
    this.kernel.assertMayChange();
    this.kernel.noteTouched(this.process);
    if (this.hasEnded) return false;
    if (this.cancellation !== undefined) return true;
    this.cancellation = new Cancelled(this.name, reason, this.kernel.place);
    if (this.started) {
      this.touchWait();
      this.mail.addLasting({ error: this.cancellation });
      this.endWaitIfDue();
    } else {
      this.conclude('cancelled', this.cancellation);
    }
    return true;
  }

  /** Its deliveries; made when first needed, since most processes get none. */
  private get mail(): Deliveries {
    return (this.deliveries ??= new Deliveries());
  }

  /** What was put before a delivery is put before it arrives. */
  touchWait(): void {
    if (this.status !== 'waiting') return;
    for (const { facility } of this.waitingFor?.operations ?? []) facility.touch();
  }

  private endWaitIfDue(): void {
    if (this.status !== 'waiting' || this.deliveries?.isDue !== true) return;
    this.status = 'ready';
    // First in the line, and only then the waitable: it goes before anyone served by what it gives back.
    this.kernel.makeReady(this);
    this.abandonWait(this.deliveries);
  }

  private abandonWait(deliveries: Deliveries): void {
    this.thrown = deliveries.take();
    this.cancelThrown ||= this.cancellation !== undefined && this.thrown?.error === this.cancellation;
    this.waitingFor?.abandon(this);
    this.kernel.settling.serveChanged();
  }

  // Ending

  /** Notes what it made for itself, which must be used before the process ends. */
  noteMade(item: SingleUse<unknown>): void {
    this.made ??= new Set();
    this.made.add(item);
  }

  /** What it made for itself is used. */
  forgetMade(item: SingleUse<unknown>): void {
    this.made?.delete(item);
  }

  finish(value: unknown): void {
    const unused = this.dropUnused().find(({ owned }) => owned);
    this.kernel.endStep();
    const { place } = this.kernel;
    if (this.cancelThrown) {
      this.conclude('cancelled', this.cancellation);
    } else if (unused !== undefined) {
      this.conclude('failed', new UnusedOperationError(this.name, unused.describe(), place));
    } else if (isThenable(value)) {
      this.conclude('failed', new WaitableValueError(`process '${this.name}'`, value, place));
    } else {
      this.conclude('finished', value);
    }
  }

  fail(error: unknown): void {
    this.dropUnused();
    this.kernel.endStep();
    this.conclude(this.cancelThrown && error === this.cancellation ? 'cancelled' : 'failed', error);
  }

  /** Withdraws or gives back whatever the process made for itself and never waited for. */
  private dropUnused(): SingleUse<unknown>[] {
    const made = [...(this.made ?? []), ...this.kernel.settling.open];
    const unused = made.filter((item) => !item.goesOnUnused && item.state !== 'withdrawn');
    for (const item of unused) item.drop();
    return unused;
  }

  private conclude(status: 'finished' | 'failed' | 'cancelled', outcome: unknown): void {
    const failed = status !== 'finished';
    this.status = status;
    this.outcome = outcome;
    this.body = undefined;
    this.made = undefined;
    this.deliveries = undefined;
    this.waitingFor = undefined;
    this.kernel.live.remove(this);
    if (failed) this.kernel.observer?.processFailed(this.process, outcome);
    else this.kernel.observer?.processEnded(this.process, outcome);
    const heard = this.end?.conclude(failed, outcome) ?? false;
    this.kernel.settling.serveChanged();
    if (status === 'failed' && !heard)
      this.kernel.fail(new ProcessFailedError(this.name, outcome, this.kernel.now));
  }
}
