/**
 * What a process waits for: a leaf, by its number among those of a kind of resource, or a combination of two. The number
 * after the last of the kind is a sleep.
 */
export type Expression =
  | { readonly leaf: number }
  | { readonly combine: 'first' | 'all'; readonly parts: readonly [Expression, Expression] };

/** What each process waits for, one after the other. */
export type Program = readonly (readonly Expression[])[];

export const MOST_PROCESSES = 3;
/** Of one process, one after the other. */
export const MOST_WAITS = 3;
/** How deep combinations are nested. */
export const MOST_DEPTH = 2;

/**
 * Every program of up to {@link MOST_PROCESSES} with up to {@link MOST_WAITS} each, nested up to {@link MOST_DEPTH}, that
 * has `size` leaves in all, with numbers below `leaves`. The order of the processes does not matter, since they begin in any order.
 */
export function* programs(size: number, leaves: number): Generator<Program, void, undefined> {
  for (const sizes of partitions(size, MOST_PROCESSES, size)) yield* withSizes(sizes, leaves);
}

/** Programs whose processes have as many leaves as `sizes` says. */
function* withSizes(
  sizes: readonly number[],
  leaves: number,
  before?: { readonly size: number; readonly index: number },
): Generator<Program, void, undefined> {
  const [size, ...others] = sizes;
  if (size === undefined) {
    yield [];
    return;
  }
  const all = processesOf(size, leaves);
  // Of processes of one size the later ones do not come earlier in the list: any other order is the same program.
  const from = before?.size === size ? before.index : 0;
  for (const [index, process] of all.entries()) {
    if (index < from) continue;
    for (const rest of withSizes(others, leaves, { size, index })) yield [process, ...rest];
  }
}

const knownProcesses = new Map<string, (readonly Expression[])[]>();

/** All that one process may do with `size` leaves. */
function processesOf(size: number, leaves: number): (readonly Expression[])[] {
  const key = `${String(size)}/${String(leaves)}`;
  const known = knownProcesses.get(key) ?? [...waits(size, MOST_WAITS, leaves)];
  knownProcesses.set(key, known);
  return known;
}

function* waits(size: number, most: number, leaves: number): Generator<Expression[], void, undefined> {
  if (size === 0) {
    yield [];
    return;
  }
  if (most === 0) return;
  for (let first = 1; first <= size; first++) {
    for (const expression of expressions(first, MOST_DEPTH, leaves))
      for (const rest of waits(size - first, most - 1, leaves)) yield [expression, ...rest];
  }
}

/** Expressions with exactly `size` leaves, of combinations nested up to `depth`. */
function* expressions(size: number, depth: number, leaves: number): Generator<Expression, void, undefined> {
  if (size === 1) {
    for (let leaf = 0; leaf < leaves; leaf++) yield { leaf };
    return;
  }
  if (depth === 0) return;
  for (const combine of ['first', 'all'] as const) {
    for (let left = 1; left < size; left++) {
      for (const one of expressions(left, depth - 1, leaves))
        for (const other of expressions(size - left, depth - 1, leaves))
          yield { combine, parts: [one, other] };
    }
  }
}

/** Ways to write `total` as a sum of up to `most` numbers that do not rise. */
function* partitions(total: number, most: number, largest: number): Generator<number[], void, undefined> {
  if (total === 0) {
    yield [];
    return;
  }
  if (most === 0) return;
  for (let first = Math.min(total, largest); first >= 1; first--)
    for (const rest of partitions(total - first, most - 1, first)) yield [first, ...rest];
}

/** The numbers of the leaves of an expression. */
export function leavesOf(expression: Expression): number[] {
  return 'leaf' in expression ? [expression.leaf] : expression.parts.flatMap(leavesOf);
}

/** A program on one line, for messages. What has none of the `names` is a sleep. */
export function describeProgram(program: Program, names: readonly string[]): string {
  const one = (expression: Expression): string =>
    'leaf' in expression
      ? (names[expression.leaf] ?? 'sleep')
      : `${expression.combine}(${expression.parts.map(one).join(', ')})`;
  return program.map((process) => process.map(one).join('; ')).join(' | ');
}
