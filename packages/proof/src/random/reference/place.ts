import type { Machine, Served } from './machine.js';
import { Operation } from './operation.js';

/** A resource: lines of requests, and the rules by which they are granted. */
export abstract class Place implements Served {
  readonly machine: Machine;
  readonly name: string;
  /** How often its state has changed. */
  changes = 0;
  readonly watches: Watch[] = [];
  /** In which order those who wait for a state are told: by what they wait for, in the order of its first use here. */
  readonly watched: string[] = [];
  /** Whether all lines have just been served. */
  isBetweenChanges = false;
  /** Whether its lines are about to be served. */
  isAboutToServe = false;

  constructor(machine: Machine, name: string) {
    this.machine = machine;
    this.name = name;
  }

  abstract readonly lines: readonly Operation[][];
  abstract get isEmpty(): boolean;
  abstract get isFull(): boolean;
  abstract look(): string;

  /** Whether one who has waited since that many changes is told that it is full. */
  isFullFor(_since: number): boolean {
    return this.isFull;
  }

  /** Settles what this step has asked for so far. */
  touch(): void {
    this.machine.settleEarlier(this);
  }

  /** A change from outside. */
  change<T>(act: () => T): T {
    this.touch();
    return this.machine.change(act);
  }

  /** Its state has changed. */
  changed(): void {
    this.changes++;
    this.note();
  }

  /** `operation` has joined its line: it is granted now if it is its turn. */
  joined(operation: Operation): void {
    if (operation.isFirst && operation.isGrantable) operation.grant();
  }

  /** Somebody has left a line without effect. */
  left(_operation: Operation, mayLetOthersThrough: boolean): void {
    if (mayLetOthersThrough) this.note();
  }

  serve(): void {
    this.isAboutToServe = true;
    // Whoever has asked in this step stands in line with the others.
    this.touch();
    this.isAboutToServe = false;
    this.lookAgain();
  }

  /** It is to be looked at when the change is complete, if anybody waits here. */
  protected note(): void {
    if ([...this.lines, this.watches].some((line) => line.length > 0)) this.machine.note(this);
  }

  /** Serves the lines until nobody more can be granted, and then those who wait for a state. */
  private lookAgain(): void {
    while (this.lines.filter((line) => this.serveAll(line)).length > 0);
    this.isBetweenChanges = true;
    for (const what of this.watched) {
      while (this.serveOne(this.watches.filter((watch) => watch.what === what)));
    }
    this.isBetweenChanges = false;
  }

  /** Serves a line as far as can be, before the next. @returns whether anybody was granted anything */
  private serveAll(line: readonly Operation[]): boolean {
    let isAnyServed = false;
    while (this.serveOne(line)) isAnyServed = true;
    return isAnyServed;
  }

  private serveOne(line: readonly Operation[]): boolean {
    const next = line.find((operation) => operation.isFirst && operation.isGrantable);
    next?.grant();
    return next !== undefined;
  }
}

/** A wait for a state of a place. It takes nothing, and nobody stands before it. */
export class Watch extends Operation {
  readonly what: 'empty' | 'full' | 'changed';
  private since = 0;

  constructor(place: Place, what: 'empty' | 'full' | 'changed') {
    super(place);
    this.what = what;
    if (!place.watched.includes(what)) place.watched.push(what);
  }

  /** What was asked for before it was made has taken effect by now, if it could. */
  protected override begin(): void {
    this.since = this.place.changes;
  }

  get line(): Operation[] {
    return this.place.watches;
  }

  override get mayLetOthersThrough(): boolean {
    return this.place.watches.find(({ what }) => what === this.what) === this;
  }

  /** It sees the place between changes: when all lines have been served. */
  override get isFirst(): boolean {
    const { place, machine } = this;
    const isInChange = place.isAboutToServe || machine.isNoted(place);
    return place.isBetweenChanges || !isInChange || place.lines.every((line) => line.length === 0);
  }

  get isGrantable(): boolean {
    if (this.what === 'empty') return this.place.isEmpty;
    if (this.what === 'full') return this.place.isFullFor(this.since);
    return this.place.changes > this.since;
  }

  take(): undefined {
    return undefined;
  }

  giveBack(): void {
    // It took nothing.
  }
}
