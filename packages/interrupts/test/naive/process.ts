import type { Steps, Thrown } from '../world.js';
import { Thing } from './things.js';

export class NaiveInterrupt implements Thrown {
  readonly cause: unknown;
  remaining: number | undefined = undefined;

  constructor(cause: unknown) {
    this.cause = cause;
  }
}

/** Where a process gets its turn, and has what it gave back given to others. */
interface Kernel {
  readonly ready: (() => void)[];
  serve(): void;
}

/**
 * The law of interrupts written down as plainly as can be: errors for a process go into its mail, in order. The first
 * is taken out when the process waits, be it as the error comes, or as a wait begins for what has not happened.
 */
export class NaiveProcess {
  status = 'ready';
  holds = 0;
  private readonly kernel: Kernel;
  private steps: Steps | undefined = undefined;
  private waiting: Thing | undefined = undefined;
  private readonly mail: unknown[] = [];
  private cancellation: object | undefined = undefined;

  constructor(kernel: Kernel, body: () => Steps) {
    this.kernel = kernel;
    kernel.ready.push(() => {
      if (this.hasEnded) return;
      const steps = body();
      this.steps = steps;
      this.goOn(() => steps.next());
    });
  }

  interrupt(cause: unknown): boolean {
    if (this.hasEnded) return false;
    this.mail.push(new NaiveInterrupt(cause));
    this.endWait();
    return true;
  }

  cancel(): boolean {
    if (this.hasEnded) return false;
    if (this.cancellation !== undefined) return true;
    this.cancellation = {};
    if (this.steps === undefined) this.status = 'cancelled';
    else this.mail.push(this.cancellation);
    this.endWait();
    return true;
  }

  private get hasEnded(): boolean {
    return this.status === 'finished' || this.status === 'cancelled';
  }

  private get isDue(): boolean {
    return this.holds === 0 && this.mail.length > 0;
  }

  /** The first of the mail. A cancellation stays, and keeps back what is behind it. */
  private takeMail(): unknown {
    return this.mail[0] === this.cancellation ? this.cancellation : this.mail.shift();
  }

  private endWait(): void {
    const { waiting } = this;
    if (waiting === undefined || !this.isDue) return;
    const error = this.takeMail();
    this.resume(() => this.steps!.throw(error));
    waiting.leave();
    this.kernel.serve();
  }

  private resume(how: () => IteratorResult<unknown, unknown>): void {
    this.status = 'ready';
    this.waiting = undefined;
    this.kernel.ready.push(() => {
      this.goOn(how);
    });
  }

  /** Goes on, until it waits for what has not happened. */
  private goOn(how: () => IteratorResult<unknown, unknown>): void {
    this.status = 'running';
    try {
      let next: (() => IteratorResult<unknown, unknown>) | undefined = how;
      while (next !== undefined) {
        const result = next();
        if (result.done === true) break;
        if (!(result.value instanceof Thing)) throw new Error('a script has yielded something of its own');
        next = this.wait(result.value);
        if (next === undefined) return;
      }
      this.status = 'finished';
    } catch (error) {
      if (error !== this.cancellation) throw error;
      this.status = 'cancelled';
    }
  }

  /** @returns how it goes on at once, if it does */
  private wait(thing: Thing): (() => IteratorResult<unknown, unknown>) | undefined {
    const steps = this.steps!;
    thing.join();
    if (thing.done !== undefined) return () => steps.next(thing.done?.value);
    if (this.isDue) {
      thing.leave();
      this.kernel.serve();
      const error = this.takeMail();
      return () => steps.throw(error);
    }
    this.status = 'waiting';
    this.waiting = thing;
    thing.tell = () => {
      this.resume(() => steps.next(thing.done?.value));
    };
    return undefined;
  }
}
