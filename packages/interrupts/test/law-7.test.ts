import { assertSameTrace, drivers } from '@asimjs/testing';
import type { TraceEntry } from '@asimjs/testing';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { NaiveWorld } from './naive/world.js';
import { Play } from './play.js';
import type { Witness } from './play.js';
import { programs } from './random-program.js';
import type { Program } from './random-program.js';
import { RealWorld } from './real-world.js';

// Many runs, maybe on a busy machine.
vi.setConfig({ testTimeout: 120_000 });
const runs = { numRuns: 1000 };

/** The law, checked as a program runs. */
class Watch implements Witness {
  readonly complaints: string[] = [];
  private readonly world: RealWorld;
  /** What each process was sent and has not seen. */
  private readonly open: number[][] = [[], [], []];

  constructor(world: RealWorld) {
    this.world = world;
    world.env.observe({
      processSuspended: (process) => {
        const number = world.processes.indexOf(process);
        this.expect(
          this.open[number]!.length === 0 || world.holds[number]! > 0,
          `${process.name} suspends before it has seen its interrupts`,
        );
      },
    });
  }

  sent(number: number, cause: number, send: () => boolean): boolean {
    const process = this.world.processes[number]!;
    const { status } = process;
    const isAlive = send();
    const hasEnded = status === 'finished' || status === 'cancelled';
    this.expect(
      isAlive !== hasEnded,
      `interrupt of a process that was ${status} returned ${String(isAlive)}`,
    );
    if (!isAlive) return false;
    this.open[number]!.push(cause);
    const after = status === 'waiting' && this.world.holds[number] === 0 ? 'ready' : status;
    this.expect(process.status === after, `interrupt left a process that was ${status} ${process.status}`);
    return true;
  }

  seen(number: number, cause: unknown): void {
    this.expect(this.open[number]!.shift() === cause, `interrupt ${String(cause)} came out of turn`);
  }

  /** What has lapsed, has lapsed because its process has ended, or is being held back for ever. */
  end(): void {
    for (const [number, { name, status }] of this.world.processes.entries()) {
      if (status !== 'waiting' || this.world.holds[number]! > 0) continue;
      this.expect(
        this.open[number]!.length === 0,
        `${name} waits and never saw ${this.open[number]!.join()}`,
      );
    }
  }

  private expect(holds: boolean, complaint: string): void {
    if (!holds) this.complaints.push(`${complaint} (time ${String(this.world.now)})`);
  }
}

describe.each(drivers)('law 7, interrupts, over random programs with the $name driver:', (driver) => {
  it('each is delivered at most once and in the order sent, it ends the wait at the call, and lapses only if the process ends', async () => {
    await fc.assert(
      fc.asyncProperty(programs, async (program) => {
        const world = new RealWorld(driver);
        const watch = new Watch(world);
        new Play(program, world, watch);
        await driver.run(world.env);
        watch.end();
        expect(watch.complaints).toEqual([]);
      }),
      runs,
    );
  });

  it('all goes as in a naive simulation: what is thrown where and when, how long waits last, who gets what', async () => {
    await fc.assert(
      fc.asyncProperty(programs, async (program) => {
        const naive = new NaiveWorld();
        const golden = new Play(program, naive);
        naive.run();
        const world = new RealWorld(driver);
        const play = new Play(program, world);
        await driver.run(world.env);
        assertSameTrace(
          [...play.log.entries, [0, ...play.standing]],
          [...golden.log.entries, [0, ...golden.standing]],
        );
      }),
      runs,
    );
  });
});

it('random programs with interrupts have the same trace in both styles of process', async () => {
  const traceOf = async (program: Program, driver: (typeof drivers)[number]): Promise<TraceEntry[]> => {
    const world = new RealWorld(driver);
    const { log } = new Play(program, world);
    const { steps, reason, now } = await driver.run(world.env);
    return [...log.entries, [now, reason, steps]];
  };
  const [generator, async] = drivers;
  await fc.assert(
    fc.asyncProperty(programs, async (program) => {
      assertSameTrace(await traceOf(program, async!), await traceOf(program, generator!));
    }),
    runs,
  );
});
