/** An error on its way to a process. */
export interface Delivery {
  readonly error: unknown;
  /** Whether it leaves a wait alone that ends in this instant anyway, and is thrown at the next one. */
  readonly patient?: boolean;
}

/** Errors that wait to be thrown into a process, in the order in which they were sent. */
export class Deliveries {
  private readonly waiting: Delivery[] = [];
  /** The one that is thrown again at every later suspension. */
  private lasting: Delivery | undefined = undefined;
  /** While above zero, all are kept back. */
  private holds = 0;

  /** Whether one is to be thrown as soon as the process waits. */
  get isDue(): boolean {
    return this.holds === 0 && this.waiting.length > 0;
  }

  get isHeld(): boolean {
    return this.holds > 0;
  }

  add(delivery: Delivery): void {
    this.waiting.push(delivery);
  }

  /** Adds one that is thrown again at every later suspension. */
  addLasting(delivery: Delivery): void {
    this.lasting = delivery;
    this.add(delivery);
  }

  /** Takes the first; one that lasts stays, and keeps back those behind it. */
  take(): Delivery | undefined {
    const [first] = this.waiting;
    return first === this.lasting ? first : this.waiting.shift();
  }

  /** Takes back one that has not been thrown. @returns whether it could */
  recall(delivery: Delivery): boolean {
    const place = this.waiting.indexOf(delivery);
    if (place === -1) return false;
    this.waiting.splice(place, 1);
    return true;
  }

  hold(): void {
    this.holds++;
  }

  letGo(): void {
    this.holds--;
  }
}
