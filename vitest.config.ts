import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

const root = import.meta.dirname;

function projectsIn(folder: string): { name: string; root: string }[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder))
    .map((name) => ({ name, root: join(root, folder, name) }))
    .filter((project) => existsSync(join(project.root, 'package.json')));
}

// Tests run on the sources, so no package has to be built first.
const source = '@asimjs/source';

export const sourceConditions = defineConfig({
  resolve: { conditions: [source, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [source, ...defaultServerConditions] } },
});

export default defineConfig({
  ...sourceConditions,
  test: {
    projects: [...projectsIn('packages'), ...projectsIn('examples')].map((project) => ({
      extends: true,
      test: { name: project.name, root: project.root, include: ['test/**/*.test.ts'] },
    })),
  },
});
