import type { Delivery } from './deliveries.js';
import type { Served } from './settling.js';
import type { Task } from './task.js';

/** A delivery that waits until the change under way is complete. */
export class LateDelivery implements Served {
  private readonly task: Task;
  private readonly delivery: Delivery;
  private isSecondTime = false;

  constructor(task: Task, delivery: Delivery) {
    this.task = task;
    this.delivery = delivery;
  }

  /** What was put before it is granted before it: so its turn comes once more, when that has been served. */
  serve(): void {
    if (this.isSecondTime) {
      this.task.deliverLate(this.delivery);
      return;
    }
    this.isSecondTime = true;
    this.task.touchWait();
    this.task.kernel.settling.noteChanged(this);
  }
}
