// Imports nothing but Node's own modules: this runs before anything is installed.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @typedef {{ code: number, signal?: NodeJS.Signals, output: string }} Ended */

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a command to its end. Its output goes to the terminal, or is kept when `quiet`. After `minutes`
 * it is ended together with everything it started, since a model that never ends cannot be asked to.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ quiet?: boolean, cwd?: string, env?: NodeJS.ProcessEnv, minutes?: number }} [options]
 * @returns {Promise<Ended>}
 */
export function run(command, args, { quiet = false, cwd = root, env = process.env, minutes } = {}) {
  return new Promise((resolve) => {
    // npm is a .cmd file on Windows, which only a shell can start.
    const shell = process.platform === 'win32' && command === 'npm';
    const group = minutes !== undefined && process.platform !== 'win32';
    /** @type {import('node:child_process').StdioOptions} */
    const stdio = quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit';
    const child = spawn(command, args, { cwd, env, stdio, shell, detached: group });
    let output = '';
    const keep = (/** @type {string} */ text) => void (output += text);
    child.stdout?.setEncoding('utf8').on('data', keep);
    child.stderr?.setEncoding('utf8').on('data', keep);

    const endAll = () => {
      if (group && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      else child.kill();
    };
    const limit = setTimeout(
      () => {
        output += `\n${command} was ended after ${String(minutes)} minutes.\n`;
        endAll();
      },
      (minutes ?? 0) * 60_000,
    );
    if (minutes === undefined) clearTimeout(limit);

    // Ctrl-C reaches a child of the same group as well; this process waits to pass its exit on.
    const interrupted = () => {
      if (group) endAll();
    };
    process.on('SIGINT', interrupted);
    const end = (/** @type {Ended} */ ended) => {
      clearTimeout(limit);
      process.off('SIGINT', interrupted);
      resolve(ended);
    };
    child.on('error', (error) => {
      end({ code: 127, output: `${output}${error.message}\n` });
    });
    child.on('close', (code, signal) => {
      end({ code: code ?? 1, output, ...(signal && { signal }) });
    });
  });
}

/**
 * Runs the pinned pnpm, through npm so that pnpm need not be on PATH. Inside it, pnpm is on PATH.
 *
 * @param {string[]} args
 * @param {{ quiet?: boolean }} [options]
 */
export function pnpm(args, options) {
  /** @type {{ packageManager: string }} */
  const { packageManager } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
  const env = { ...process.env };
  // Under NODE_ENV=production the tools would be left out of the installation.
  delete env.NODE_ENV;
  return run('npm', ['exec', '--yes', `--package=${packageManager}`, '--', 'pnpm', ...args], {
    ...options,
    env,
  });
}

/**
 * Ends this process the way the child ended.
 *
 * @param {Ended} ended
 */
export function finish(ended) {
  if (ended.signal !== undefined) process.kill(process.pid, ended.signal);
  process.exitCode = ended.code;
}
