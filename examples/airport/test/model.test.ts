import { describe, expect, test } from 'vitest';
import { arrival, departure, movements, run } from './tiny-airport.js';

describe('runways', () => {
  test('are taken by one plane at a time, first come first served', async () => {
    expect(movements(await run([departure(0), departure(1), departure(1)], {}))).toEqual([
      [0, 'take-off due at 0'],
      [2, 'take-off due at 1'],
      [4, 'take-off due at 1'],
    ]);
  });

  test('are given to landings first', async () => {
    const flights = [departure(0), departure(0), arrival(1), departure(1), arrival(3)];
    expect(movements(await run(flights, {}))).toEqual([
      [0, 'take-off due at 0'],
      [2, 'landing due at 1'],
      [4, 'landing due at 3'],
      [6, 'take-off due at 0'],
      [8, 'take-off due at 1'],
    ]);
  });

  test('are used side by side', async () => {
    expect(movements(await run([arrival(0), departure(0), arrival(0)], { runways: 2 }))).toEqual([
      [0, 'landing due at 0'],
      [0, 'take-off due at 0'],
      [2, 'landing due at 0'],
    ]);
  });

  test('serve flights of the evening before', async () => {
    expect(movements(await run([departure(-360), arrival(-5)], {}))).toEqual([
      [-360, 'take-off due at -360'],
      [-5, 'landing due at -5'],
    ]);
  });
});

describe('a plane that holds', () => {
  const jam = [arrival(0), arrival(0), arrival(0), arrival(0), arrival(0), arrival(0), arrival(0)];

  test('diverts when its patience ends, and takes no runway', async () => {
    expect(movements(await run([...jam, departure(1)], { patience: 5 }))).toEqual([
      [0, 'landing due at 0'],
      [2, 'landing due at 0'],
      [4, 'landing due at 0'],
      ...new Array<[number, string]>(4).fill([5, 'diversion of 0']),
      [6, 'take-off due at 1'],
    ]);
  });

  test('diverts at once without patience, unless a runway is free', async () => {
    const log = await run([arrival(0), arrival(1), arrival(2)], { patience: 0 });
    expect(movements(log)).toEqual([
      [0, 'landing due at 0'],
      [1, 'diversion of 1'],
      [2, 'landing due at 2'],
    ]);
  });
});

describe('gates', () => {
  test('are taken after landing, for a turn-round', async () => {
    const { landings } = await run([arrival(0)], {});
    expect(landings).toEqual([{ due: 0, runway: { from: 0, to: 2 }, gate: { from: 2, to: 32 } }]);
  });

  test('make planes wait in the order in which they landed, without keeping the runway', async () => {
    const log = await run([arrival(0), arrival(1), arrival(2), departure(6)], { gates: 1 });
    expect(log.landings.map(({ runway, gate }) => [runway.to, gate.from])).toEqual([
      [2, 2],
      [4, 32],
      [6, 62],
    ]);
    expect(log.takeOffs).toEqual([{ due: 6, runway: { from: 6, to: 8 } }]);
  });
});
