const NODE_INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** Makes objects of a class print, in a console and as JSON, as their `toString` says and not as what they are made of. */
export function printAsText(type: { readonly prototype: object }): void {
  const print = { value: asText, writable: true, configurable: true };
  Object.defineProperties(type.prototype, { [NODE_INSPECT]: print, toJSON: print });
}

function asText(this: { toString(): string }): string {
  return this.toString();
}
