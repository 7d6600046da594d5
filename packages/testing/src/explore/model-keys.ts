import { ExplorerUseError } from './explorer-use-error.js';

const KEYS = ['env', 'until', 'invariant', 'atEnd'];

/** Throws for a key that reads like one that is looked at: it would be passed over without a word. Others are the user's own. */
export function checkKeys(model: object): void {
  for (const key of Object.keys(model)) {
    if (KEYS.includes(key)) continue;
    const meant = KEYS.find((known) => plain(known) === plain(key));
    if (meant !== undefined)
      throw new ExplorerUseError(
        `a model has the keys env, until, invariant and atEnd; this one has '${key}': is '${meant}' meant?`,
      );
  }
}

/** A key in small letters, in the singular. */
function plain(key: string): string {
  return key.toLowerCase().replaceAll(/[^a-z]|s$/g, '');
}
