import { assertSameTrace, drivers } from '@asimjs/testing';
import type { Driver, TraceEntry } from '@asimjs/testing';
import fc from 'fast-check';
import { describe, it, vi } from 'vitest';
import { Model } from './preemptive-model.js';
import { programs } from './preemptive-program.js';
import type { Program } from './preemptive-program.js';

// Many runs, maybe on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
const runs = { numRuns: 300 };

async function traceOf(program: Program, driver: Driver): Promise<readonly TraceEntry[]> {
  const model = new Model(program, driver);
  await driver.run(model.env);
  model.endOfInstant();
  model.log('end', model.desk.inUse, model.processes.map(({ status }) => status).join());
  return model.log.entries;
}

describe.each(drivers)('preemption over random programs with the $name driver', (driver) => {
  it('keeps to capacity, loses no slot, lets nobody wait for nothing, and tells of each eviction once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(programs, async (program) => {
        await traceOf(program, driver);
      }),
      runs,
    );
  });
});

describe('preemption over random programs', () => {
  it('gives the same trace with either driver', async () => {
    const [generator, async] = drivers;
    await fc.assert(
      fc.asyncProperty(programs, async (program) => {
        assertSameTrace(await traceOf(program, async!), await traceOf(program, generator!));
      }),
      runs,
    );
  });
});
