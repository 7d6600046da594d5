import { expect, it } from 'vitest';
import { Pct } from '../src/explore/pct.js';

/** Who goes, if the same three are due `times` times. */
function goers(strategy: Pct, times: number): string[] {
  const due = ['a', 'b', 'c'].map((name, sequence) => ({
    time: 1,
    priority: 0,
    sequence,
    waiters: [name],
    describe: () => name,
  }));
  strategy.begin();
  return Array.from({ length: times }, () => due[strategy.chooseEntry(due)]?.waiters[0] ?? 'nobody');
}

it('pct: without falls one process always goes', () => {
  expect(new Set(goers(new Pct(1, 1), 100)).size).toBe(1);
});

it('pct: whoever falls goes below all who have fallen before', () => {
  // So many falls that one comes with every entry, once it is known how many there are.
  const strategy = new Pct(1, 2000);
  goers(strategy, 100);
  const second = goers(strategy, 100);
  const inTurn = second.map((_, place) => second[place % 3]);
  expect(new Set(second.slice(0, 3)).size).toBe(3);
  expect(second).toEqual(inTurn);
});
