/** A table of text with columns of equal width. A row that is one text, not cells, stands as it is. */
export function printTable(
  heading: readonly string[],
  rows: readonly (string | readonly string[])[],
): string {
  const widths = heading.map((title, column) => {
    let width = title.length;
    for (const row of rows) if (typeof row !== 'string') width = Math.max(width, (row[column] ?? '').length);
    return width;
  });
  const line = (row: string | readonly string[]): string =>
    typeof row === 'string'
      ? row
      : widths
          .map((width, column) => (row[column] ?? '').padEnd(width))
          .join('  ')
          .trimEnd();
  return [heading, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n');
}
