// Runs random programs: `npm run random -- [PROGRAMS] [SEED] [KIND,KIND,...]` in packages/proof. Fails at the first disagreement.
import fc from 'fast-check';
import { check } from './check.js';
import { printProgram } from './print.js';
import { KINDS } from './program.js';
import { cuts, programs } from './programs.js';

const [count = '100000', seed = '1', kinds = KINDS.join()] = process.argv.slice(2);
const wanted = KINDS.filter((kind) => kinds.split(',').includes(kind));

const REPORTS = 20;
const every = Math.max(1, Math.floor(Number(count) / REPORTS));
const begun = performance.now();
const seconds = (): string => ((performance.now() - begun) / 1000).toFixed(0);
let [done, entries] = [0, 0];

const result = await fc.check(
  fc.asyncProperty(programs(wanted), cuts, async (program, times) => {
    entries += await check(program, times);
    if (++done % every === 0)
      console.log(`${String(done)} programs, ${String(entries)} entries, ${seconds()} s`);
  }),
  { numRuns: Number(count), seed: Number(seed), endOnFailure: false },
);

if (result.failed) {
  console.error(`seed ${String(result.seed)}, path ${String(result.counterexamplePath)}`);
  if (result.counterexample !== null) {
    console.error(JSON.stringify(result.counterexample));
    console.error(printProgram(result.counterexample[0]));
  }
  console.error(result.errorInstance instanceof Error ? result.errorInstance.message : result.errorInstance);
  process.exitCode = 1;
} else {
  console.log(
    `${String(done)} programs with ${String(entries)} entries in their traces agree, seed ${String(result.seed)}, ${seconds()} s`,
  );
}
