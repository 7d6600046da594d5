import { describe, expect, test } from 'vitest';
import { arrival, departure, movements, run } from './tiny-airport.js';

describe('the runways in a storm', () => {
  test('are closed from its first instant to its last', async () => {
    const flights = [8, 10, 19, 20].map(departure);
    const log = await run(flights, { storm: { from: 10, to: 20 }, runways: 3 });
    expect(movements(log)).toEqual([
      [8, 'take-off due at 8'],
      [20, 'take-off due at 10'],
      [20, 'take-off due at 19'],
      [20, 'take-off due at 20'],
    ]);
    expect(log.held).toEqual([
      { kind: 'departure', due: 10, from: 10, to: 20 },
      { kind: 'departure', due: 19, from: 19, to: 20 },
    ]);
  });

  test('are left by who is on them, and held by nobody', async () => {
    const log = await run([departure(9)], { storm: { from: 10, to: 20 } });
    expect(log.takeOffs).toEqual([{ due: 9, runway: { from: 9, to: 11 } }]);
    expect(log.held).toEqual([]);
  });

  test('are closed to who stood in line when it began, and keep that order', async () => {
    const flights = [departure(0), departure(1), departure(3), departure(5), departure(6)];
    const log = await run(flights, { storm: { from: 2, to: 20 }, separation: 240 });
    expect(log.held.map(({ due, from }) => [due, from])).toEqual([
      [1, 4],
      [3, 4],
      [5, 5],
      [6, 6],
    ]);
    expect(movements(log)).toEqual([
      [0, 'take-off due at 0'],
      [20, 'take-off due at 1'],
      [24, 'take-off due at 3'],
      [28, 'take-off due at 5'],
      [32, 'take-off due at 6'],
    ]);
  });

  test('are given to landings first when they open, whoever came first', async () => {
    const flights = [departure(11), departure(12), arrival(13), departure(14), arrival(15), arrival(21)];
    expect(movements(await run(flights, { storm: { from: 10, to: 20 } }))).toEqual([
      [20, 'landing due at 13'],
      [22, 'landing due at 15'],
      [24, 'landing due at 21'],
      [26, 'take-off due at 11'],
      [28, 'take-off due at 12'],
      [30, 'take-off due at 14'],
    ]);
  });
});

describe('the patience of a plane', () => {
  test('ends while the runways are closed, and the plane comes to no runway any more', async () => {
    const log = await run([arrival(5), departure(6), arrival(12)], { storm: { from: 4, to: 20 } });
    expect(movements(log)).toEqual([
      [15, 'diversion of 5'],
      [20, 'landing due at 12'],
      [22, 'take-off due at 6'],
    ]);
    expect(log.held).toEqual([
      { kind: 'arrival', due: 5, from: 5, to: 15 },
      { kind: 'arrival', due: 12, from: 12, to: 20 },
      { kind: 'departure', due: 6, from: 6, to: 20 },
    ]);
  });

  test('counts from when it was due, before the storm, in it and after it', async () => {
    const flights = [arrival(0), arrival(1), arrival(1), arrival(4)];
    expect(movements(await run(flights, { storm: { from: 2, to: 9 }, separation: 240 }))).toEqual([
      [0, 'landing due at 0'],
      [9, 'landing due at 1'],
      [11, 'diversion of 1'],
      [13, 'landing due at 4'],
    ]);
  });

  test('suffices if it ends in the instant in which the storm does', async () => {
    const flights = [arrival(4), arrival(5)];
    expect(movements(await run(flights, { storm: { from: 7, to: 15 }, separation: 240 }))).toEqual([
      [4, 'landing due at 4'],
      [15, 'landing due at 5'],
    ]);
  });

  test('of none ends at once', async () => {
    expect(
      movements(await run([arrival(8), arrival(20)], { storm: { from: 7, to: 18 }, patience: 0 })),
    ).toEqual([
      [8, 'diversion of 8'],
      [20, 'landing due at 20'],
    ]);
  });
});
