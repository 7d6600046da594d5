import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { DueLike } from './model.js';
import type { Strategy } from './strategy.js';

/** How many numbers are thrown away: the first ones of neighbouring seeds are alike. */
const ALIKE = 32;

/** Whole numbers drawn from a seed. */
export class Dice {
  private readonly generator: RandomGenerator;

  constructor(seed: number) {
    this.generator = xoroshiro128plus(seed);
    for (let thrownAway = 0; thrownAway < ALIKE; thrownAway++) this.generator.next();
  }

  /** One of 0 to `count` - 1, all equally likely. */
  below(count: number): number {
    return uniformInt(this.generator, 0, count - 1);
  }
}

/** Decides everything by chance, each way with the same chance. */
export class Random implements Strategy {
  readonly isFinished = false;
  private readonly dice: Dice;

  constructor(seed: number) {
    this.dice = new Dice(seed);
  }

  begin(): boolean {
    return true;
  }

  chooseEntry(due: readonly DueLike[]): number {
    return this.dice.below(due.length);
  }

  chooseOutcome(count: number): number {
    return this.dice.below(count);
  }

  entryDone(): void {
    // It does not matter what was touched.
  }
}
