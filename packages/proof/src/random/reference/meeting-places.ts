import { passes } from '../program.js';
import type { Machine } from './machine.js';
import { Operation } from './operation.js';
import { Place } from './place.js';

/** A place where one only waits: a gate, a barrier, a state. */
export abstract class MeetingPlace extends Place {
  readonly line: Operation[] = [];
  readonly lines: readonly Operation[][] = [this.line];

  get isEmpty(): boolean {
    return this.line.length === 0;
  }

  get isFull(): boolean {
    return false;
  }

  /** Whether `wait` may go on. */
  abstract lets(wait: Wait): boolean;
  /** What `wait` is given. */
  abstract give(wait: Wait): unknown;
}

export class Gate extends MeetingPlace {
  isOpen: boolean;

  constructor(machine: Machine, name: string, isOpen: boolean) {
    super(machine, name);
    this.isOpen = isOpen;
  }

  lets(): boolean {
    return this.isOpen;
  }

  give(): undefined {
    return undefined;
  }

  look(): string {
    this.touch();
    return `${this.isOpen ? 'open' : 'closed'}, waiting ${String(this.line.length)}`;
  }

  set(isOpen: boolean): void {
    this.change(() => {
      if (this.isOpen === isOpen) return;
      this.isOpen = isOpen;
      this.changed();
    });
  }
}

export class State extends MeetingPlace {
  value: number;

  /** Nobody is held back, but somebody may wait until nobody waits. */
  override left(): void {
    this.note();
  }

  constructor(machine: Machine, name: string, value: number) {
    super(machine, name);
    this.value = value;
  }

  lets({ rule }: Wait): boolean {
    return passes(rule, this.value);
  }

  give(): number {
    return this.value;
  }

  look(): string {
    this.touch();
    return `value ${String(this.value)}, waiting ${String(this.line.length)}`;
  }

  set(value: number): void {
    this.change(() => {
      this.value = value;
      this.changed();
    });
  }
}

export class Barrier extends MeetingPlace {
  private readonly parties: number;
  /** Those who may go on. */
  private readonly through = new Set<Wait>();
  private fullAt = -1;

  constructor(machine: Machine, name: string, parties: number) {
    super(machine, name);
    this.parties = parties;
  }

  lets(wait: Wait): boolean {
    return this.through.has(wait);
  }

  give(wait: Wait): undefined {
    this.through.delete(wait);
  }

  look(): string {
    this.touch();
    return `waiting ${String(this.size)}`;
  }

  override joined(operation: Operation): void {
    if (operation instanceof Wait) {
      // At a barrier it is a change when somebody comes.
      this.changed();
      if (this.size >= this.parties) {
        this.fullAt = this.changes;
        this.letThrough();
      }
    }
    super.joined(operation);
  }

  override left(operation: Operation, mayLetOthersThrough: boolean): void {
    if (operation instanceof Wait) this.changed();
    else super.left(operation, mayLetOthersThrough);
  }

  release(): number {
    return this.change(() => {
      const { size } = this;
      this.letThrough();
      return size;
    });
  }

  /** A process counts once, however many of its waits stand here; one who may go on counts no more. */
  private get size(): number {
    const staying = this.line.filter((wait) => !(wait instanceof Wait && this.through.has(wait)));
    return new Set(staying.map(({ owner }) => owner)).size;
  }

  private letThrough(): void {
    for (const wait of this.line) if (wait instanceof Wait) this.through.add(wait);
    if (this.line.length > 0) this.changed();
  }

  /** It is never full for longer than a moment: what counts is whether it has been. */
  override isFullFor(since: number): boolean {
    return this.fullAt > since;
  }
}

export class Wait extends Operation {
  declare readonly place: MeetingPlace;
  readonly rule: number;

  constructor(place: MeetingPlace, rule: number) {
    super(place);
    this.rule = rule;
  }

  get line(): Operation[] {
    return this.place.line;
  }

  /** Nobody is held back by those before, who wait for something else. */
  override get isFirst(): boolean {
    return true;
  }

  get isGrantable(): boolean {
    return this.place.lets(this);
  }

  take(): unknown {
    return this.place.give(this);
  }

  giveBack(): void {
    // It took nothing.
  }
}
