// Mutation testing of a package: `npm run mutate -- PACKAGE`. It takes from minutes to an hour, and is no part of the checks.
//
// First every mutant meets the short tests of its own package; then those that are left meet the tests of all packages, the
// long ones too, but for the private proof, whose runs take minutes, and for those that count executed blocks.
// `npm run mutate -- PACKAGE again` leaves out the first part: it takes up the mutants that were left the last time.
// What is left at the end has to be named in docs/mutants.md.
import { existsSync, readFileSync } from 'node:fs';
import { root, run } from '../processes.mjs';
import { reports } from '../reports.mjs';
import { isCounted, isKilled, keyOf, mutantsIn, rangeOf, rowOf, unnamedIn } from './mutants.mjs';

/** @typedef {import('./mutants.mjs').Mutant} Mutant */

const MUTATED = ['core', 'combinators', 'interrupts', 'resources'];
const TESTED = [...MUTATED, 'testing', 'asimjs'];

/** Tests that try many models or count long runs. */
const LONG = [
  'combinators/many',
  ...['explore-modes', 'split-run', 'livelock', 'traps'].map((file) => `core/${file}`),
  ...['1-determinism', '2-order', '3-once', '8-errors', '9-time'].map((law) => `core/law-${law}`),
  ...['law-7', 'split-run', 'work.property'].map((file) => `interrupts/${file}`),
  ...['acquire-all.property', 'laws.property', 'preemptive.property'].map((file) => `resources/${file}`),
  ...['container-model', 'priority-queue-model', 'store-model'].map((file) => `resources/${file}`),
  ...['cost', 'cost-items', 'many', 'sorted'].map((file) => `resources/${file}`),
  ...['follow-schedule-times', 'when-unseen'].map((file) => `resources/${file}`),
].map((file) => `packages/${file.replace('/', '/test/')}.test.ts`);

/** They count how often each block is executed, and the mutants bring blocks of their own. */
const COUNTING = ['cost', 'cost-items'].map((file) => `packages/resources/test/${file}.test.ts`);

const [name = '', mode] = process.argv.slice(2);
if (!MUTATED.includes(name) || ![undefined, 'again'].includes(mode)) {
  console.error(`npm run mutate -- PACKAGE [again], with ${MUTATED.join(', ')} as PACKAGE`);
  process.exit(2);
}
const named = readFileSync(`${root}docs/mutants.md`, 'utf8');

// A mutant that has a test wait for ever is killed sooner by a short limit than by Stryker.
if (mode === undefined)
  await mutate(name, [`packages/${name}/src/**/*.ts`], { tests: [name], without: LONG, testTimeout: 3_000 });
const first = reportOf(name);
const survivors = first.filter((mutant) => !isKilled(mutant));
if (survivors.length > 0)
  await mutate(`${name}-again`, survivors.map(rangeOf), {
    tests: TESTED,
    without: COUNTING,
    testTimeout: 60_000,
  });
const killedLater = new Set(
  survivors.length > 0 ? reportOf(`${name}-again`).filter(isKilled).map(keyOf) : [],
);
const left = survivors.filter((mutant) => !killedLater.has(keyOf(mutant)));

const killed = first.length - left.length;
const unnamed = unnamedIn(named, left);
console.log(
  `\n${name}: ${killed} of ${first.length} mutants killed, ${((100 * killed) / first.length).toFixed(1)} %`,
);
console.log(`${left.length} are left, of which docs/mutants.md does not name ${unnamed.length}`);
for (const mutant of unnamed) console.log(`${rowOf(mutant)} (line ${mutant.location.start.line}) |`);
process.exitCode = unnamed.length === 0 ? 0 : 1;

/**
 * Runs Stryker, which writes a report.
 *
 * @param {string} report
 * @param {string[]} mutated files, or ranges in them
 * @param {{ tests: string[], without: string[], testTimeout: number }} options packages whose tests are run, tests that
 *   are not, and milliseconds for one test
 */
async function mutate(report, mutated, options) {
  const settings = JSON.stringify({ report, mutated, last: LONG, ...options });
  const { code } = await run(
    `${root}tools/node_modules/.bin/stryker`,
    ['run', 'tools/mutation/stryker.config.mjs'],
    { env: { ...process.env, MUTATION: settings } },
  );
  if (code !== 0) process.exit(code);
}

/** @param {string} report @returns {Mutant[]} */
function reportOf(report) {
  const file = `${reports}/mutation/${report}.json`;
  if (!existsSync(file)) throw new Error(`there is no ${file}; run the whole first`);
  return mutantsIn(readFileSync(file, 'utf8')).filter(isCounted);
}
