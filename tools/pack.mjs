import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './processes.mjs';

/**
 * Packs a package as it would be published.
 *
 * @param {string} folder its name in packages/
 * @param {string} destination an empty folder
 * @returns {Promise<string>} the path of the tarball
 */
export async function pack(folder, destination) {
  const cwd = join(root, 'packages', folder);
  if (!readdirSync(cwd).includes('dist'))
    throw new Error(`packages/${folder} is not built: run "pnpm build"`);
  const before = new Set(readdirSync(destination));
  const ended = await run('pnpm', ['pack', '--pack-destination', destination], { quiet: true, cwd });
  const tarball = readdirSync(destination).find((file) => !before.has(file));
  if (ended.code !== 0 || tarball === undefined) throw new Error(`packages/${folder}: ${ended.output}`);
  return join(destination, tarball);
}
