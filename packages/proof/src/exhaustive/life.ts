import type { Process } from '@asimjs/core';
import { interrupt } from '@asimjs/interrupts';
import type { Plan } from './plan.js';

/** A process of a program: what it waits for, what it was sent and was thrown, and what it was given. */
export class Life {
  readonly process: Process;
  /** What operations gave it, in order; the grants of an `acquireAll` one by one. */
  readonly received: unknown[] = [];
  /** What it waits for, or has waited for last. */
  plan: Plan | undefined = undefined;
  private readonly send: typeof interrupt;
  /** The causes of the interrupts that it was sent while it was alive, in order. */
  private readonly sent: unknown[] = [];
  /** How many of those were thrown. */
  private thrown = 0;
  /** How many of those ended a wait, and so are thrown whatever comes. */
  private certain = 0;

  /** @param send how it is interrupted */
  constructor(process: Process, send: typeof interrupt = interrupt) {
    this.process = process;
    this.send = send;
  }

  interrupt(cause: unknown): void {
    const { status } = this.process;
    if (!this.send(this.process, cause)) return;
    this.sent.push(cause);
    if (status === 'waiting') this.certain = this.sent.length;
    this.checkSuspended();
  }

  cancel(): void {
    this.process.cancel();
  }

  /** Notes that an interrupt which it was sent has been thrown: each is at most once, in the order sent. */
  caught(cause: unknown): void {
    if (this.thrown >= this.sent.length || this.sent[this.thrown] !== cause)
      throw this.breach(`was thrown ${String(cause)}`);
    this.thrown++;
  }

  /**
   * Notes that it was told of an eviction. One that was to be told before takes the place of the interrupt that ended the
   * wait, which comes at the next then, if there is one.
   */
  evicted(): void {
    this.certain = Math.max(this.thrown, this.certain - 1);
  }

  /** To be called whenever it may have been suspended: then nothing is left to be thrown. */
  checkSuspended(): void {
    if (this.process.status === 'waiting' && this.thrown < this.sent.length) throw this.breach('waits');
  }

  /** To be called at the end of an instant. */
  checkInstant(): void {
    this.checkSuspended();
    if (this.thrown < this.certain) throw this.breach(`is ${this.process.status}`);
    if (this.process.status === 'waiting' && this.plan?.isOver() === true)
      throw new Error(
        `law 6: ${this.plan.waitable.describe()} has happened, and '${this.process.name}' waits`,
      );
  }

  private breach(what: string): Error {
    const before = this.sent.slice(0, this.thrown).join();
    return new Error(
      `law 7: '${this.process.name}', which was sent ${this.sent.join()} and was thrown ${before}, ${what}`,
    );
  }
}
