// Packs the packages, installs them in an empty project outside the workspace, and uses them there.
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { traceOfModel } from '../model.js';
import { pack } from '../pack.mjs';
import { root, run } from '../processes.mjs';
import { publishable, readManifest, specifiers } from '../publishable.js';

const project = mkdtempSync(join(tmpdir(), 'asimjs-packed-'));
const entryPoints = publishable.flatMap(({ manifest }) => specifiers(manifest));

async function succeeds(command: string, ...args: string[]): Promise<string> {
  const { code, output } = await run(command, args, { quiet: true, cwd: project });
  expect(code, output).toBe(0);
  return output;
}

function compilerOptions(module: string, moduleResolution: string): string {
  return JSON.stringify({
    compilerOptions: {
      target: 'es2022',
      lib: ['es2023'],
      types: [],
      module,
      moduleResolution,
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      outDir: 'built',
    },
    files: ['model.ts', 'everything.ts'],
  });
}

beforeAll(async () => {
  const tarballs: string[] = [];
  for (const { folder } of publishable) tarballs.push(await pack(basename(folder), project));
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  await succeeds('npm', 'install', '--no-audit', '--no-fund', ...tarballs);

  copyFileSync(join(root, 'tools/model.ts'), join(project, 'model.ts'));
  const imports = entryPoints.map((name, index) => `export * as module${String(index)} from '${name}';\n`);
  writeFileSync(join(project, 'everything.ts'), imports.join(''));
  writeFileSync(join(project, 'node16.json'), compilerOptions('node16', 'node16'));
  writeFileSync(join(project, 'bundler.json'), compilerOptions('esnext', 'bundler'));
});

afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

describe.each(publishable.map(({ manifest }) => [manifest.name]))('%s', (name) => {
  test('is installed without sources and without workspace ranges', () => {
    const manifest = readManifest(join(project, 'node_modules', name));
    expect(JSON.stringify(manifest.exports)).not.toContain('src');
    expect(JSON.stringify(manifest.dependencies ?? {})).not.toMatch(/workspace:|catalog:/);
  });
});

const typescript = join(root, 'node_modules/typescript/bin/tsc');

test.each(['node16', 'bundler'])(
  'type-checks with module resolution %s and no types of Node',
  async (name) => {
    await succeeds(process.execPath, typescript, '-p', `${name}.json`);
  },
);

test('every entry point can be imported, and runs the model with the same trace as the sources', async () => {
  await succeeds(process.execPath, typescript, '-p', 'node16.json');
  writeFileSync(
    join(project, 'main.js'),
    `import './built/everything.js';
     import { traceOfModel } from './built/model.js';
     console.log((await traceOfModel()).join('\\n'));`,
  );
  expect((await succeeds(process.execPath, 'main.js')).trim().split('\n')).toEqual(await traceOfModel());
});

test('a class is the same one through every package and entry point', async () => {
  writeFileSync(
    join(project, 'same.js'),
    `const seen = new Map();
     for (const name of ${JSON.stringify(entryPoints)}) {
       for (const [key, value] of Object.entries(await import(name))) {
         if (seen.has(key) && seen.get(key) !== value) throw new Error(key + ' of ' + name + ' is a second copy');
         seen.set(key, value);
       }
     }`,
  );
  await succeeds(process.execPath, 'same.js');
});
