import { Cancellation } from './cancellation.js';
import type { Machine } from './machine.js';
import { Happening } from './thing.js';
import { Single } from './single.js';
import type { Listener, Thing } from './thing.js';

/** An interrupt. */
export class Message extends Error {
  /** The time that is left of the work that it came out of. */
  left: number | undefined = undefined;
  /** Whether what was taken from the process with it has been made good. */
  readonly isMadeGood: () => boolean;

  constructor(text: string, isMadeGood: () => boolean = () => true) {
    super(text);
    this.isMadeGood = isMadeGood;
  }
}

type Body = Generator<unknown, void, unknown>;

/** A process. */
export class Actor implements Listener {
  readonly machine: Machine;
  readonly name: string;
  readonly finished: Happening;
  status: 'ready' | 'running' | 'waiting' | 'finished' | 'failed' | 'cancelled' = 'ready';
  waitingFor: Thing | undefined = undefined;
  since = 0;
  /** Interrupts and a cancellation that are still to be thrown, in the order sent. */
  readonly pending: (Message | Cancellation)[] = [];
  /** What it made and has not used, in the order in which it joined its lines. */
  readonly unused = new Set<Single>();
  /** In how many uninterruptible stretches it is. */
  shields = 0;
  private readonly makeBody: () => Body;
  private body: Body | undefined = undefined;
  /** The cancellation that was thrown: it cannot be survived. */
  private cancellation: Cancellation | undefined = undefined;
  private error: Message | Cancellation | undefined = undefined;

  constructor(machine: Machine, name: string, makeBody: () => Body) {
    this.machine = machine;
    this.name = name;
    this.makeBody = makeBody;
    this.finished = new Happening(machine);
    machine.ready.push(() => this.step());
  }

  get isAlive(): boolean {
    return this.status === 'ready' || this.status === 'running' || this.status === 'waiting';
  }

  get isHeard(): boolean {
    return true;
  }

  /** Waits: the process is suspended if `thing` does not happen at once. */
  *await(thing: Thing): Generator<unknown, unknown, unknown> {
    thing.use();
    this.machine.change(() => thing.attend(this));
    if (thing.state === 'open') {
      if (this.shields === 0 && this.pending.length > 0) {
        const first = this.takePending();
        this.machine.change(() => thing.abandon(this));
        throw first;
      }
      this.status = 'waiting';
      this.waitingFor = thing;
      this.since = this.machine.now;
      yield;
      const { error } = this;
      this.error = undefined;
      if (error !== undefined) throw error;
    }
    if (thing.state === 'failed') throw thing.value;
    return thing.value;
  }

  happened(): void {
    if (this.status === 'waiting') this.goOn();
  }

  /** @returns whether it is alive */
  deliver(error: Message | Cancellation, isPatient = false): boolean {
    if (!this.isAlive) return false;
    if (this.pending.at(-1) instanceof Cancellation && error instanceof Cancellation) return true;
    const mayEnd = (): boolean =>
      this.status === 'waiting' && this.shields === 0 && !(isPatient && this.waitingFor?.endsNow === true);
    // What was put where it waits is put before, whether the delivery ends the wait or is kept.
    this.machine.settleAtPlacesOf(this.waitingFor?.operations ?? []);
    this.pending.push(error);
    const { waitingFor } = this;
    if (mayEnd() && waitingFor !== undefined) {
      this.machine.change(() => {
        this.error = this.takePending();
        // It is ready before anybody who is served by what it gives back.
        this.goOn();
        waitingFor.abandon(this);
      });
    }
    return true;
  }

  cancel(reason: string): boolean {
    if (this.body !== undefined || this.status !== 'ready') return this.deliver(new Cancellation(reason));
    this.end('cancelled', new Cancellation(reason));
    return true;
  }

  /** The next to be thrown. A cancellation is thrown again at every later wait. */
  private takePending(): Message | Cancellation {
    const [first] = this.pending;
    if (first === undefined) throw new Error('nothing is pending');
    if (first instanceof Cancellation) this.cancellation = first;
    else this.pending.shift();
    return first;
  }

  private goOn(): void {
    this.status = 'ready';
    this.waitingFor = undefined;
    this.machine.ready.push(() => this.step());
  }

  private step(): void {
    if (!this.isAlive) return;
    this.body ??= this.makeBody();
    this.status = 'running';
    this.machine.active = this;
    try {
      if (this.body.next().done === true) {
        this.endBody(this.cancellation === undefined ? 'finished' : 'cancelled', this.cancellation);
      }
    } catch (error) {
      this.endBody(
        error instanceof Cancellation && error === this.cancellation ? 'cancelled' : 'failed',
        error,
      );
    } finally {
      this.machine.active = undefined;
    }
  }

  private endBody(status: 'finished' | 'failed' | 'cancelled', value: unknown): void {
    const wasLeft = this.abandonUnused();
    // What it put is settled before anybody hears of its end.
    this.machine.endStep();
    if (status === 'finished' && wasLeft) this.end('failed', new Error('UnusedOperationError'));
    else this.end(status, value);
  }

  /** Gives up what it has asked for and not used. @returns whether that took something for it */
  private abandonUnused(): boolean {
    const unsettled = this.machine.unsettled.filter((one) => one instanceof Single);
    const unused = [...this.unused, ...unsettled.filter(({ goesOnUnused }) => !goesOnUnused)];
    for (const one of unused) one.abandon();
    return unused.some(({ isOwned }) => isOwned);
  }

  private end(status: 'finished' | 'failed' | 'cancelled', value: unknown): void {
    this.status = status;
    const isHeard = this.finished.happen(status === 'finished' ? 'done' : 'failed', value);
    if (status === 'failed' && !isHeard) this.machine.crash('ProcessFailedError', value);
  }
}
