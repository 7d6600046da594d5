// The checks that guard the layers are themselves checked: each fault below must be found and named,
// and the workspace without it must pass.
import { readdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WorkspaceCopy } from '../workspace-copy.js';

let workspace: WorkspaceCopy;
beforeAll(() => {
  workspace = new WorkspaceCopy();
});
afterEach(() => {
  workspace.restore();
});
afterAll(() => {
  workspace.remove();
});

/** Adds a file to a package's source, and an import of it so that it is in use. */
function addSource(folder: string, name: string, text: string): void {
  workspace.add(`packages/${folder}/src/${name}.ts`, text);
  workspace.change(`packages/${folder}/src/index.ts`, (index) => `${index}\nimport './${name}.js';\n`);
}

async function expectFault(script: string, message: RegExp): Promise<void> {
  const { code, output } = await workspace.check(script);
  expect(output).toMatch(message);
  expect(code).not.toBe(0);
}

test.each([['check:layers'], ['check:unused'], ['check:dependencies'], ['check:published', 'core']])(
  'a workspace without faults passes %s',
  async (script, ...args) => {
    const { code, output } = await workspace.check(script, ...args);
    expect(code, output).toBe(0);
  },
);

test('an import against the layers', async () => {
  workspace.depend('combinators', 'resources');
  addSource('combinators', 'fault', `import '@asimjs/resources';\n`);
  await expectFault(
    'check:layers',
    /layer-of-combinators: packages\/combinators\/src\/fault\.ts → packages\/resources\/src\/index\.ts/,
  );
});

test('a reach past an entry point, by name', async () => {
  addSource('combinators', 'fault', `import '@asimjs/core/src/index.js';\n`);
  await expectFault('check:layers', /packages\/combinators\/src\/fault\.ts → @asimjs\/core\/src\/index\.js/);
});

test('a reach past an entry point, by path', async () => {
  const inner = readdirSync(`${workspace.folder}/packages/core/src`).find(
    (file) => file.endsWith('.ts') && file !== 'index.ts' && file !== 'protocol.ts',
  );
  addSource('combinators', 'fault', `import '../../core/src/${String(inner).replace('.ts', '.js')}';\n`);
  await expectFault(
    'check:layers',
    new RegExp(`no-reach-in: packages/combinators/src/fault.ts → packages/core/src/${String(inner)}`),
  );
});

test('a cycle within a package', async () => {
  addSource('core', 'fault', `import { b } from './fault-b.js';\nexport const a = (): unknown => b;\n`);
  addSource('core', 'fault-b', `import { a } from './fault.js';\nexport const b = (): unknown => a;\n`);
  await expectFault('check:layers', /no-cycle: packages\/core\/src\/fault/);
});

test('a dependency that is not declared', async () => {
  addSource('core', 'fault', `import 'prettier';\n`);
  await expectFault(
    'check:dependencies',
    /Unlisted dependencies[^]*prettier +packages\/core\/src\/fault\.ts/,
  );
});

test('a sibling declared for development but imported by the source', async () => {
  workspace.change('packages/combinators/package.json', (text) => {
    const manifest = JSON.parse(text) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
    const { '@asimjs/core': core = '', ...rest } = manifest.dependencies;
    manifest.dependencies = rest;
    manifest.devDependencies['@asimjs/core'] = core;
    return JSON.stringify(manifest);
  });
  await expectFault('check:dependencies', /@asimjs\/core +packages\/combinators\/src\//);
});

test('an export that nothing uses', async () => {
  addSource('core', 'fault', `export const dead = 1;\n`);
  await expectFault('check:unused', /Unused exports[^]*dead[^]*packages\/core\/src\/fault\.ts/);
});

test('an exports map that leads nowhere', async () => {
  workspace.change('packages/core/package.json', (text) => {
    const manifest = JSON.parse(text) as { publishConfig: { exports: Record<string, unknown> } };
    manifest.publishConfig.exports['.'] = { types: './dist/index.d.ts', default: './dist/missing.js' };
    return JSON.stringify(manifest);
  });
  await expectFault('check:published', /dist\/missing\.js/);
});

test('what would make a run depend on the host, or a name hard to follow', async () => {
  const faults = {
    'no-restricted-globals': [
      'export const a: number = Date.now();',
      'export const b: unknown = setTimeout;',
      'export const c: unknown = Promise.resolve();',
    ],
    'no-restricted-properties': ['export const d: number = Math.random();'],
    'no-restricted-syntax': [
      'export async function e(): Promise<void> {}',
      'export default 1;',
      'export const h: boolean = [] instanceof Array;',
    ],
    'no-restricted-imports': [`export { Environment } from './index.js';`],
    '@typescript-eslint/no-explicit-any': ['export const f: any = 1;'],
    '@typescript-eslint/no-non-null-assertion': ['export const g: number = [1][0]!;'],
  };
  workspace.add('packages/core/src/fault.ts', `${Object.values(faults).flat().join('\n')}\n`);
  const { code, output } = await workspace.run('eslint --format json packages/core/src/fault.ts');
  const [{ messages }] = JSON.parse(output) as [{ messages: { line: number; ruleId: string }[] }];
  const found = messages.map(({ line, ruleId }) => `${String(line)} ${ruleId}`);
  const expected = Object.entries(faults).flatMap(([rule, lines]) => lines.map(() => rule));
  expect(found).toEqual(
    expect.arrayContaining(expected.map((rule, index) => `${String(index + 1)} ${rule}`)),
  );
  expect(code).not.toBe(0);
});
