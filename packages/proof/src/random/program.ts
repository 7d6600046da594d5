/**
 * A program as plain data: places, processes with their actions, and callbacks. Numbers that name something (`at`, `who`,
 * `of`, `event`) are taken modulo how many there are, so that every program has a meaning and can be shrunk.
 */
export interface Program {
  readonly places: readonly PlaceSpec[];
  readonly courses: readonly Course[];
  readonly callbacks: readonly { readonly time: number; readonly change: Change }[];
}

export const KINDS = [
  'queue',
  'resource',
  'priorityQueue',
  'store',
  'container',
  'preemptive',
  'pool',
  'gate',
  'barrier',
  'state',
] as const;

export type Kind = (typeof KINDS)[number];

export interface PlaceSpec {
  readonly kind: Kind;
  /** Capacity, number of units, or parties. */
  readonly size: number;
  /** Items or level at the beginning, the value of a state; a gate begins open if it is odd, and a barrier without parties if it is 3. */
  readonly content: number;
}

/** How much or which one is asked for; each kind of place reads what concerns it. */
export interface Request {
  readonly at: number;
  readonly amount: number;
  readonly priority: number;
  /** Which items, units or values will do. */
  readonly rule: number;
}

/** What a process waits for. */
export type Plan =
  | { readonly wait: 'sleep'; readonly delay: number }
  | ({ readonly wait: 'take' } & Request)
  | ({ readonly wait: 'put' } & Request)
  | { readonly wait: 'when'; readonly at: number; readonly what: 'empty' | 'full' | 'changed' }
  | { readonly wait: 'event'; readonly event: number }
  | { readonly wait: 'deadline'; readonly deadline: number }
  | { readonly wait: 'end'; readonly of: number }
  | { readonly wait: 'team'; readonly members: readonly Request[] }
  /** What the process made first of what it has kept. */
  | { readonly wait: 'kept' }
  | { readonly wait: 'first' | 'all'; readonly parts: readonly Plan[] }
  | { readonly wait: 'within'; readonly part: Plan; readonly delay: number };

/** What a process does, and a callback too. */
export type Change =
  /** A put that nobody waits for. */
  | ({ readonly act: 'put' } & Request)
  | ({ readonly act: 'try' } & Request & { readonly give: boolean })
  | { readonly act: 'read'; readonly at: number }
  /** Sets a capacity or a value, opens or closes a gate, releases a barrier. */
  | { readonly act: 'set'; readonly at: number; readonly value: number }
  | { readonly act: 'evictExcess'; readonly at: number }
  /** Has a capacity follow a timetable. */
  | {
      readonly act: 'follow';
      readonly at: number;
      readonly shifts: readonly { readonly length: number; readonly capacity: number }[];
      readonly evicts: boolean;
    }
  | { readonly act: 'fire'; readonly event: number; readonly fails: boolean }
  | { readonly act: 'interrupt' | 'cancel'; readonly who: number }
  /** Begins a shared timeout. */
  | { readonly act: 'deadline'; readonly deadline: number; readonly delay: number };

export interface Handler {
  readonly decision: 'resume' | 'restart' | 'drop' | undefined;
  /** What it does before. */
  readonly first: 'nothing' | 'sleep' | 'shielded sleep' | 'work' | 'acquire' | 'fail';
  readonly delay: number;
  readonly request: Request;
}

export type Action =
  | Change
  | { readonly act: 'wait'; readonly plan: Plan }
  /** Makes what is waited for later. */
  | { readonly act: 'keep'; readonly plan: Plan }
  /** Withdraws the first operation of what it has kept. */
  | { readonly act: 'withdraw' }
  | { readonly act: 'release'; readonly all: boolean }
  | { readonly act: 'work'; readonly duration: number; readonly handler: Handler }
  | { readonly act: 'shield'; readonly actions: readonly Action[] }
  | { readonly act: 'start'; readonly course: Course }
  | { readonly act: 'fail' };

/** The course of a process. */
export interface Course {
  /** What it survives: nothing, interrupts, or whatever is thrown, a cancellation too. */
  readonly catches: 'nothing' | 'interrupts' | 'everything';
  /** Whether it releases what it holds when it ends. */
  readonly tidy: boolean;
  /** Whether it ends without having waited for what it has kept. */
  readonly forgetful: boolean;
  readonly actions: readonly Action[];
}

/** How far a piece of a run goes. */
export type Cut = { readonly until: number } | { readonly before: number } | { readonly maxSteps: number };

export const EVENTS = 2;
export const DEADLINES = 2;
/** Values that a `State` takes, urgencies of items and numbers of units are all below this. */
export const RANGE = 3;

/** Whether an item of this urgency, a unit of this number or this value will do. */
export function passes(rule: number, value: number): boolean {
  return rule === RANGE || value === rule;
}

/** Gives the next item of those that are there at the beginning. The items of a program that is running have no `i`. */
export function initialItems(): () => string {
  let count = 0;
  return () => {
    const number = count++;
    return `i${String(number)}:${String(number % RANGE)}`;
  };
}

/** The urgency of an item. It is a text, `number:urgency`. */
export function urgencyOf(item: string): number {
  return Number(item.split(':')[1]);
}
