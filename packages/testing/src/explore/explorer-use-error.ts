/**
 * The explorer was given what it cannot explore: no model or one that it had before, an async model in a synchronous
 * call, a check that answers, options that make no sense.
 */
export class ExplorerUseError extends Error {
  override readonly name: string = 'ExplorerUseError';
}
