// Settings of Stryker, told by main.mjs. It works in a copy of the workspace under .stryker-tmp.

/** @type {{ report: string, mutated: string[] }} */
const { report, mutated } = JSON.parse(process.env.MUTATION ?? 'null');

export default {
  testRunner: 'vitest',
  // In pnpm's layout plugins are not found by themselves.
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'tools/mutation/vitest.config.ts', related: false },
  mutate: mutated,
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 3000,
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: `reports/mutation/${report}.json` },
  ignorePatterns: ['**/dist', '**/.turbo', '**/.cache', 'reports'],
};
