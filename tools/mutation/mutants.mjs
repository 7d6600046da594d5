// The mutants of a report of Stryker, and how docs/mutants.md names them.

/**
 * @typedef {{ line: number, column: number }} Position
 * @typedef {{ status: string, mutatorName: string, replacement: string, location: { start: Position, end: Position } }} Reported
 * @typedef {Reported & { file: string, text: string }} Mutant its file, and the text that it replaces
 */

/** @param {string} report @returns {Mutant[]} */
export function mutantsIn(report) {
  /** @type {{ files: Record<string, { source: string, mutants: Reported[] }> }} */
  const { files } = JSON.parse(report);
  return Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants.map((mutant) => ({ ...mutant, file, text: textAt(source, mutant.location) })),
  );
}

/** Whether it is a program that can be run. @param {Mutant} mutant */
export function isCounted({ status }) {
  return !['CompileError', 'Ignored'].includes(status);
}

/** @param {Mutant} mutant */
export function isKilled({ status }) {
  return status === 'Killed' || status === 'Timeout';
}

/** The same in every report of one state of the sources. @param {Mutant} mutant */
export function keyOf({ file, mutatorName, replacement, location }) {
  return JSON.stringify([file, mutatorName, replacement, location]);
}

/** Where it stands, as Stryker is told: lines are counted from 1 and columns from 0. @param {Mutant} mutant */
export function rangeOf({ file, location: { start, end } }) {
  return `${file}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`;
}

/** The beginning of the row of docs/mutants.md that names it. @param {Mutant} mutant */
export function rowOf({ file, text, replacement }) {
  return `| ${file.replace('packages/', '')} | ${codeOf(text)} | ${codeOf(replacement)} |`;
}

/**
 * Those that have no row of their own: of two that read alike each needs one.
 *
 * @param {string} page
 * @param {Mutant[]} mutants
 */
export function unnamedIn(page, mutants) {
  const rows = page.split('\n').map((line) => line.replaceAll(/ +\|/g, ' |'));
  return mutants.filter((mutant) => {
    const row = rows.findIndex((line) => line.startsWith(rowOf(mutant)));
    if (row >= 0) rows.splice(row, 1);
    return row < 0;
  });
}

/** @param {string} source @param {Reported['location']} location */
function textAt(source, { start, end }) {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines[lines.length - 1] = (lines.at(-1) ?? '').slice(0, end.column - 1);
  lines[0] = (lines[0] ?? '').slice(start.column - 1);
  return lines.join('\n');
}

/** On one line, as code in a table. @param {string} text */
function codeOf(text) {
  return `\`${text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('`', '´')}\``;
}
