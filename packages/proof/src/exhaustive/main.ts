// The exhaustive proof: `npm run prove -- [SIZE] [EVERY]` in packages/proof.
import { kinds, prove } from './prove.js';

const [largest = 4, every = 1] = process.argv.slice(2).map(Number);
const began = performance.now();
let [programs, schedules] = [0, 0];
for (let size = 1; size <= largest; size++) {
  for (const kind of kinds) {
    for (const capacity of kind.capacities) {
      const covered = prove(kind, capacity, size, size === largest ? every : 1);
      programs += covered.programs;
      schedules += covered.schedules;
      const seconds = ((performance.now() - began) / 1000).toFixed(0);
      console.log(
        `${seconds} s: size ${String(size)}, ${kind.name} of ${String(capacity)}: ${String(covered.programs)} programs, ${String(covered.schedules)} schedules, ${String(covered.cut)} cut`,
      );
    }
  }
}
console.log(`laws 3 to 8 hold in ${String(programs)} programs, ${String(schedules)} schedules`);
