import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pnpm, root } from './processes.mjs';

const stamp = `${root}/node_modules/.installed`;

/** What the installation depends on: the same text means that there is nothing to install. */
function wanted() {
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json']) {
    hash.update(readFileSync(`${root}/${file}`));
  }
  return `${hash.digest('hex')} ${root} ${process.platform} ${process.arch}\n`;
}

/** Installs the dependencies, unless that was done for this very lockfile; quiet unless it fails. */
export async function install() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted()) return { code: 0, output: '' };
  console.error('Installing dependencies (only the first time, or after they changed) ...');
  // Without a terminal pnpm refuses to replace what another version or store has installed.
  const options = ['--frozen-lockfile', '--prod=false', '--config.confirmModulesPurge=false'];
  const ended = await pnpm(['install', ...options], { quiet: true });
  if (ended.code === 0) writeFileSync(stamp, wanted());
  else console.error(ended.output);
  return ended;
}
