import type { Leaf } from './bench.js';
import { leavesOf } from './grammar.js';
import type { Expression, Program } from './grammar.js';

/** Whether a program is legal, and not of sleeps alone. */
export function isAllowed(program: Program, leaves: readonly Leaf[]): boolean {
  const expressions = program.flat();
  const usesResource = expressions.flatMap(leavesOf).some((leaf) => leaf < leaves.length);
  return usesResource && !expressions.some((expression) => hasPutInAllInFirst(expression, leaves));
}

/** A put inside an `allOf` inside a `firstOf` throws. With a depth of two only a part of the whole can be that `allOf`. */
function hasPutInAllInFirst(expression: Expression, leaves: readonly Leaf[]): boolean {
  if ('leaf' in expression || expression.combine === 'all') return false;
  return expression.parts.some(
    (part) =>
      'combine' in part &&
      part.combine === 'all' &&
      leavesOf(part).some((leaf) => leaves[leaf]?.isPut === true),
  );
}
