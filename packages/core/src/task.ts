import type { Coroutine } from './delegate.js';
import {
  Cancelled,
  describeValue,
  ProcessBodyError,
  ProcessFailedError,
  UnusedOperationError,
  WaitableValueError,
} from './errors.js';
import type { Kernel } from './kernel.js';
import type { Process } from './process.js';
import { ProcessEnd } from './process-end.js';
import type { Unsettled } from './settling.js';
import { SingleUse } from './single-use.js';
import { isThenable, isWaitable } from './waitable.js';
import type { Listener, Waitable } from './waitable.js';

/**
 * - `ready`: will run in this instant
 * - `running`: its step is being run
 * - `waiting`: suspended
 * - `finished`, `failed`, `cancelled`: ended
 */
export type ProcessStatus = 'ready' | 'running' | 'waiting' | 'finished' | 'failed' | 'cancelled';

/** An error on its way to a process. */
export interface Delivery {
  readonly error: unknown;
  /** Whether it is thrown again at every later suspension. */
  readonly lasting?: boolean;
}

/** How a wait ended. */
export interface Ending {
  readonly failed: boolean;
  readonly outcome: unknown;
}

/**
 * What the kernel knows of a process, and the only place where one is suspended or resumed.
 *
 * A wait begins in {@link wait} and ends once: by `happened`, with the outcome of the waitable, or by a delivery,
 * which abandons the waitable first. Either way the process joins the ready line, and then can't be reached again
 * before its next wait: what arrives meanwhile is kept, in order.
 */
export class Task implements Listener {
  readonly kernel: Kernel;
  readonly process: Process;
  readonly name: string;
  readonly background: boolean;
  status: ProcessStatus = 'ready';
  /** What it waits for; also, until it is resumed, what it has waited for. */
  waitingFor: Waitable | undefined = undefined;
  /** Time at which its wait began. */
  since = 0;
  previous: Task | undefined = undefined;
  next: Task | undefined = undefined;

  private started = false;
  private generator: Coroutine | undefined = undefined;
  private resolve: ((value: unknown) => void) | undefined = undefined;
  private reject: ((error: unknown) => void) | undefined = undefined;
  /** An error that ends the wait instead of what it waits for. */
  private thrown: Delivery | undefined = undefined;
  private deliveries: Delivery[] | undefined = undefined;
  /** While above zero, deliveries are kept back. */
  private holds = 0;
  private cancellation: Cancelled | undefined = undefined;
  private cancelThrown = false;
  private unused: SingleUse<unknown>[] | undefined = undefined;
  private end: ProcessEnd<unknown> | undefined = undefined;
  private outcome: unknown = undefined;

  constructor(kernel: Kernel, process: Process, name: string, background: boolean) {
    this.kernel = kernel;
    this.process = process;
    this.name = name;
    this.background = background;
    kernel.live.push(this);
    kernel.makeReady(this);
  }

