import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ExplorationError, ExplorerUseError, printTrace } from '@asimjs/testing';
import type { ExplorationReport, Failure } from '@asimjs/testing';
import { makeReport } from '../src/explore/report.js';
import type { Wording } from '../src/explore/report.js';

function report(given: Partial<ExplorationReport>, wording: Partial<Wording> = {}): ExplorationReport {
  return makeReport(
    { schedules: 1, cut: 0, tooLong: 0, isFinished: true, failure: undefined, ...given },
    { isSample: false, hasTouched: false, bounds: ['maxSteps'], advice: '', ...wording },
  );
}

const failure: Failure = {
  kind: 'invariant',
  error: new Error('two are inside'),
  time: 2.5,
  blocked: [],
  schedule: '3=1',
  foundAs: '2=1 3=1',
  trace: [
    [0, 'ada', 'begins'],
    [2.5, '', 'outcome 1 of 2'],
  ],
};

describe('a report in words', () => {
  it.each([
    [{}, {}, '1 schedule run; all orders tried'],
    [{ schedules: 12, cut: 3 }, { hasTouched: true }, '12 schedules run, 3 cut; all orders tried'],
    [
      { schedules: 12, cut: 3 },
      {},
      '12 schedules run, 3 cut; all orders tried that differ in what asimjs knows of (touch was not called)',
    ],
    [
      { schedules: 0, tooLong: 2, isFinished: false },
      {},
      '0 schedules run, 2 given up as too long; not all orders tried (see maxSteps)',
    ],
    [{ schedules: 9, isFinished: false }, { isSample: true }, '9 schedules run; orders drawn at random'],
    [
      { schedules: 8, tooLong: 1, isFinished: false },
      { isSample: true, advice: '\nLook.' },
      '8 schedules run, 1 given up as too long; orders drawn at random (see maxSteps)\nLook.',
    ],
  ])('%o %o', (given, wording, words) => {
    expect(String(report(given, wording))).toBe(words);
  });

  it('are what a console shows of it', () => {
    expect(inspect(report({}))).toBe('1 schedule run; all orders tried');
  });

  it('shows a failure: what, when, in which schedule, and what happened', () => {
    expect(String(report({ schedules: 4, isFinished: false, failure }))).toBe(
      [
        'at time 2.5 a check failed: Error: two are inside',
        "schedule: '3=1' (found as '2=1 3=1')",
        '',
        'time  process  what',
        '----  -------  --------------',
        '0     ada      begins',
        '2.5            outcome 1 of 2',
        '',
        '4 schedules run',
      ].join('\n'),
    );
  });

  it('says of an error of the run that it was one, and of a schedule only once how it was found', () => {
    const words = String(report({ failure: { ...failure, kind: 'error', foundAs: '3=1' } }));
    expect(words.split('\n').slice(0, 2)).toEqual([
      'at time 2.5 the run failed: Error: two are inside',
      "schedule: '3=1'",
    ]);
  });

  it('tells of processes that wait for ever', () => {
    const blocked = ['process ada has waited', 'process ben has waited'];
    const words = String(report({ failure: { ...failure, kind: 'deadlock', error: undefined, blocked } }));
    expect(words.split('\n')[0]).toBe('at time 2.5 processes wait for ever');
    expect(words).toContain(
      '\n\nprocess ada has waited\nprocess ben has waited\n\nA process that may wait for ever, such as a server, is made with { background: true }; `allowBlocked` allows it to all.\n\n1 schedule run',
    );
  });
});

describe('an error of an exploration', () => {
  it('says what the report says, and has the error of the model as its cause', () => {
    const failed = report({ failure });
    const error = new ExplorationError(failed);
    expect([error.name, error.message, error.cause, error.report]).toEqual([
      'ExplorationError',
      String(failed),
      failure.error,
      failed,
    ]);
  });
});

it('a trace that is none cannot be printed', () => {
  // @ts-expect-error -- a failure is no trace
  expect(() => printTrace(failure)).toThrow(
    new ExplorerUseError(
      "printTrace takes a trace, such as the 'trace' of a failure or of a replay, but was given an object",
    ),
  );
});
