// Runs the soak: `npm run soak -- [EVENTS] [SEED]` in packages/proof. Fails if memory grows or an item is lost.
import { diceOf } from './dice.js';
import { Soak } from './model.js';

const PARTS = 10;
/** The heap after the last part may differ from that after the second by this share. */
const ALLOWED_GROWTH = 0.05;

const [events = 10_000_000, seed = 1] = process.argv.slice(2).map(Number);
const collect = globalThis.gc;
if (collect === undefined) throw new Error('run it with node --expose-gc, as the script soak does');

const soak = new Soak(diceOf(seed));
const heaps: number[] = [];
for (let part = 1; part <= PARTS; part++) {
  soak.env.runSync({ maxSteps: events / PARTS });
  collect();
  heaps.push(process.memoryUsage().heapUsed);
  const megabytes = ((heaps.at(-1) ?? 0) / 1e6).toFixed(2);
  console.log(`${String((part * events) / PARTS)} steps, time ${String(soak.env.now)}, heap ${megabytes} MB`);
}
soak.endAndBalance();
console.log('everything that was put is accounted for');

const [, second = 0] = heaps;
const growth = (heaps.at(-1) ?? 0) / second - 1;
console.log(`heap after the last tenth against that after the second: ${(growth * 100).toFixed(2)} %`);
if (Math.abs(growth) > ALLOWED_GROWTH) {
  console.error(`it may differ by ${String(ALLOWED_GROWTH * 100)} % at most`);
  process.exitCode = 1;
}
