/** Marks every object of a class, so that it is recognised even by another copy of this package. */
export function brand(type: { readonly prototype: object }, name: string): void {
  Object.defineProperty(type.prototype, brandOf(name), { value: true });
}

export function isBranded(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && brandOf(name) in value;
}

function brandOf(name: string): symbol {
  return Symbol.for(`asimjs.${name}`);
}
