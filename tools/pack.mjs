import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { run } from './processes.mjs';

/**
 * Packs a package as it would be published.
 *
 * @param {string} folder the package's
 * @param {string} destination a folder that has no tarball of this package and version yet
 * @returns {Promise<string>} the path of the tarball
 */
export async function pack(folder, destination) {
  const name = `packages/${basename(folder)}`;
  if (!readdirSync(folder).includes('dist')) throw new Error(`${name} is not built: run "pnpm build"`);
  const before = new Set(readdirSync(destination));
  const ended = await run('pnpm', ['pack', '--pack-destination', destination], { quiet: true, cwd: folder });
  const tarball = readdirSync(destination).find((file) => !before.has(file));
  if (ended.code !== 0 || tarball === undefined) throw new Error(`${name}: ${ended.output}`);
  return join(destination, tarball);
}
