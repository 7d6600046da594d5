import { withTimeout } from '@asimjs/combinators';
import { assertSameTrace, drivers } from '@asimjs/testing';
import type { Driver, TraceEntry } from '@asimjs/testing';
import fc from 'fast-check';
import { describe, it, vi } from 'vitest';
import type { LineFacility } from '@asimjs/resources/base';
import { Model } from './model.js';
import { programs } from './program.js';
import type { Program } from './program.js';

// Many runs, maybe on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** Watches in every way, for ever, and changes nothing. */
function watch({ env }: Model, { body }: Driver, resource: LineFacility): void {
  const states = [() => resource.whenEmpty(), () => resource.whenFull(), () => resource.whenChanged()];
  for (const [index, state] of states.entries()) {
    env.process(
      body(function* (wait) {
        for (;;) {
          yield* wait(withTimeout(state(), index + 1.5));
          yield* wait(resource.whenChanged());
        }
      }),
    );
  }
}

async function traceOf(program: Program, driver: Driver, watched: boolean): Promise<TraceEntry[]> {
  const model = new Model(program, driver);
  if (watched) for (const resource of [...model.queues, ...model.resources]) watch(model, driver, resource);
  await driver.run(model.env);
  const { entries } = model.log;
  const last = entries.at(-1)?.[0] ?? 0;
  return [...entries, [last, model.summary()]];
}

describe.each(drivers)('over random programs with the $name driver', (driver) => {
  it('watchers change no trace of others', async () => {
    await fc.assert(
      fc.asyncProperty(programs, async (program) => {
        assertSameTrace(await traceOf(program, driver, true), await traceOf(program, driver, false));
      }),
      { numRuns: 150 },
    );
  });
});
