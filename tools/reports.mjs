// The reports of one run of the checks, in the form of vitest's JSON reporter.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { root } from './processes.mjs';

/** @typedef {{ passed: number, failed: number, skipped: string[] }} Counts */

export const reports = `${root}reports`;

/**
 * Records a check that is not made of tests, as one test.
 *
 * @param {string} name
 * @param {boolean} passed
 */
export function writeReport(name, passed) {
  const status = passed ? 'passed' : 'failed';
  const suite = { name, status, assertionResults: [{ fullName: name, status }] };
  writeFileSync(`${reports}/${name}.json`, JSON.stringify({ testResults: [suite] }));
}

/** @param {string} name */
export const hasReport = (name) => existsSync(`${reports}/${name}.json`);

/**
 * What a report says. One that cannot be read counts as a failure, and so does a test file that failed
 * before any of its tests ran.
 *
 * @param {string} name
 * @returns {Counts}
 */
export function count(name) {
  /** @type {Counts} */
  const counts = { passed: 0, failed: 0, skipped: [] };
  try {
    /** @type {{ testResults: { name: string, status: string, assertionResults: { fullName: string, status: string }[] }[] }} */
    const { testResults } = JSON.parse(readFileSync(`${reports}/${name}.json`, 'utf8'));
    if (testResults.length === 0) throw new Error('it has no tests');
    for (const suite of testResults) {
      const statuses = suite.assertionResults.map((test) => test.status);
      const failed = statuses.filter((status) => status === 'failed').length;
      counts.failed += suite.status === 'failed' ? Math.max(1, failed) : failed;
      counts.passed += statuses.filter((status) => status === 'passed').length;
      for (const test of suite.assertionResults) {
        if (test.status !== 'passed' && test.status !== 'failed') counts.skipped.push(test.fullName);
      }
    }
  } catch (error) {
    console.log(
      `The report ${name} cannot be used: ${error instanceof Error ? error.message : String(error)}`,
    );
    counts.failed += 1;
  }
  return counts;
}

/** The sum of all reports there are; none at all is a failure. */
export function summarise() {
  /** @type {Counts} */
  const sum = { passed: 0, failed: 0, skipped: [] };
  const names = readdirSync(reports).filter((file) => file.endsWith('.json'));
  if (names.length === 0) {
    console.log('There is no report: the checks did not start.');
    sum.failed = 1;
  }
  for (const name of names) {
    const counts = count(name.replace(/\.json$/, ''));
    sum.passed += counts.passed;
    sum.failed += counts.failed;
    sum.skipped.push(...counts.skipped);
  }
  return sum;
}
