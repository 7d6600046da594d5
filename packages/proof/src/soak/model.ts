import { Environment } from '@asimjs/core';
import type { Coroutine, Process } from '@asimjs/core';
import { interrupt } from '@asimjs/interrupts';
import type { Dice } from './dice.js';
import { Person } from './person.js';
import { Site } from './site.js';

/** How many processes live at any time. */
const CROWD = 60;

/** Every resource at once, used by processes that race, are interrupted, are cancelled and are replaced. */
export class Soak {
  readonly env: Environment = new Environment();
  readonly site: Site = new Site(this.env);
  private readonly dice: Dice;
  private readonly crowd: Process[] = [];
  private readonly disturbers: readonly Process[];

  constructor(dice: Dice) {
    this.dice = dice;
    for (let index = 0; index < CROWD; index++) this.replace(index);
    this.disturbers = [
      this.env.process(() => this.weather(), { name: 'weather' }),
      this.env.process(() => this.trouble(), { name: 'trouble' }),
    ];
  }

  /** Runs so many steps. Throws if there was less to do: the soak has dried up. */
  run(steps: number): void {
    const { reason } = this.env.runSync({ maxSteps: steps });
    if (reason !== 'maxSteps')
      throw new Error(`the run ended before ${String(steps)} steps were done: ${reason}`);
  }

  /** Cancels everybody, so that nothing is on its way or held any more, and throws unless the site balances. */
  endAndBalance(): void {
    for (const process of [...this.crowd, ...this.disturbers]) process.cancel('the end');
    this.env.runSync();
    this.site.balance();
  }

  private replace(index: number): void {
    const person = new Person(this.site, this.dice);
    this.crowd[index] = this.env.process(() => person.life(), { name: `person ${String(index)}` });
  }

  /** Opens and closes what the others wait at. */
  private *weather(): Coroutine<void> {
    const { barrier, desks, gate, light } = this.site;
    for (;;) {
      yield* this.env.timeout(1 + this.dice(3));
      gate.open();
      light.set(this.dice(4));
      yield* this.env.timeout(1);
      gate.close();
      barrier.release();
      desks.capacity = 2 + this.dice(3);
    }
  }

  /** Interrupts and cancels, and replaces those who have ended. */
  private *trouble(): Coroutine<void> {
    for (;;) {
      yield* this.env.timeout(1);
      for (let times = this.dice(4); times > 0; times--) {
        const index = this.dice(CROWD);
        const victim = this.crowd[index] as Process;
        const isAlive = this.dice(10) > 0 ? interrupt(victim, 'trouble') : victim.cancel();
        if (!isAlive) this.replace(index);
      }
    }
  }
}
