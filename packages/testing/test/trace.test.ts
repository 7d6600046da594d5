import { describe, expect, it } from 'vitest';
import { assertSameTrace, diffTraces, traceLog, TraceMismatchError } from '@asimjs/testing';

describe('a trace log', () => {
  it('notes the time of its environment with each entry', () => {
    const env = { now: 1 };
    const log = traceLog(env);
    log('first');
    env.now = 2.5;
    log('second', { a: 1 });
    expect(log.entries).toEqual([
      [1, 'first'],
      [2.5, 'second', { a: 1 }],
    ]);
  });
});

describe('comparing with a golden trace', () => {
  it('finds no difference between equal traces', () => {
    expect(diffTraces([[1, 'a', { b: [2] }]], [[1, 'a', { b: [2] }]])).toBeUndefined();
    expect(diffTraces([], [])).toBeUndefined();
  });

  it('shows the first difference as a table', () => {
    const golden = Array.from({ length: 8 }, (_, index) => [index, 'tick'] as const);
    const actual = golden.map((entry) => (entry[0] === 6 ? ([6, 'tock'] as const) : entry));
    expect(diffTraces(actual, golden)).toBe(
      [
        'traces differ from entry 6 on (8 wanted, 8 there)',
        '   entry  golden trace  this trace',
        '-  -----  ------------  ----------  -------',
        '   2      [2,"tick"]    [2,"tick"]',
        '   3      [3,"tick"]    [3,"tick"]',
        '   4      [4,"tick"]    [4,"tick"]',
        '   5      [5,"tick"]    [5,"tick"]',
        '>  6      [6,"tick"]    [6,"tock"]  differs',
        '   7      [7,"tick"]    [7,"tick"]',
      ].join('\n'),
    );
  });

  it.each([
    [
      'a trace that is too short',
      [[1, 'a']],
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
    [
      'a trace that is too long',
      [
        [1, 'a'],
        [2, 'b'],
      ],
      [[1, 'a']],
    ],
    ['another time', [[1, 'a']], [[2, 'a']]],
    ['null for undefined', [[1, null]], [[1, undefined]]],
    ['null for Infinity', [[1, null]], [[1, Infinity]]],
    ['another error', [[1, new Error('x')]], [[1, new RangeError('x')]]],
  ] as const)('throws on %s', (_, actual, golden) => {
    expect(() => {
      assertSameTrace(actual, golden);
    }).toThrow(TraceMismatchError);
  });
});
