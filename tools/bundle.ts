import { build } from 'esbuild';
import type { BuildOptions } from 'esbuild';

/** What the bundler of a user makes of an entry for a page, with nothing left to import or to guess. */
export async function bundleForBrowser(entry: string, form: BuildOptions): Promise<string> {
  const { outputFiles, metafile, warnings } = await build({
    ...form,
    entryPoints: [entry],
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  const left = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  const faults = [...warnings.map(({ text }) => text), ...left.map((path) => `${path} is not bundled`)];
  const [script] = outputFiles;
  if (faults.length > 0 || script === undefined) throw new Error(faults.join('\n'));
  return script.text;
}
