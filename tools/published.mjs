// Checks the packages as users get them: `node tools/published.mjs [FOLDER OF packages/ ...]`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pack } from './pack.mjs';
import { root, run } from './processes.mjs';
import { publishable } from './publishable.mjs';

const named = process.argv.slice(2).map((name) => join(root, 'packages', name));
const folders = named.length > 0 ? named : publishable.map(({ folder }) => folder);
const destination = mkdtempSync(join(tmpdir(), 'asimjs-published-'));

/** @param {string} tool @param {string[]} args */
async function passes(tool, args) {
  const { code, output } = await run(join(root, 'tools/node_modules/.bin', tool), args, { quiet: true });
  if (code !== 0) console.log(output);
  return code === 0;
}

try {
  for (const folder of folders) {
    const tarball = await pack(folder, destination);
    const passed = [
      await passes('publint', [tarball, '--strict']),
      await passes('attw', [tarball, '--profile', 'esm-only', '--no-emoji']),
    ];
    console.log(`packages/${basename(folder)}: ${passed.every(Boolean) ? 'ok' : 'FAILED'}`);
    if (!passed.every(Boolean)) process.exitCode = 1;
  }
} finally {
  rmSync(destination, { recursive: true, force: true });
}
