import type { WorkProgress } from '@asimjs/interrupts';
import { BELLS } from '../world.js';
import type { Goal, Steps, Thrown, Waits, World } from '../world.js';
import { NaiveInterrupt, NaiveProcess } from './process.js';
import { All, Item, Ring, Sleep, Within } from './things.js';
import type { Bell, Items, Thing } from './things.js';

interface Entry {
  readonly time: number;
  readonly priority: number;
  readonly sequence: number;
  isWanted(): boolean;
  fire(): void;
}

/** A world on an array of what is ready and an array of what is to come, which is sorted anew at every look. */
export class NaiveWorld implements World {
  now = 0;
  readonly ready: (() => void)[] = [];
  private readonly future: Entry[] = [];
  private readonly processes: NaiveProcess[] = [];
  private readonly bells: Bell[] = Array.from({ length: BELLS }, () => ({ isUp: true, rung: 0, line: [] }));
  private readonly shelf: Items = { stock: [], line: [] };
  private sequence = 0;

  run(): void {
    for (;;) {
      for (let next = this.ready.shift(); next !== undefined; next = this.ready.shift()) next();
      this.future.sort((a, b) => a.time - b.time || a.priority - b.priority || a.sequence - b.sequence);
      const place = this.future.findIndex((entry) => entry.isWanted());
      if (place === -1) return;
      const [entry] = this.future.splice(place, 1);
      this.now = entry!.time;
      entry!.fire();
      this.serve();
    }
  }

  start(script: (waits: Waits) => Steps): void {
    const process: NaiveProcess = new NaiveProcess(this, () => script(this.waitsOf(process)));
    this.processes.push(process);
  }

  schedule(delay: number, priority: number, fire: () => void): void {
    this.add(delay, priority, () => true, fire);
  }

  ring(index: number): void {
    const bell = this.bells[index]!;
    bell.isUp = !bell.isUp;
    if (bell.isUp) return;
    bell.rung++;
    for (const thing of bell.line.splice(0)) thing.happen(bell.rung);
    this.serve();
  }

  put(item: string): void {
    this.shelf.stock.push(item);
    this.serve();
  }

  interrupt(process: number, cause: number): boolean {
    return this.processes[process]!.interrupt(cause);
  }

  cancel(process: number): boolean {
    return this.processes[process]!.cancel();
  }

  isInterrupt(error: unknown): error is Thrown {
    return error instanceof NaiveInterrupt;
  }

  statusOf(process: number): string {
    return this.processes[process]!.status;
  }

  /** Gives items to those who stand in line. */
  serve(): void {
    const { stock, line } = this.shelf;
    while (stock.length > 0 && line.length > 0) line.shift()!.happen(stock.shift());
  }

  private add(delay: number, priority: number, isWanted: () => boolean, fire: () => void): void {
    this.future.push({ time: this.now + delay, priority, sequence: this.sequence++, isWanted, fire });
  }

  private sleep(delay: number): Sleep {
    const sleep = new Sleep();
    this.add(
      delay,
      0,
      () => sleep.isWanted,
      () => {
        sleep.happen(undefined);
      },
    );
    return sleep;
  }

  private thingOf({ for: what, bell, within }: Goal): Thing {
    const item = new Item(this.shelf);
    const ring = new Ring(this.bells[bell]!);
    const thing = { bell: ring, item, both: new All([item, ring]) }[what];
    return within === undefined ? thing : new Within(thing, this.sleep(within));
  }

  private waitsOf(process: NaiveProcess): Waits {
    const waits: Waits = {
      sleep: (delay) => waitFor(this.sleep(delay)),
      attain: (goal) => waitFor(this.thingOf(goal)),
      *hold(script) {
        process.holds++;
        try {
          yield* script(waits);
        } finally {
          process.holds--;
        }
      },
      work: (duration, handler) => this.work(waits, duration, handler),
    };
    return waits;
  }

  /** Sleeps until it has slept long enough. */
  private *work(waits: Waits, duration: number, handler: Parameters<Waits['work']>[1]): Steps<unknown> {
    const slept: number[] = [];
    let [sinceRestart, interruptions] = [0, 0];
    const progress = (): WorkProgress => ({
      worked: slept.reduce((sum, time) => sum + time, 0),
      remaining: duration - sinceRestart,
      interruptions,
    });
    const count = (time: number): void => {
      slept.push(time);
      sinceRestart += time;
    };
    do {
      const begun = this.now;
      try {
        yield* waits.sleep(duration - sinceRestart);
        count(this.now - begun);
      } catch (error) {
        if (!(error instanceof NaiveInterrupt)) throw error;
        count(this.now - begun);
        interruptions++;
        error.remaining = duration - sinceRestart;
        const decision = yield* withRemaining(handler(waits, error, progress()), duration - sinceRestart);
        if (decision === 'drop') return { completed: false, ...progress() };
        if (decision === 'restart') sinceRestart = 0;
      }
    } while (sinceRestart < duration);
    return { completed: true, ...progress() };
  }
}

function* waitFor(thing: Thing): Steps<unknown> {
  return yield thing;
}

/** An interrupt that comes out of a handler says what is left of the work. */
function* withRemaining<T>(steps: Steps<T>, remaining: number): Steps<T> {
  try {
    return yield* steps;
  } catch (error) {
    if (error instanceof NaiveInterrupt) error.remaining = remaining;
    throw error;
  }
}
