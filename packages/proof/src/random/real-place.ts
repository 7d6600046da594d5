import type { Waitable } from '@asimjs/core';
import type { Acquire, Gate, Grant, ScheduleEntry } from '@asimjs/resources';
import type { Reading } from './books.js';
import type { Request } from './program.js';
import type { Held, Wish } from './simulation.js';

/** Something of asimjs to wait for. */
export interface RealWish extends Wish {
  readonly waitable: Waitable;
}

export function wish<T>(waitable: Waitable<T>, tell: (value: T) => string): RealWish {
  return { waitable, tell };
}

export interface RealHeld extends Held {
  readonly grant: Grant;
}

export type RealHold = (held: RealHeld) => void;

const NOTHING: Omit<Reading, 'isEmpty' | 'isFull'> = {
  capacity: 0,
  items: [],
  level: 0,
  inUse: 0,
  free: [],
  isOpen: false,
  value: 0,
  parties: Infinity,
};

/** A resource of asimjs in the words of a program. */
export interface RealPlace {
  readonly facility: Whens;
  take(request: Request, hold: RealHold): RealWish;
  look(): string;
  /** What its getters say. */
  read(): Partial<Reading>;
  put?(request: Request, item: string): Waitable;
  tryPut?(request: Request, item: string): boolean;
  tryTake?(request: Request, hold: RealHold): string;
  acquire?(request: Request): Acquire;
  set?(value: number): string;
  evictExcess?(): string;
  follow?(timetable: readonly ScheduleEntry[], evicts: boolean): string;
}

type Whens = Pick<Gate, 'whenEmpty' | 'whenFull' | 'whenChanged' | 'isEmpty' | 'isFull' | 'name'>;

export function readingOf(place: RealPlace): Reading {
  const { isEmpty, isFull } = place.facility;
  return { ...NOTHING, isEmpty, isFull, ...place.read() };
}

export function heldOf(grant: Grant): RealHeld {
  return { grant, release: () => grant.release(), dispose: () => grant[Symbol.dispose]() };
}
