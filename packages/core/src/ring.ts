/** A first-in first-out line in an array that is used round and round: it grows, and never shrinks. */
export class Ring<T> {
  private slots: (T | undefined)[] = new Array<T | undefined>(16).fill(undefined);
  private head = 0;
  private count = 0;

  get length(): number {
    return this.count;
  }

  first(): T | undefined {
    return this.slots[this.head];
  }

  push(item: T): void {
    if (this.count === this.slots.length) this.grow();
    this.slots[(this.head + this.count) & (this.slots.length - 1)] = item;
    this.count++;
  }

  /** Takes the first; `undefined` if there is none. */
  take(): T | undefined {
    if (this.count === 0) return undefined;
    const item = this.slots[this.head];
    this.slots[this.head] = undefined;
    this.head = (this.head + 1) & (this.slots.length - 1);
    this.count--;
    return item;
  }

  toArray(): T[] {
    return this.unrolled().slice(0, this.count) as T[];
  }

  private grow(): void {
    const unrolled = this.unrolled();
    this.slots = unrolled.concat(new Array<undefined>(unrolled.length).fill(undefined));
    this.head = 0;
  }

  private unrolled(): (T | undefined)[] {
    return [...this.slots.slice(this.head), ...this.slots.slice(0, this.head)];
  }
}
