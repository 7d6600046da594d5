import { readdirSync, readFileSync, existsSync } from 'node:fs';

/**
 * The layers: each package, and the packages that its source may import.
 *
 * @type {Record<string, string[]>}
 */
const layers = {
  core: [],
  combinators: ['core'],
  interrupts: ['core'],
  resources: ['core', 'combinators', 'interrupts'],
  testing: [],
  asimjs: ['core', 'combinators', 'interrupts', 'resources'],
  proof: ['core', 'combinators', 'interrupts', 'resources', 'testing'],
};

const folders = readdirSync('packages').filter((folder) => existsSync(`packages/${folder}/package.json`));

/**
 * The source files that other packages may reach: what `exports` names.
 *
 * @param {string} folder
 */
function entryPoints(folder) {
  /** @type {{ exports?: Record<string, { '@asimjs/source'?: string }> }} */
  const manifest = JSON.parse(readFileSync(`packages/${folder}/package.json`, 'utf8'));
  return Object.values(manifest.exports ?? {}).flatMap((target) => target['@asimjs/source'] ?? []);
}

const entries = folders.flatMap((folder) =>
  entryPoints(folder).map((file) => `packages/${folder}/${file.replace(/^\.\//, '').replaceAll('.', '\\.')}`),
);

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const layerRules = folders.map((folder) => {
  const allowed = layers[folder];
  if (allowed === undefined) {
    throw new Error(`packages/${folder} has no place in the layers: add it to .dependency-cruiser.mjs`);
  }
  return {
    name: `layer-of-${folder}`,
    comment: `The source of ${folder} may import ${allowed.join(', ') || 'no other package'}.`,
    severity: 'error',
    from: { path: `^packages/${folder}/src/` },
    to: {
      path: '^(packages|examples|benchmarks|tools)/',
      pathNot: `^packages/(${[folder, ...allowed].join('|')})/`,
    },
  };
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...layerRules,
    {
      name: 'no-reach-in',
      comment: 'Another package is reached only through the entry points in its `exports`.',
      severity: 'error',
      from: { path: '^(packages|examples)/([^/]+)/' },
      to: { path: '^(packages|examples)/', pathNot: ['^$1/$2/', ...entries.map((entry) => `^${entry}$`)] },
    },
    {
      name: 'no-relative-reach',
      comment: 'Another package is imported by its name, not by a path.',
      severity: 'error',
      from: { path: '^(packages|examples)/([^/]+)/' },
      to: { path: '^(packages|examples)/', pathNot: '^$1/$2/', dependencyTypes: ['local'] },
    },
    {
      name: 'no-cycle',
      comment:
        'Files that import each other in a circle cannot be understood one at a time. Types may: they vanish.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolvable',
      comment: 'The import leads nowhere: misspelt, undeclared, or not an entry point.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-test-in-source',
      comment: 'Source does not import tests.',
      severity: 'error',
      from: { path: '^(packages|examples)/[^/]+/src/' },
      to: { path: '^(packages|examples)/[^/]+/test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@asimjs/source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
