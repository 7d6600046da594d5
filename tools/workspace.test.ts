import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { root } from './processes.mjs';
import { publishable } from './publishable.mjs';

describe.each(publishable.map(({ manifest }) => [manifest.name, manifest] as const))('%s', (_, manifest) => {
  test('is an ESM package for every supported Node, free of side effects, published for everybody', () => {
    expect(manifest).toMatchObject({
      type: 'module',
      license: 'MIT',
      sideEffects: false,
      engines: { node: '>=20.19' },
      files: ['dist'],
      publishConfig: { access: 'public' },
    });
  });

  test('publishes the entry points of the workspace, without their sources', () => {
    const withoutSource = Object.entries(manifest.exports).map(([path, target]) => {
      if (typeof target === 'string') return [path, target];
      return [path, Object.fromEntries(Object.entries(target).filter(([key]) => key !== '@asimjs/source'))];
    });
    expect(manifest.publishConfig?.exports).toEqual(Object.fromEntries(withoutSource));
  });

  test('takes its siblings from the workspace and everything else from the catalog', () => {
    for (const [name, range] of Object.entries(manifest.dependencies ?? {})) {
      expect(range, name).toBe(/^(@asimjs\/|asimjs$)/.test(name) ? 'workspace:^' : 'catalog:');
    }
  });

  test('has the version that all packages have', () => {
    expect(manifest.version).toBe(publishable[0]?.manifest.version);
  });
});

test('the lockfile names no host, so that it works with any registry', () => {
  expect(readFileSync(`${root}pnpm-lock.yaml`, 'utf8')).not.toMatch(/https?:\/\//);
});

test('all published packages are released together', () => {
  const { fixed } = JSON.parse(readFileSync(`${root}.changeset/config.json`, 'utf8')) as {
    fixed: string[][];
  };
  expect(fixed.map((group) => [...group].sort())).toEqual([
    publishable.map(({ manifest }) => manifest.name).sort(),
  ]);
});
