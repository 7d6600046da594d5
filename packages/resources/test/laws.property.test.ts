import { assertSameTrace, drivers } from '@asimjs/testing';
import type { Driver, TraceEntry } from '@asimjs/testing';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { Model } from './model.js';
import { programs } from './program.js';
import type { Program } from './program.js';
import { Watch } from './watch.js';

const [generator, async] = drivers as readonly [Driver, Driver];
const runs = { numRuns: 300 };

// Many runs, maybe on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** Runs a model to its end in whatever pieces. */
type Pieces = (model: Model, driver: Driver) => Promise<unknown>;

const whole: Pieces = ({ env }, driver) => driver.run(env);

async function traceOf(
  program: Program,
  driver: Driver,
  pieces: Pieces = whole,
): Promise<readonly TraceEntry[]> {
  const model = new Model(program, driver);
  await pieces(model, driver);
  model.log('end', model.summary());
  return model.log.entries;
}

/** Cancels whoever still waits, so that all that a half-done allOf holds goes back. */
async function finish({ env, processes }: Model, driver: Driver): Promise<void> {
  for (const process of processes) process.cancel();
  await driver.run(env);
}

describe.each(drivers)('over random programs with the $name driver', (driver) => {
  it('law 3, once, and law 6, no lost wake-ups: every wait ends once, and nothing grantable waits at the end of an instant', async () => {
    await fc.assert(
      fc.asyncProperty(programs, async (program) => {
        const model = new Model(program, driver);
        const watch = new Watch(model);
        model.env.observe(watch);
        await driver.run(model.env);
        watch.endOfInstant();
        await finish(model, driver);
        watch.endOfInstant();
      }),
      runs,
    );
  });

  it('law 4, choice: the puts that lost had no effect', async () => {
    await fc.assert(
      fc.asyncProperty(programs, async (program) => {
        const model = new Model(program, driver);
        await driver.run(model.env);
        await finish(model, driver);
        expect(model.everywhere.filter((item) => model.refused.has(item))).toEqual([]);
      }),
      runs,
    );
  });

  it('law 5, conservation: every item is in one place, and the slots in use are those that are held', async () => {
    await fc.assert(
      fc.asyncProperty(programs, async (program) => {
        const model = new Model(program, driver);
        const watch = new Watch(model);
        model.env.observe(watch);
        await driver.run(model.env);
        await finish(model, driver);
        const everywhere = model.everywhere.sort();
        expect(everywhere).toEqual([...new Set([...model.entered, ...watch.put])].sort());
        for (const resource of model.resources) {
          const held = model.grants.filter((grant) => grant.resource === resource && grant.isHeld);
          expect(resource.inUse).toBe(held.reduce((sum, { amount }) => sum + amount, 0));
        }
      }),
      runs,
    );
  });

  it('a run that is split at any time gives the same trace', async () => {
    const cuts = fc.array(
      fc.nat({ max: 24 }).map((half) => half / 2),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(programs, cuts, fc.boolean(), async (program, times, inclusive) => {
        const pieces: Pieces = async (model) => {
          for (const time of times.toSorted((a, b) => a - b)) {
            await driver.run(model.env, inclusive ? { until: time } : { before: time });
            model.summary();
          }
          await driver.run(model.env);
        };
        assertSameTrace(
          timeless(await traceOf(program, driver, pieces)),
          timeless(await traceOf(program, driver)),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('a run that is split after any number of steps gives the same trace', async () => {
    await fc.assert(
      fc.asyncProperty(programs, fc.integer({ min: 1, max: 5 }), async (program, maxSteps) => {
        const pieces: Pieces = async (model) => {
          while ((await driver.run(model.env, { maxSteps })).reason === 'maxSteps');
        };
        assertSameTrace(await traceOf(program, driver, pieces), await traceOf(program, driver));
      }),
      { numRuns: 100 },
    );
  });
});

describe('over random programs', () => {
  it('law 1, determinism: async and generator models give the same trace, twice', async () => {
    await fc.assert(
      fc.asyncProperty(programs, async (program) => {
        const trace = await traceOf(program, generator);
        assertSameTrace(await traceOf(program, async), trace);
        assertSameTrace(await traceOf(program, generator), trace);
      }),
      runs,
    );
  });
});

/** A trace without the time of its last entry, which a run to a later time moves. */
function timeless(trace: readonly TraceEntry[]): TraceEntry[] {
  return trace.map(([time, ...what], index) => (index === trace.length - 1 ? [0, ...what] : [time, ...what]));
}
