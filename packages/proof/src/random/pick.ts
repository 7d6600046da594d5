/** The element at `index`. Throws if there is none. */
export function pick<T>(list: readonly T[], index: number): T {
  const one = list[index];
  if (one === undefined) throw new Error(`nothing has number ${String(index)}`);
  return one;
}
