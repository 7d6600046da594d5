/**
 * Whether everybody can be given one of the things that will do for him, nobody the same.
 *
 * Each takes the first that will do; if somebody has it, he looks for another, and so on (augmenting paths).
 */
export function canAllHaveOne(wishes: readonly (readonly unknown[])[]): boolean {
  /** The wish by which each thing is taken. */
  const takers = new Map<unknown, readonly unknown[]>();
  const serve = (wish: readonly unknown[], tried: Set<unknown>): boolean => {
    for (const thing of wish) {
      if (tried.has(thing)) continue;
      tried.add(thing);
      const other = takers.get(thing);
      if (other !== undefined && !serve(other, tried)) continue;
      takers.set(thing, wish);
      return true;
    }
    return false;
  };
  return wishes.every((wish) => serve(wish, new Set()));
}
