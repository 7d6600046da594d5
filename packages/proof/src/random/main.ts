// Runs random programs: `npm run random -- [PROGRAMS] [SEED] [KIND,KIND,...]` in packages/proof. Fails at the first disagreement.
import fc from 'fast-check';
import { numbersGiven } from '../command.js';
import { check } from './check.js';
import { printProgram } from './print.js';
import { KINDS } from './program.js';
import type { Kind } from './program.js';
import { cuts, programs } from './programs.js';

const REPORTS = 20;

async function compare(count: number, seed: number, kinds: readonly Kind[]): Promise<void> {
  const every = Math.max(1, Math.floor(count / REPORTS));
  const seconds = (): string => (performance.now() / 1000).toFixed(0);
  let [done, entries] = [0, 0];
  const result = await fc.check(
    fc.asyncProperty(programs(kinds), cuts, async (program, times) => {
      entries += await check(program, times);
      if (++done % every === 0)
        console.log(`${String(done)} programs, ${String(entries)} entries, ${seconds()} s`);
    }),
    { numRuns: count, seed, endOnFailure: false },
  );
  if (!result.failed) {
    console.log(
      `${String(done)} programs with ${String(entries)} entries in their traces agree, seed ${String(seed)}, ${seconds()} s`,
    );
    return;
  }
  console.error(`seed ${String(result.seed)}, path ${String(result.counterexamplePath)}`);
  if (result.counterexample !== null) {
    console.error(JSON.stringify(result.counterexample));
    console.error(printProgram(result.counterexample[0]));
  }
  console.error(result.errorInstance instanceof Error ? result.errorInstance.message : result.errorInstance);
  process.exitCode = 1;
}

const given = numbersGiven(`npm run random -- [PROGRAMS] [SEED] [${KINDS.join()}]`, [100_000, 1], (words) =>
  words.every((word) => word.split(',').every((kind) => KINDS.some((known) => known === kind))),
);
const [, , , , named = KINDS.join()] = process.argv;
if (given !== undefined)
  await compare(
    ...given,
    KINDS.filter((kind) => named.split(',').includes(kind)),
  );
