// Rehearses a release up to the upload: makes the versions and the changelogs, packs the packages, installs
// them in empty projects outside the workspace, and uses them there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { traceOfModel } from '../model.js';
import { root } from '../processes.mjs';
import { publishable, readManifest, siblings, specifiers, withSiblings } from '../publishable.mjs';
import type { Package } from '../publishable.mjs';
import { Project, resolutions } from './project.js';
import { Release } from './release.js';

let release: Release;
beforeAll(async () => {
  release = new Release();
  await release.make();
});
afterAll(() => {
  release.remove();
});

/** A project with these packages and modules, for the tests of one block. */
function projectWith(packages: Package[], modules: Record<string, string>): () => Project {
  let project: Project;
  beforeAll(async () => {
    project = new Project(modules);
    await project.install(packages.map(({ manifest }) => release.tarball(manifest.name)));
  });
  afterAll(() => {
    project.remove();
  });
  return () => project;
}

const entryPoints = (packages: Package[]) => packages.flatMap(({ manifest }) => specifiers(manifest));

/** A module that imports all of these, and tells which names it found in each. */
function everything(imported: string[]): string {
  const imports = imported.map((name, index) => `import * as module${String(index)} from '${name}';\n`);
  const modules = imported.map((name, index) => `'${name}': module${String(index)}`);
  return `${imports.join('')}
    export const offered = () =>
      Object.entries({ ${modules.join(', ')} }).map(([name, module]) => [name, Object.keys(module).sort()]);`;
}

describe('the version step', () => {
  test('gives all packages the one version that the changesets ask for', () => {
    const versions = release.packages.map(({ manifest }) => [manifest.name, manifest.version]);
    expect(versions).toEqual(publishable.map(({ manifest }) => [manifest.name, release.version]));
  });

  test('uses up the changesets', () => {
    expect(release.unreleased).toEqual([]);
  });

  test('writes what a changeset says into the changelogs of the packages that it names', () => {
    // Where lines break, and which marks stand before them, is up to the changelog.
    const words = (text: string): string => text.match(/[\p{L}\p{N}]+/gu)?.join(' ') ?? '';
    for (const { folder, manifest } of release.packages) {
      const changelog = readFileSync(join(folder, 'CHANGELOG.md'), 'utf8');
      expect(changelog).toContain(`## ${release.version}\n`);
      for (const { packages, text } of release.changesets) {
        if (packages.has(manifest.name)) expect(words(changelog)).toContain(words(text));
      }
    }
  });
});

type Installation = [title: string, used: Package[], installed: Package[]];

const alone = publishable.map((used): Installation => {
  const { name } = used.manifest;
  return [`${name} alone`, [used], withSiblings(name)];
});

const together: Installation = ['all packages together', publishable, publishable];

describe.each([...alone, together])('%s', (_, used, installed) => {
  const imported = entryPoints(used);
  const project = projectWith(installed, { 'everything.ts': everything(imported) });

  test('is installed with the siblings it needs and no others, each once, in the new version', () => {
    const isOurs = (place: string) =>
      publishable.some(({ manifest }) => place.endsWith(`node_modules/${manifest.name}`));
    const ours = Object.entries(project().installed).filter(([place]) => isOurs(place));
    expect(Object.fromEntries(ours)).toEqual(
      Object.fromEntries(installed.map(({ manifest }) => [`node_modules/${manifest.name}`, release.version])),
    );
  });

  test('asks for siblings from the new version on, and offers no sources', () => {
    for (const { manifest } of installed) {
      const { dependencies = {}, exports } = readManifest(project().placeOf(manifest.name));
      expect(dependencies).toMatchObject(
        Object.fromEntries(siblings(manifest).map((name) => [name, `^${release.version}`])),
      );
      expect(JSON.stringify(dependencies)).not.toMatch(/workspace:|catalog:/);
      expect(JSON.stringify(exports)).not.toContain('src');
    }
  });

  test('can be imported in Node and in a bundle for a browser, with the same names', async () => {
    const offered = await project().callInNode('everything', 'offered');
    expect(offered).toHaveLength(imported.length);
    expect(await project().callInBundle('everything', 'offered')).toEqual(offered);
  });

  test('has one copy of every class, through whichever package and entry point', async () => {
    await project().runInNode(
      `const seen = new Map();
       for (const name of ${JSON.stringify(entryPoints(installed))}) {
         for (const [key, value] of Object.entries(await import(name))) {
           if (seen.has(key) && seen.get(key) !== value) throw new Error(key + ' of ' + name + ' is a second copy');
           seen.set(key, value);
         }
       }`,
    );
  });

  test.each(resolutions)('type-checks with module resolution %s and no types of Node', async (resolution) => {
    await project().typeCheck(resolution);
  });
});

describe('a model that uses all packages', () => {
  const project = projectWith(publishable, {
    'model.ts': readFileSync(join(root, 'tools/model.ts'), 'utf8'),
  });

  test.each(resolutions)('type-checks with module resolution %s and no types of Node', async (resolution) => {
    await project().typeCheck(resolution);
  });

  test('gives the trace of the sources in Node and in a bundle for a browser', async () => {
    const trace = await traceOfModel();
    expect(await project().callInNode('model', 'traceOfModel')).toEqual(trace);
    expect(await project().callInBundle('model', 'traceOfModel')).toEqual(trace);
  });
});
