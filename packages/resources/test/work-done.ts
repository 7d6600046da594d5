import { Session } from 'node:inspector';
import { expect } from 'vitest';

// To be imported before the packages are: V8 counts how often each block of code is entered, in every function that is
// compiled from here on. So the work of a model is a number, the same on a slow machine.
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/** How often blocks of the packages' own code were entered since this was last asked. */
function blocksEntered(): number {
  let entered = 0;
  session.post('Profiler.takePreciseCoverage', (_error, { result }) => {
    for (const { url, functions } of result) {
      if (!/\/packages\/\w+\/src\//.test(url)) continue;
      for (const { ranges } of functions) for (const { count } of ranges) entered += count;
    }
  });
  return entered;
}

function workOf(act: () => void): number {
  blocksEntered();
  act();
  return blocksEntered();
}

/**
 * Sees that the work of `model` for `many` is what n log n makes of that for `few`, or half as much again at most. It
 * does not pass if the part of it that is quadratic is a hundredth of the whole for `few`, and `many` are 100 times as many.
 */
export function expectLinearithmic(model: (size: number) => void, few: number, many: number): void {
  // The first time, some things are made that stay.
  model(few);
  const growth = workOf(() => model(many)) / workOf(() => model(few));
  expect(growth).toBeGreaterThan(1);
  expect(growth).toBeLessThan((1.5 * (many * Math.log2(many))) / (few * Math.log2(few)));
}

/** All numbers below `size`, each once, mixed. 7919 is a prime, which must not divide `size`. */
export function mixed(size: number): number[] {
  return Array.from({ length: size }, (_, index) => (index * 7919) % size);
}
