// Leaving orders out loses nothing: against plain enumeration, over random programs.
import { drivers, explore, exploreSync } from '@asimjs/testing';
import type { Driver, ExplorationReport, ExploreOptions, ModelFactory } from '@asimjs/testing';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { build, programs } from './explore-program.js';
import type { Program } from './explore-program.js';
import type { World } from './explore-world.js';

const [generator, async] = drivers as readonly [Driver, Driver];

// Many runs, maybe on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const LIMITS: ExploreOptions = { allowBlocked: true, maxSteps: 200, maxSchedules: 400 };

/** A program, and what comes to light of it: its ends, and the states that an invariant saw. */
class Subject {
  private readonly ends = new Set<string>();
  private readonly states = new Set<string>();
  readonly factory: ModelFactory;

  constructor(program: Program, driver: Driver, watched: boolean) {
    const atEnd = (world: World) => () => void this.ends.add(world.end());
    const invariant = (world: World) => () => void this.states.add(world.state());
    this.factory = (exploration) => {
      const world = build(program, driver, exploration);
      const model = { env: world.env, atEnd: atEnd(world) };
      return watched ? { ...model, invariant: invariant(world) } : model;
    };
  }

  get found(): unknown {
    return { ends: [...this.ends].sort(), states: [...this.states].sort() };
  }
}

/** What was found, in plain data. */
function failureOf({ failure }: ExplorationReport): unknown {
  if (failure === undefined) return undefined;
  const { kind, error, time, schedule, foundAs, trace } = failure;
  return { kind, error: String(error), time, schedule, foundAs, trace };
}

it.each([
  ['every end is come to', false],
  ['every state that an invariant can see is seen', true],
])('%s, and what fails first fails first, in no more schedules', (_, watched) => {
  const schedules = { plain: 0, reduced: 0 };
  fc.assert(
    fc.property(programs, (program) => {
      const [all, some] = [0, 1].map(() => new Subject(program, generator, watched)) as [Subject, Subject];
      const plain = exploreSync(all.factory, { ...LIMITS, reduce: false });
      fc.pre(plain.isFinished || plain.failure !== undefined);
      const reduced = exploreSync(some.factory, LIMITS);
      expect(failureOf(reduced)).toEqual(failureOf(plain));
      expect(reduced.schedules).toBeLessThanOrEqual(plain.schedules);
      if (plain.failure !== undefined) return;
      expect(some.found).toEqual(all.found);
      expect(reduced.isFinished).toBe(true);
      schedules.plain += plain.schedules;
      schedules.reduced += reduced.schedules;
    }),
    { numRuns: 120 },
  );
  expect(schedules.reduced).toBeLessThan(schedules.plain / 2);
});

it('async processes are explored as generators are', async () => {
  await fc.assert(
    fc.asyncProperty(programs, fc.boolean(), async (program, watched) => {
      const [one, other] = [generator, async].map((driver) => new Subject(program, driver, watched)) as [
        Subject,
        Subject,
      ];
      const first = exploreSync(one.factory, { ...LIMITS, maxSchedules: 50 });
      const second = await explore(other.factory, { ...LIMITS, maxSchedules: 50 });
      expect(failureOf(second)).toEqual(failureOf(first));
      expect(other.found).toEqual(one.found);
      expect(String(second)).toBe(String(first));
    }),
    { numRuns: 80 },
  );
});
