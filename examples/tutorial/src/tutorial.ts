import { findModel, models } from './models.js';
import type { Model } from './models.js';
import { printRun } from './print-run.js';

/** Exit code for a name that no model has. */
const UNKNOWN_NAME = 2;

/** Runs the models that are asked for by name or number, all if none is, and gives the exit code. */
export async function tutorial(words: readonly string[]): Promise<number> {
  const unknown = words.filter((word) => findModel(word) === undefined);
  if (unknown.length > 0) {
    console.error(
      `There is no model ${unknown.map((word) => `'${word}'`).join(', ')}. Give names or numbers of these, or nothing for all:`,
    );
    for (const { name } of models) console.error(`  ${name}`);
    return UNKNOWN_NAME;
  }
  const chosen: readonly Model[] =
    words.length === 0 ? models : words.flatMap((word) => findModel(word) ?? []);
  for (const [index, model] of chosen.entries()) {
    if (index > 0) console.log('');
    console.log(await printRun(model));
  }
  return 0;
}
