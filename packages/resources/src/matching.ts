/**
 * Whether everybody can be given one of the things that will do for him, nobody the same.
 *
 * Each takes the first that will do; if somebody has it, he looks for another, and so on (augmenting paths).
 */
export function canAllHaveOne(wishes: readonly (readonly unknown[])[]): boolean {
  const takers = new Map<unknown, number>();
  const serve = (taker: number, tried: Set<unknown>): boolean => {
    for (const thing of wishes[taker] ?? []) {
      if (tried.has(thing)) continue;
      tried.add(thing);
      const other = takers.get(thing);
      if (other !== undefined && !serve(other, tried)) continue;
      takers.set(thing, taker);
      return true;
    }
    return false;
  };
  return wishes.every((_, taker) => serve(taker, new Set()));
}
