// Runs a script of the workspace on a machine that has only Node, npm and git:
// `node tools/with-pnpm.mjs TASK ARGS` installs what is missing, then does `pnpm run TASK ARGS`.
import { install } from './install.mjs';
import { finish, pnpm } from './processes.mjs';

const [task, ...args] = process.argv.slice(2);
if (task === undefined) {
  console.error('usage: node tools/with-pnpm.mjs TASK [ARGS]');
  process.exit(2);
}

const installed = await install();
finish(installed.code === 0 ? await pnpm(['run', task, ...args]) : installed);
