import { Combination } from './combination.js';
import type { Machine } from './machine.js';
import type { Thing } from './thing.js';

/** Performs all of its parts, or gives back what it can. */
export class AllOf extends Combination {
  /** Children are looked at in order: one that has happened long ago counts when its turn comes. */
  private readonly heard = new Set<Thing>();

  constructor(machine: Machine, parts: readonly Thing[]) {
    super(machine, parts);
    this.settleIfDecided();
  }

  override get endsNow(): boolean {
    return this.state === 'open' && this.children.every(({ state, endsNow }) => state === 'done' || endsNow);
  }

  override get hasPutInPart(): boolean {
    return this.operations.some(({ isLasting }) => isLasting);
  }

  happened(child: Thing): void {
    if (this.isOver) return;
    if (child.state === 'failed') {
      this.abandonChildren(child);
      this.conclude('failed', child.value);
      return;
    }
    this.heard.add(child);
    if (this.heard.size === this.children.length) {
      this.conclude(
        'done',
        this.parts.map(({ value }) => value),
      );
    }
  }

  protected get decider(): Thing | undefined {
    return this.children.find(({ state }) => state === 'failed');
  }

  protected giveBack(): void {
    this.abandonChildren();
  }
}
