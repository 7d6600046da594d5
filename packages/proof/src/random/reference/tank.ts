import type { Machine } from './machine.js';
import { Operation } from './operation.js';
import { Place } from './place.js';

/** A container: an amount. */
export class Tank extends Place {
  readonly capacity: number;
  level: number;
  readonly putters: Operation[] = [];
  readonly getters: Operation[] = [];
  readonly lines: readonly Operation[][] = [this.putters, this.getters];

  constructor(machine: Machine, name: string, capacity: number, level: number) {
    super(machine, name);
    this.capacity = capacity;
    this.level = level;
  }

  get isEmpty(): boolean {
    return this.level === 0;
  }

  get isFull(): boolean {
    return this.level >= this.capacity;
  }

  look(): string {
    this.touch();
    return `level ${String(this.level)}`;
  }

  /** Whether `amount`, negative for a get, can flow in now. */
  takes(amount: number): boolean {
    return amount < 0 ? this.level + amount >= 0 : this.level + amount <= this.capacity;
  }

  flow(amount: number): void {
    this.level += amount;
    this.changed();
  }

  tryFlow(amount: number): boolean {
    return this.change(() => {
      const line = amount < 0 ? this.getters : this.putters;
      if (line.length > 0 || !this.takes(amount)) return false;
      this.flow(amount);
      return true;
    });
  }
}

/** A put, or a get of a negative amount. */
export class Flow extends Operation {
  declare readonly place: Tank;
  private readonly amount: number;

  constructor(tank: Tank, amount: number) {
    super(tank);
    this.amount = amount;
  }

  get line(): Operation[] {
    return this.amount < 0 ? this.place.getters : this.place.putters;
  }

  override get isLasting(): boolean {
    return this.amount > 0;
  }

  get isGrantable(): boolean {
    return this.place.takes(this.amount);
  }

  take(): number {
    this.place.flow(this.amount);
    return -this.amount;
  }

  giveBack(): void {
    if (this.amount < 0) this.place.flow(-this.amount);
  }
}
