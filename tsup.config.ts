import { readFileSync } from 'node:fs';
import { defineConfig } from 'tsup';

interface Manifest {
  exports: Record<string, string | { '@asimjs/source': string; default: string }>;
}

// Entries come from the package's own `exports`, so an entry point is declared in one place.
function entriesOf(manifest: Manifest): Record<string, string> {
  const entries: Record<string, string> = {};
  for (const target of Object.values(manifest.exports)) {
    if (typeof target === 'string') continue;
    const output = target.default.replace(/^\.\/dist\//, '').replace(/\.js$/, '');
    entries[output] = target['@asimjs/source'];
  }
  return entries;
}

export default defineConfig({
  entry: entriesOf(JSON.parse(readFileSync('package.json', 'utf8')) as Manifest),
  format: 'esm',
  target: 'es2022',
  // One shared copy of each class, whichever entry point it is imported through.
  splitting: true,
  sourcemap: true,
  clean: true,
  silent: true,
  dts: {
    // Users without @types/node and with an older `lib` still get `Disposable`.
    banner: '/// <reference lib="esnext.disposable" />',
  },
});
