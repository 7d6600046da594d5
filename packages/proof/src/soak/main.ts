// Runs the soak: `npm run soak -- [STEPS] [SEED]` in packages/proof. Fails if memory grows or an item is lost.
import { numbersGiven } from '../command.js';
import { diceOf } from './dice.js';
import { Soak } from './model.js';

const PARTS = 10;
/** The heap after the last part may differ from that after the second by this share. */
const ALLOWED_GROWTH = 0.05;

/** Runs one part of a soak. @returns the bytes in use after it */
function heapAfter(part: number, soak: Soak, steps: number): number {
  soak.run(steps / PARTS);
  globalThis.gc?.();
  const { heapUsed } = process.memoryUsage();
  console.log(
    `${String((part * steps) / PARTS)} steps, time ${String(soak.env.now)}, heap ${(heapUsed / 1e6).toFixed(2)} MB`,
  );
  return heapUsed;
}

function perform(steps: number, seed: number): void {
  const soak = new Soak(diceOf(seed));
  const heaps: number[] = [];
  for (let part = 1; part <= PARTS; part++) heaps.push(heapAfter(part, soak, steps));
  soak.endAndBalance();
  console.log('everything that was put is accounted for, and everything that was lent is back');

  const [, early = NaN] = heaps;
  const growth = (heaps.at(-1) ?? NaN) / early - 1;
  console.log(`heap after the last tenth against that after the second: ${(growth * 100).toFixed(2)} %`);
  if (Math.abs(growth) <= ALLOWED_GROWTH) return;
  console.error(`it may differ by ${String(ALLOWED_GROWTH * 100)} % at most`);
  process.exitCode = 1;
}

if (globalThis.gc === undefined) throw new Error('run it with node --expose-gc, as the script soak does');
const given = numbersGiven('npm run soak -- [STEPS] [SEED]', [10_000_000, 1]);
if (given !== undefined) perform(...given);