  get isGenerator(): boolean {
    return this.generator !== undefined;
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

  // Waiting

  /** Begins a wait of the step that is running. @returns whether it is over already, and the step goes on */
  wait(waitable: Waitable): boolean {
    if (!this.beginWait(waitable)) {
      this.status = 'waiting';
      this.since = this.kernel.now;
      this.kernel.observer?.processSuspended(this.process, waitable);
      this.kernel.endStep();
      return false;
    }
    if (this.kernel.mayGoOn(this)) return true;
    this.status = 'ready';
    return false;
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
    const { waitingFor, thrown } = this;
    this.waitingFor = undefined;
    if (thrown !== undefined) {
      this.thrown = undefined;
      return { failed: true, outcome: thrown.error };
    }
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
    if (!this.canDeliver) return false;
    this.abandonWait();
    this.kernel.settling.serveChanged();
    return true;
  }

  // Deliveries

  /** Throws an error into the process: at its wait, or at the next one that would suspend it. @returns whether it is alive */
  deliver(delivery: Delivery): boolean {
    this.kernel.assertMayChange();
    if (this.hasEnded) return false;
    // What was put before this call is put before it arrives.
    if (this.status === 'waiting') this.waitingFor?.touch();
    (this.deliveries ??= []).push(delivery);
    if (this.status === 'waiting' && this.canDeliver) {
      this.status = 'ready';
      // First in the line, and only then the waitable: it goes before anyone served by what it gives back.
      this.kernel.makeReady(this);
      this.abandonWait();
      this.kernel.settling.serveChanged();
    }
    return true;
  }

  /** Takes back a delivery that has not been thrown. @returns whether it could */
  recall(delivery: Delivery): boolean {
    const place = this.deliveries?.indexOf(delivery) ?? -1;
    if (place === -1) return false;
    this.deliveries?.splice(place, 1);
    return true;
  }

  /** Keeps deliveries back until {@link letDeliveries} has been called as often. */
  holdDeliveries(): void {
    this.holds++;
  }

  letDeliveries(): void {
    this.holds--;
  }

  cancel(reason: unknown): boolean {
    this.kernel.assertMayChange();
    if (this.hasEnded) return false;
    if (this.cancellation !== undefined) return true;
    this.cancellation = new Cancelled(this.name, reason, this.kernel.place);
    if (this.started) return this.deliver({ error: this.cancellation, lasting: true });
    this.conclude('cancelled', this.cancellation);
    return true;
  }

  private get canDeliver(): boolean {
    return this.deliveries !== undefined && this.deliveries.length > 0 && this.holds === 0;
  }

  private abandonWait(): void {
    const first = this.deliveries?.[0];
    if (first?.lasting === true) this.cancelThrown = true;
    else this.deliveries?.shift();
    this.thrown = first;
    this.waitingFor?.abandon(this);
  }

  // Running

  /** Runs a step: a generator to its next suspension; an async body is handed its turn. */
  run(): void {
    if (this.hasEnded) return;
    if (this.started) {
      this.kernel.observer?.processResumed(this.process);
      this.goOn();
    } else {
      this.status = 'running';
      this.begin();
    }
  }

  /** Goes on after a wait. */
  goOn(): void {
    this.status = 'running';
    if (this.generator === undefined) this.kernel.driver.resume(this);
    else this.resumeGenerator(this.generator);
  }

  /** Keeps what the promise machinery gave for the present `await`. */
  awaits(resolve: (value: unknown) => void, reject: (error: unknown) => void): void {
    this.resolve = resolve;
    this.reject = reject;
  }

  settleAwait(): void {
    const { failed, outcome } = this.takeEnding();
    if (failed) this.reject?.(outcome);
    else this.resolve?.(outcome);
  }

  private begin(): void {
    this.started = true;
    this.kernel.observer?.processStarted(this.process);
    this.kernel.driver.beforeBody();
    let body: unknown;
    try {
      body = this.process.run();
    } catch (error) {
      this.fail(error);
      return;
    }
    this.adopt(body);
  }

  private adopt(body: unknown): void {
    if (isCoroutine(body)) {
      this.generator = body;
      this.resumeGenerator(body);
    } else if (isThenable(body) && !isWaitable(body)) {
      this.kernel.driver.adopt(this, body as PromiseLike<unknown>);
    } else {
      this.fail(
        new ProcessBodyError(
          `the body of process '${this.name}' returned ${describeValue(body)}; a body is an async function or a generator function`,
          this.kernel.place,
        ),
      );
    }
  }

  private resumeGenerator(generator: Coroutine): void {
    const { failed, outcome } = this.takeEnding();
    this.kernel.delegate.reset();
    let result: IteratorResult<unknown, unknown>;
    try {
      result = failed ? generator.throw(outcome) : generator.next(outcome);
    } catch (error) {
      this.fail(error);
      return;
    }
    if (result.done === true) this.finish(result.value);
    else if (result.value !== this.kernel.delegate.suspension) this.fail(this.bareYield(result.value));
  }

  private bareYield(value: unknown): ProcessBodyError {
    const what = isWaitable(value) ? value.describe() : describeValue(value);
    return new ProcessBodyError(
      `process '${this.name}' yielded ${what}; a generator process waits with 'yield*', as in 'yield* env.timeout(1)'`,
      this.kernel.place,
    );
  }

  // Ending

  /** Notes what the step made and did not use; it must be used before the process ends. */
  noteUnused(item: Unsettled): void {
    if (item instanceof SingleUse && item.owned && !item.isUsed) (this.unused ??= []).push(item);
  }

  finish(value: unknown): void {
    const unused = this.takeUnused();
    this.kernel.endStep();
    const first = unused[0];
    if (first !== undefined) this.conclude('failed', this.unusedError(first));
    else if (isThenable(value)) this.conclude('failed', new WaitableValueError(`process '${this.name}'`, value, this.kernel.place));
    else if (this.cancelThrown) this.conclude('cancelled', this.cancellation);
    else this.conclude('finished', value);
  }

  fail(error: unknown): void {
    this.takeUnused();
    this.kernel.endStep();
    this.conclude(this.cancelThrown && error === this.cancellation ? 'cancelled' : 'failed', error);
  }

  /** Withdraws or gives back whatever the process made for itself and never waited for. */
  private takeUnused(): SingleUse<unknown>[] {
    const candidates: unknown[] = [...(this.unused ?? []), ...this.kernel.settling.open];
    this.unused = undefined;
    const unused = candidates.filter(
      (item): item is SingleUse<unknown> =>
        item instanceof SingleUse && item.owned && !item.isUsed && item.state !== 'withdrawn',
    );
    for (const item of unused) item.abandon(this);
    return unused;
  }

  private conclude(status: 'finished' | 'failed' | 'cancelled', outcome: unknown): void {
    const failed = status !== 'finished';
    this.status = status;
    this.outcome = outcome;
    this.generator = undefined;
    this.resolve = undefined;
    this.reject = undefined;
    this.waitingFor = undefined;
    this.deliveries = undefined;
    this.kernel.live.remove(this);
    if (failed) this.kernel.observer?.processFailed(this.process, outcome);
    else this.kernel.observer?.processEnded(this.process, outcome);
    const heard = this.end?.conclude(failed, outcome) ?? false;
    this.kernel.settling.serveChanged();
    if (status === 'failed' && !heard) this.kernel.fail(this.failedError(outcome));
  }

  private unusedError(operation: SingleUse<unknown>): UnusedOperationError {
    return new UnusedOperationError(
      `process '${this.name}' ended without having awaited ${operation.describe()}, which was taken back; await it, race it with firstOf, or withdraw() it`,
      this.kernel.place,
    );
  }

  private failedError(cause: unknown): ProcessFailedError {
    return new ProcessFailedError(
      `process '${this.name}' failed and nobody was waiting for its end: ${describeValue(cause)}; catch the error in the process, or await its 'finished'`,
      { time: this.kernel.now, process: this.name },
      { cause },
    );
  }
}

function isCoroutine(body: unknown): body is Coroutine {
  return (
    typeof body === 'object' &&
    body !== null &&
    Symbol.iterator in body &&
    typeof (body as { next?: unknown }).next === 'function'
  );
}
