import { describe, expect, it } from 'vitest';
import { Environment } from '@asimjs/core';
import { assertEveryOrder, assertEveryOrderSync, ExplorationError } from '@asimjs/testing';
import type { ExploredModel } from '@asimjs/testing';

/** Four processes that meet in an event: 24 orders. */
function crowd(): ExploredModel {
  const env = new Environment();
  const bell = env.event({ name: 'bell' });
  for (const name of ['a', 'b', 'c', 'd']) {
    env.process(
      function* () {
        yield* env.timeout(1);
        if (bell.status === 'pending') bell.succeed();
      },
      { name },
    );
  }
  return { env };
}

/** One that never comes to an end. */
function endless(): ExploredModel {
  const env = new Environment();
  env.process(function* () {
    for (;;) yield* env.timeout(1);
  });
  return { env };
}

describe('asserting every order', () => {
  it('passes when all were tried, and gives the report', async () => {
    expect(assertEveryOrderSync(crowd)).toMatchObject({ isFinished: true, schedules: 24 });
    expect(await assertEveryOrder(crowd)).toMatchObject({ isFinished: true, schedules: 24 });
  });

  it('fails when not all could be tried', async () => {
    expect(() => assertEveryOrderSync(crowd, { maxSchedules: 5 })).toThrow(ExplorationError);
    await expect(assertEveryOrder(crowd, { maxSchedules: 5 })).rejects.toThrow('not all orders tried');
  });

  it('fails when a run was too long, in every mode', () => {
    for (const mode of ['exhaustive', 'random', 'pct'] as const) {
      const options = { mode, maxSteps: 100, maxSchedules: 3 };
      expect(() => assertEveryOrderSync(endless, options)).toThrow('given up as too long');
    }
  });

  it('asks for no more than the runs it was allowed where orders are drawn at random', () => {
    expect(assertEveryOrderSync(crowd, { mode: 'random', maxSchedules: 5 }).schedules).toBe(5);
  });
});
