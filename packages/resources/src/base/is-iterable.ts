/** Whether `for (... of value)` can go through it. */
export function isIterable(value: unknown): boolean {
  return Symbol.iterator in Object(value);
}
