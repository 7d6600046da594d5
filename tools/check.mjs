// Everything `npm test` does once the dependencies are installed. Each check leaves a report in
// reports/, from which the closing line is summed up; a failing check does not stop the others.
import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { run } from './processes.mjs';
import { count, hasReport, reports, summarise, writeReport } from './reports.mjs';
import { installNode24, node24 } from './node24.mjs';

/** @typedef {{ name: string, command: string[], tests?: boolean }} Check */

/**
 * @param {string} name
 * @param {string[]} options
 * @param {string} [node] the binary to run vitest with
 * @returns {Check}
 */
function vitest(name, options = [], node = process.execPath) {
  const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${reports}/${name}.json`];
  return {
    name,
    tests: true,
    command: [node, 'node_modules/vitest/vitest.mjs', 'run', ...options, ...report],
  };
}

/**
 * @param {string} name
 * @param {string} [task] the script of the root's package.json
 * @returns {Check}
 */
const script = (name, task = name) => ({ name, command: ['pnpm', 'run', task] });

const inCi = process.argv.includes('--ci');

const independent = [
  script('lint'),
  script('types', 'typecheck'),
  script('build'),
  script('layers', 'check:layers'),
  script('unused', 'check:unused'),
  script('dependencies', 'check:dependencies'),
  script('format', 'check:format'),
];

const afterBuild = [
  vitest('tests'),
  script('published', 'check:published'),
  vitest('workspace', ['--config', 'tools/vitest.config.ts']),
  { name: 'demo', command: [process.execPath, 'tools/demo.mjs'] },
  ...(inCi && node24.supported ? [vitest('tests-on-node-24', [], node24.binary)] : []),
];

/** @param {Check} check */
async function perform(check) {
  const started = Date.now();
  const [command = '', ...args] = check.command;
  const env = { ...process.env, NO_COLOR: '1', TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' };
  const ended = await run(command, args, { quiet: true, env, minutes: 8 });
  const passed = ended.code === 0;
  if (!check.tests) writeReport(check.name, passed);
  // Vitest can end without a report, and can fail without a failed test on an error between tests.
  else if (!hasReport(check.name)) writeReport(check.name, false);
  else if (!passed && count(check.name).failed === 0) writeReport(`${check.name}-exit`, false);

  if (!passed) console.log(`\n${ended.output}`);
  const counted = check.tests ? `, ${count(check.name).passed} tests passed` : '';
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s${counted})`);
}

/** @param {Check[]} checks */
async function inTurn(checks) {
  for (let check = checks.shift(); check !== undefined; check = checks.shift()) await perform(check);
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports);
if (inCi) await installNode24();

const lanes = Math.min(2, availableParallelism());
await Promise.all(Array.from({ length: lanes }, () => inTurn(independent)));
await inTurn(afterBuild);

const { passed, failed, skipped } = summarise();
for (const title of skipped) console.log(`SKIPPED ${title}`);
console.log(`npm test: ${passed} passed, ${failed} failed, ${skipped.length} skipped`);
process.exitCode = failed === 0 ? 0 : 1;
