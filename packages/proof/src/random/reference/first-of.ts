import { Combination } from './combination.js';
import type { Machine } from './machine.js';
import type { Thing } from './thing.js';

/** Performs one of its parts. */
export class FirstOf extends Combination {
  private winner: Thing | undefined = undefined;

  constructor(machine: Machine, parts: readonly Thing[]) {
    super(machine, parts);
    this.settleIfDecided();
  }

  override get endsNow(): boolean {
    return this.state === 'open' && this.children.some(({ endsNow }) => endsNow);
  }

  override get hasPutInPart(): boolean {
    return this.children.some(({ hasPutInPart }) => hasPutInPart);
  }

  happened(child: Thing): void {
    if (this.isOver) return;
    this.winner = child;
    // The losers go first: nothing may be granted to them when somebody knows of the winner.
    this.abandonChildren(child);
    if (child.state === 'failed') this.conclude('failed', child.value);
    else this.conclude('done', { index: this.parts.indexOf(child), value: child.value });
  }

  protected get decider(): Thing | undefined {
    return this.children.find(({ state }) => state !== 'open');
  }

  protected giveBack(): void {
    this.winner?.abandon(this);
  }

  /** Only one can win: none may lose what it has been granted before, or has put. */
  protected override assertFits(): void {
    const over = this.children.filter(({ state }) => state !== 'open');
    const granted = over.filter(
      ({ state, operations }) => state === 'done' && operations.some(({ phase }) => phase === 'granted'),
    );
    const [only] = granted;
    const losesPut =
      only !== over[0] &&
      only?.operations.some(({ isLasting, phase }) => isLasting && phase === 'granted') === true;
    if (this.hasPutInPart || granted.length > 1 || losesPut) throw new Error('OperationUseError');
  }
}
