/**
 * The first two words of the command line, as integers >= 1. Where they are none, or another word is wrong, it says how
 * to call the command, which fails then.
 * @param isRight whether the words after them are right; by default there are none
 */
export function numbersGiven(
  usage: string,
  defaults: readonly [number, number],
  isRight: (words: readonly string[]) => boolean = (words) => words.length === 0,
): readonly [number, number] | undefined {
  const given = process.argv.slice(2);
  const [first = defaults[0], second = defaults[1]] = given.slice(0, 2).map(Number);
  const areCounts = [first, second].every((number) => Number.isInteger(number) && number >= 1);
  if (areCounts && isRight(given.slice(2))) return [first, second];
  console.error(`usage: ${usage}, integers >= 1; by default ${defaults.join(' and ')}`);
  process.exitCode = 2;
  return undefined;
}
