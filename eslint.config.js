import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

// The proof is a program that runs on Node, not a library.
const source = 'packages/!(proof)/src/**/*.ts';

// The only files of core that may know promises and the host's timers: the driver of async
// processes, and the place that gives the host its turn.
const hostFiles = ['packages/{core,interrupts}/src/async-*.ts', 'packages/core/src/host-turn.ts'];

const hostGlobals = [
  ['Date', 'Time is `env.now`.'],
  ['performance', 'Time is `env.now`.'],
  ['setTimeout', 'Wait with `env.timeout()`.'],
  ['setInterval', 'Wait with `env.timeout()` in a loop.'],
  ['setImmediate', 'Use `env.schedule(0, callback)`.'],
  ['queueMicrotask', 'Use `env.schedule(0, callback)`.'],
  ['MessageChannel', 'Only host-turn.ts gives the host its turn.'],
  ['process', 'A library must run on any host.'],
  ['globalThis', 'All state hangs on the Environment.'],
].map(([name, message]) => ({ name, message }));

const promiseGlobal = {
  name: 'Promise',
  message: 'Only the async driver may use promises: they would decide the order of events.',
};

const noRandom = {
  object: 'Math',
  property: 'random',
  message: 'Random numbers come from a seeded stream given by the model.',
};

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: a default export has a different name at each import.',
};

const noInstanceof = {
  selector: "BinaryExpression[operator='instanceof'][right.name!=/Error$|^Set$/]",
  message: 'Use a guard with a `Symbol.for` brand: a program may hold two copies of a package.',
};

const noAsync = [
  { selector: ':function[async=true]', message: 'Only the async driver may use async functions.' },
  { selector: 'AwaitExpression', message: 'Only the async driver may use await.' },
];

export default defineConfig(
  { ignores: ['**/dist/', '**/.turbo/', '**/.cache/', 'reports/', 'coverage/', '.stryker-tmp/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      eqeqeq: 'error',
      'no-console': 'off',
      // `using turn = await desk.acquire()` is used by being released; a hook may not need all it is given.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreUsingDeclarations: true, argsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // A waitable is a thenable that also happens when nobody awaits it: `queue.put(x)` alone is
      // right. Real promises must still be awaited.
      '@typescript-eslint/no-floating-promises': ['error', { checkThenables: false, ignoreVoid: true }],
      // The body of a process is async even if it happens to wait for nothing.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: [source],
    rules: {
      'no-restricted-properties': ['error', noRandom],
      'no-restricted-globals': ['error', ...hostGlobals, promiseGlobal],
      'no-restricted-syntax': ['error', noDefaultExport, noInstanceof, ...noAsync],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^\\.{1,2}/(.*/)?index\\.[jt]s$',
              message: 'index.ts is for users of the package; import the file that has the name.',
            },
            { regex: '^node:', message: 'A library must run on any host.' },
          ],
        },
      ],
      'no-console': 'error',
    },
  },
  {
    files: hostFiles,
    rules: {
      'no-restricted-globals': 'off',
      'no-restricted-syntax': ['error', noDefaultExport, noInstanceof],
    },
  },
  {
    // The harness drives models of both kinds, so it is itself async.
    files: ['packages/testing/src/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...hostGlobals],
      'no-restricted-syntax': ['error', noDefaultExport, noInstanceof],
    },
  },
  {
    files: ['packages/*/test/**/*.ts', 'examples/**/*.ts', 'benchmarks/**/*.ts', 'tools/**/*.{ts,mjs}'],
    // Vitest and Stryker want their settings as the default.
    ignores: ['tools/**/*.config.{ts,mjs}'],
    rules: {
      'no-restricted-syntax': ['error', noDefaultExport],
    },
  },
  {
    files: ['packages/*/test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Tests read much that the types already promise, to see that it is so.
      '@typescript-eslint/no-unnecessary-condition': 'off',
    },
  },
  {
    // The contract suites hand out functions that are destructured where they are used.
    files: ['packages/testing/src/**/*.ts', 'packages/*/test/**/*.ts'],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  {
    // Plain JavaScript states the type of parsed JSON in a comment, which the rule does not read.
    files: ['**/*.{js,mjs}'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  {
    // Tool configuration is loaded by its default export.
    files: ['*.config.{js,ts}', '.*.mjs', '**/*.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
