/** What went in and what came out, without a list of it: a soak has no room for one. */
export class Books {
  private entered = 0;
  private left = 0;
  private sumEntered = 0;
  private sumLeft = 0;

  /** A number that no other item has; it is in the books once it is {@link enter}ed. */
  private next = 1;

  newItem(): number {
    return this.next++;
  }

  enter(item: number): void {
    this.entered++;
    this.sumEntered += item;
  }

  leave(item: number): void {
    this.left++;
    this.sumLeft += item;
  }

  /** Throws unless all that entered and did not leave is in `there`. */
  balance(name: string, there: readonly number[]): void {
    const sum = there.reduce((total, item) => total + item, 0);
    const missing = this.entered - this.left - there.length;
    if (missing === 0 && this.sumEntered === this.sumLeft + sum) return;
    throw new Error(
      `${name}: ${String(this.entered)} entered, ${String(this.left)} left, ${String(there.length)} are there; their sums ${String(this.sumEntered)}, ${String(this.sumLeft)}, ${String(sum)}`,
    );
  }
}
