import type { Environment } from '@asimjs/core';
import type { Driver, Wait } from '@asimjs/testing';

/** Something that happens once, for {@link NaiveSimulation}. */
class NaiveEvent {
  status = 'pending';
  value: unknown = undefined;
  readonly waiting: (() => void)[] = [];
  readonly time: number;
  private readonly simulation: NaiveSimulation;

  constructor(simulation: NaiveSimulation, time = NaN) {
    this.simulation = simulation;
    this.time = time;
  }

  succeed(value: unknown): void {
    this.status = 'succeeded';
    this.value = value;
    this.simulation.ready.push(...this.waiting.splice(0));
  }
}

interface NaiveEntry {
  readonly time: number;
  readonly priority: number;
  readonly sequence: number;
  isWanted(): boolean;
  fire(): void;
}

/**
 * The laws of order written down as plainly as can be: an array of what is ready and an array of what is to come,
 * which is sorted anew at every look. For generator bodies that wait for events, timeouts and each other.
 */
export class NaiveSimulation {
  now = 0;
  readonly ready: (() => void)[] = [];
  private future: NaiveEntry[] = [];
  private sequence = 0;

  /** Makes bodies for {@link process} from the scripts of the two drivers. */
  static readonly driver: Pick<Driver, 'body'> = {
    body: (script) => () => script(request) as Generator<never, never, unknown>,
  };

  /** This, where a program wants an environment: it has what the plain actions use of one, and nothing else. */
  get env(): Environment {
    return this as unknown as Environment;
  }

  event(): NaiveEvent {
    return new NaiveEvent(this);
  }

  timeout(delay: number, value?: unknown): NaiveEvent {
    const event = new NaiveEvent(this, this.now + delay);
    this.add(delay, 0, {
      isWanted: () => event.waiting.length > 0,
      fire: () => event.succeed(value),
    });
    return event;
  }

  schedule(delay: number, callback: () => void, { priority }: { priority: number }): void {
    this.add(delay, priority, { isWanted: () => true, fire: callback });
  }

  process(body: () => Generator<unknown, unknown, unknown>, { name }: { name: string }): object {
    const finished = this.event();
    const generator = body();
    const process = { name, status: 'ready', waitingFor: undefined, finished };
    const proceed = (given: unknown): void => {
      for (let value = given; ;) {
        const result = generator.next(value);
        if (result.done === true) {
          finished.succeed(result.value);
          return;
        }
        const event = result.value as NaiveEvent;
        if (event.status === 'pending') {
          event.waiting.push(() => {
            proceed(event.value);
          });
          return;
        }
        value = event.value;
      }
    };
    this.ready.push(() => {
      proceed(undefined);
    });
    return process;
  }

  run(): void {
    for (;;) {
      for (let next = this.ready.shift(); next !== undefined; next = this.ready.shift()) next();
      this.future.sort((a, b) => a.time - b.time || a.priority - b.priority || a.sequence - b.sequence);
      if (!this.future.some((entry) => entry.isWanted())) return;
      const entry = this.future.shift()!;
      // What nobody wants happens unseen, and moves no clock.
      if (entry.isWanted()) this.now = entry.time;
      entry.fire();
    }
  }

  private add(delay: number, priority: number, entry: Pick<NaiveEntry, 'isWanted' | 'fire'>): void {
    this.future.push({ time: this.now + delay, priority, sequence: this.sequence++, ...entry });
  }
}

const request: Wait = function* (waitable) {
  return (yield waitable) as never;
};
