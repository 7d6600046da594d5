import { describe, expect, test } from 'vitest';
import type { Log } from '../src/log.js';
import { arrival, run } from './tiny-airport.js';

/** When the planes held their gates: `[due, from, to]`. */
function gates({ landings }: Log): [due: number, from: number, to: number][] {
  return landings.map(({ due, gate }) => [due, gate.from, gate.to]);
}

describe('a turn-round', () => {
  test('is interrupted by a storm, and goes on after it with exactly what was left', async () => {
    const log = await run([arrival(0), arrival(5)], { storm: { from: 10.25, to: 25 } });
    expect(gates(log)).toEqual([
      [0, 2, 2 + 8.25 + 14.75 + 21.75],
      [5, 7, 7 + 3.25 + 14.75 + 26.75],
    ]);
    expect(log.idle).toEqual([
      { due: 0, begun: true, from: 10.25, to: 25 },
      { due: 5, begun: true, from: 10.25, to: 25 },
    ]);
  });

  test('begins when the storm is over, if the plane has come to its gate meanwhile', async () => {
    const log = await run([arrival(0)], { storm: { from: 1, to: 20 } });
    expect(gates(log)).toEqual([[0, 2, 50]]);
    expect(log.idle).toEqual([{ due: 0, begun: false, from: 2, to: 20 }]);
  });

  test('has not begun if the storm comes in the instant in which the plane is at its gate', async () => {
    const log = await run([arrival(0)], { storm: { from: 2, to: 20 } });
    expect(gates(log)).toEqual([[0, 2, 50]]);
    expect(log.idle).toEqual([{ due: 0, begun: false, from: 2, to: 20 }]);
  });

  test('that ends in the instant in which the storm comes has ended', async () => {
    const log = await run([arrival(0)], { storm: { from: 32, to: 60 } });
    expect(gates(log)).toEqual([[0, 2, 32]]);
    expect(log.idle).toEqual([]);
  });

  test('that is over, or of a plane that comes later, is not touched', async () => {
    const log = await run([arrival(0), arrival(60)], { storm: { from: 40, to: 60 } });
    expect(gates(log)).toEqual([
      [0, 2, 32],
      [60, 62, 92],
    ]);
    expect(log.idle).toEqual([]);
  });
});

describe('planes that wait for a gate', () => {
  test('wait longer for one that is interrupted', async () => {
    const log = await run([arrival(0), arrival(1)], { storm: { from: 12, to: 20 }, gates: 1 });
    expect(gates(log)).toEqual([
      [0, 2, 40],
      [1, 40, 70],
    ]);
    expect(log.idle).toEqual([{ due: 0, begun: true, from: 12, to: 20 }]);
  });

  test('come to it in the storm, and are turned round after that', async () => {
    const log = await run([arrival(0), arrival(1)], { storm: { from: 32, to: 45 }, gates: 1 });
    expect(gates(log)).toEqual([
      [0, 2, 32],
      [1, 32, 75],
    ]);
    expect(log.idle).toEqual([{ due: 1, begun: false, from: 32, to: 45 }]);
  });
});
