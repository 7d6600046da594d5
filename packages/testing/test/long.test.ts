// Runs that are long, and runs that are too long.
import { describe, expect, it } from 'vitest';
import {
  assertEveryOrder,
  assertEveryOrderSync,
  ExplorationError,
  exploreSync,
  printTrace,
  replaySync,
} from '@asimjs/testing';
import type { ModelFactory } from '@asimjs/testing';
import { idle } from './choices.js';

/** So many rows that they are too many arguments for a function. */
const ROWS = 300_000;

describe('a long trace', () => {
  const factory: ModelFactory = () => ({
    env: idle((tell) => {
      for (let row = 1; row <= ROWS; row++) tell(`process ${row}`);
    }),
    atEnd: () => {
      throw new Error('it is wrong');
    },
  });

  it('is whole in the report, and has its middle left out in words', () => {
    const report = exploreSync(factory);
    expect(report.failure?.trace.length).toBe(ROWS);
    const lines = String(report).split('\n');
    expect(lines.length).toBe(3 + 2 + 20 + 1 + 200 + 2);
    expect([lines[5], ...lines.slice(24, 27), lines[225]].map((line) => line?.trim())).toEqual([
      '0     process 1       begins',
      '0     process 20      begins',
      '... 299,780 rows left out',
      '0     process 299801  begins',
      '0     process 300000  begins',
    ]);
  });

  it('can be printed whole', () => {
    const { trace } = replaySync(factory, 'usual');
    expect(printTrace(trace).split('\n').length).toBe(ROWS + 2);
  });

  it('has nothing left out that would take no more than a line', () => {
    const trace = Array.from({ length: 221 }, () => [0, 'ada', 'begins'] as const);
    expect(printTrace(trace, { first: 20, last: 200 })).toBe(printTrace(trace));
  });
});

describe('a run that is too long', () => {
  let runs = 0;
  const endless: ModelFactory = ({ choose }) => {
    choose(3);
    return { env: idle(() => ({ reason: 'maxSteps', steps: (runs++, 10_001) })) };
  };
  const ADVICE =
    'A run was given up after 10,000 steps (maxSteps), at time 0. If the model goes on for ever, return `until` next to `env`: the time up to which it is run. If its clock stands still, a loop of it has no delay.';

  it('is told of together with the usual remedy', () => {
    const report = exploreSync(endless);
    expect(String(report)).toBe(
      `0 schedules run, 3 given up as too long; not all orders tried (see maxSteps)\n${ADVICE}`,
    );
  });

  it('is told of together with the bound on schedules, if that was reached too', () => {
    expect(String(exploreSync(endless, { maxSchedules: 2, maxSteps: 10_000 }))).toBe(
      '0 schedules run, 2 given up as too long; not all orders tried (see maxSchedules and maxSteps)',
    );
  });

  it.each(['exhaustive', 'random', 'pct'] as const)(
    'ends an assertion at once, in the mode %s',
    async (mode) => {
      runs = 0;
      const tried = mode === 'exhaustive' ? 'not all orders tried' : 'orders drawn at random';
      const message = `0 schedules run, 1 given up as too long; ${tried} (see maxSteps)\n${ADVICE}`;
      expect(() => assertEveryOrderSync(endless, { mode })).toThrow(message);
      await expect(assertEveryOrder(endless, { mode })).rejects.toThrow(ExplorationError);
      expect(runs).toBe(2);
    },
  );

  it('is told apart by replay', () => {
    const ended: 'whole' | 'tooLong' | 'failed' = replaySync(endless, 'usual').ended;
    expect(ended).toBe('tooLong');
    expect(replaySync(endless, '1=2').fault).toBeUndefined();
    expect(replaySync(() => ({ env: idle() }), 'usual').ended).toBe('whole');
  });
});
