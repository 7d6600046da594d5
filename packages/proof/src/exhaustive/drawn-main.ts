// Larger programs: `npm run prove-drawn -- [PROGRAMS] [SEED]` in packages/proof. So many of each kind and setting.
import { titleOf } from './bench.js';
import { proveDrawn } from './drawn.js';
import { kinds } from './prove.js';

function proveEach(count: number, seed: number): void {
  const began = performance.now();
  let [programs, leaves, schedules, unfinished] = [0, 0, 0, 0];
  for (const kind of kinds) {
    for (const setting of kind.settings) {
      const covered = proveDrawn(kind, setting, count, seed);
      programs += covered.programs;
      leaves += covered.leaves;
      schedules += covered.schedules;
      unfinished += covered.unfinished;
      const seconds = ((performance.now() - began) / 1000).toFixed(0);
      console.log(
        `${seconds} s: ${titleOf(kind, setting)}: ${String(covered.programs)} programs, ${String(covered.schedules)} schedules, ${String(covered.unfinished)} unfinished`,
      );
    }
  }
  console.log(
    `laws 3 to 8 hold in ${String(programs)} programs of ${String(leaves)} operations and sleeps, ${String(schedules)} schedules, ${String(unfinished)} unfinished, seed ${String(seed)}`,
  );
}

const given = process.argv.slice(2).map(Number);
if (given.length <= 2 && given.every((number) => Number.isInteger(number) && number >= 1)) {
  const [count = 1000, seed = 1] = given;
  proveEach(count, seed);
} else {
  console.error('usage: npm run prove-drawn -- [PROGRAMS] [SEED], both integers >= 1; by default 1000 and 1');
  process.exitCode = 2;
}
