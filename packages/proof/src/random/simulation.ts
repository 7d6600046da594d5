import type { PlaceSpec, Request } from './program.js';

/** Makes things to wait for. `tell` of each says what came of it, and `hold` is given what is held from then on. */
export interface Wishes<W extends Wish> {
  sleep(delay: number): W;
  event(number: number): W;
  deadline(number: number): W;
  end(of: number): W;
  take(request: Request, hold: Hold): W;
  put(request: Request, item: string): W;
  when(at: number, what: 'empty' | 'full' | 'changed'): W;
  team(members: readonly Request[], hold: Hold): W;
  firstOf(parts: readonly W[]): W;
  allOf(parts: readonly W[]): W;
  withTimeout(part: W, delay: number): W;
}

/** What a program needs of a simulation. There are two: asimjs, and the reference. */
export interface Simulation<W extends Wish> {
  readonly places: readonly PlaceSpec[];
  readonly wishes: Wishes<W>;
  log(...what: readonly unknown[]): void;

  // What a process does
  wait(wish: W): Script<string>;
  /** Leaves the line. @returns whether it did; `undefined` for what stands in none */
  withdraw(wish: W): boolean | undefined;
  work(duration: number, handle: (error: unknown, progress: string) => Script<WorkDecision>): Script<string>;
  shield(body: () => Script): Script;

  // Changes
  start(name: string, body: () => Script): void;
  putUnheard(request: Request, item: string): void;
  tryPut(request: Request, item: string): boolean;
  tryTake(request: Request, hold: Hold): string;
  /** How a place stands. */
  look(at: number): string;
  set(at: number, value: number): string;
  evictExcess(at: number): string;
  follow(
    at: number,
    timetable: readonly (readonly [time: number, capacity: number])[],
    evicts: boolean,
  ): string;
  fire(event: number, error: Error | undefined): string;
  interrupt(who: number, cause: string): boolean;
  cancel(who: number, reason: string): boolean;
  beginDeadline(number: number, delay: number): void;
  schedule(time: number, callback: () => void): void;

  isInterrupt(error: unknown): boolean;
  explain(error: unknown): string;
}

export interface Wish {
  tell(value: unknown): string;
}

/** What was acquired. */
export interface Held {
  release(): void;
  dispose(): void;
}

export type Hold = (held: Held) => void;
export type Script<T = void> = Generator<unknown, T, unknown>;
export type WorkDecision = 'resume' | 'restart' | 'drop' | undefined;
