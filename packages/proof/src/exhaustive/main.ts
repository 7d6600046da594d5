// The exhaustive proof: `npm run prove -- [SIZE] [EVERY]` in packages/proof. Takes one program in EVERY of the last size.
import { titleOf } from './bench.js';
import { kinds, prove } from './prove.js';

function proveUpTo(largest: number, every: number): void {
  const began = performance.now();
  let [programs, schedules] = [0, 0];
  for (let size = 1; size <= largest; size++) {
    for (const kind of kinds) {
      for (const setting of kind.settings) {
        const covered = prove(kind, setting, size, size === largest ? every : 1);
        programs += covered.programs;
        schedules += covered.schedules;
        const seconds = ((performance.now() - began) / 1000).toFixed(0);
        console.log(
          `${seconds} s: size ${String(size)}, ${titleOf(kind, setting)}: ${String(covered.programs)} programs, ${String(covered.schedules)} schedules, ${String(covered.cut)} cut`,
        );
      }
    }
  }
  console.log(`laws 3 to 8 hold in ${String(programs)} programs, ${String(schedules)} schedules`);
  if (programs === 0) process.exitCode = 1;
}

const given = process.argv.slice(2).map(Number);
if (given.length <= 2 && given.every((number) => Number.isInteger(number) && number >= 1)) {
  const [largest = 4, every = 1] = given;
  proveUpTo(largest, every);
} else {
  console.error('usage: npm run prove -- [SIZE] [EVERY], both integers >= 1; by default 4 and 1');
  process.exitCode = 2;
}
