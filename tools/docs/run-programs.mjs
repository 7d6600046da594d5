// Runs programs one after another in one process and records what each printed:
// `run-programs.mjs RESULTS FILE...`. A program has ended when nothing is left to do, as in Node.
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [results = '', ...files] = process.argv.slice(2);

/** @type {{ output: string, error?: string }[]} */
const outcomes = [];

/** @param {string | Uint8Array} chunk */
const record = (chunk) => {
  const current = outcomes.at(-1);
  if (current !== undefined) current.output += String(chunk);
  return true;
};
process.stdout.write = record;
process.stderr.write = record;

/** @param {unknown} error */
const fail = (error) => {
  const current = outcomes.at(-1);
  if (current !== undefined)
    current.error ??= error instanceof Error ? (error.stack ?? error.message) : String(error);
};
process.on('uncaughtException', fail);

process.on('beforeExit', () => {
  const file = files[outcomes.length];
  if (file === undefined) {
    writeFileSync(results, JSON.stringify(outcomes));
    process.exit(0);
  }
  outcomes.push({ output: '' });
  import(pathToFileURL(file).href).catch(fail);
});
