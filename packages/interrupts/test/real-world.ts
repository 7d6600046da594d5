import { allOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import type { Process, SimEvent, Waitable } from '@asimjs/core';
import type { Driver, Wait } from '@asimjs/testing';
import { interrupt, isInterrupt, uninterruptible, work } from '@asimjs/interrupts';
import { Shelf } from './shelf.js';
import { BELLS } from './world.js';
import type { Goal, Steps, Thrown, Waits, World } from './world.js';

/** The world that is to be tested. */
export class RealWorld implements World {
  readonly env = new Environment();
  readonly processes: Process[] = [];
  readonly shelf = new Shelf(this.env);
  /** How many bodies of `uninterruptible` each process is in. */
  readonly holds: number[] = [];
  private readonly bells: SimEvent<number>[] = Array.from({ length: BELLS }, () => this.env.event<number>());
  private readonly rung: number[] = new Array<number>(BELLS).fill(0);
  private readonly body: Driver['body'];

  constructor({ body }: Pick<Driver, 'body'>) {
    this.body = body;
  }

  get now(): number {
    return this.env.now;
  }

  start(script: (waits: Waits) => Steps): void {
    const number = this.processes.length;
    this.holds.push(0);
    this.processes.push(this.env.process(this.body((wait) => script(this.waitsOf(number, wait)))));
  }

  schedule(delay: number, priority: number, callback: () => void): void {
    this.env.schedule(delay, callback, { priority });
  }

  ring(index: number): void {
    const bell = this.bells[index]!;
    if (bell.status === 'pending') bell.succeed(++this.rung[index]!);
    else this.bells[index] = this.env.event<number>();
  }

  put(item: string): void {
    this.shelf.put(item);
  }

  interrupt(process: number, cause: number): boolean {
    return interrupt(this.processes[process]!, cause);
  }

  cancel(process: number): boolean {
    return this.processes[process]!.cancel();
  }

  isInterrupt(error: unknown): error is Thrown {
    return isInterrupt(error);
  }

  statusOf(process: number): string {
    return this.processes[process]!.status;
  }

  private waitableOf({ for: what, bell, within }: Goal): Waitable {
    const { shelf, bells } = this;
    const waitable =
      what === 'bell' ? bells[bell]! : what === 'item' ? shelf.take() : allOf([shelf.take(), bells[bell]!]);
    return within === undefined ? waitable : withTimeout(waitable, within);
  }

  private waitsOf(process: number, wait: Wait): Waits {
    const { env, body, holds } = this;
    const asBody = <T>(script: (waits: Waits) => Steps<T>) =>
      body((inner) => script(this.waitsOf(process, inner)));
    return {
      sleep: (delay) => wait(env.timeout(delay)),
      attain: (goal) => wait(this.waitableOf(goal)),
      *hold(script) {
        holds[process]!++;
        try {
          yield* wait(uninterruptible(env, asBody(script)));
        } finally {
          holds[process]!--;
        }
      },
      work: (duration, handler) =>
        wait(
          work(env, duration, {
            onInterrupt: (thrown, progress) => asBody((waits) => handler(waits, thrown, progress))(),
          }),
        ),
    };
  }
}
