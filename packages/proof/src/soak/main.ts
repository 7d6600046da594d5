// Runs the soak: `npm run soak -- [STEPS] [SEED]` in packages/proof. Fails if memory grows or an item is lost.
import { diceOf } from './dice.js';
import { Soak } from './model.js';

const PARTS = 10;
/** The heap after the last part may differ from that after the second by this share. */
const ALLOWED_GROWTH = 0.05;

const [steps = 10_000_000, seed = 1] = process.argv.slice(2).map(Number);
const collect = globalThis.gc;
if (collect === undefined) throw new Error('run it with node --expose-gc, as the script soak does');

const soak = new Soak(diceOf(seed));

/** Runs one part. @returns the bytes in use after it */
function heapAfter(part: number): number {
  soak.run(steps / PARTS);
  collect?.();
  const { heapUsed } = process.memoryUsage();
  console.log(
    `${String((part * steps) / PARTS)} steps, time ${String(soak.env.now)}, heap ${(heapUsed / 1e6).toFixed(2)} MB`,
  );
  return heapUsed;
}

heapAfter(1);
const early = heapAfter(2);
let late = early;
for (let part = 3; part <= PARTS; part++) late = heapAfter(part);
soak.endAndBalance();
console.log('everything that was put is accounted for, and everything that was lent is back');

const growth = late / early - 1;
console.log(`heap after the last tenth against that after the second: ${(growth * 100).toFixed(2)} %`);
if (Math.abs(growth) > ALLOWED_GROWTH) {
  console.error(`it may differ by ${String(ALLOWED_GROWTH * 100)} % at most`);
  process.exitCode = 1;
}
