import { getBorderCharacters, table } from 'table';
import type { TableUserConfig } from 'table';

/** A table without vertical lines, of whole lines of text. */
export function draw(rows: readonly (readonly string[])[], config: TableUserConfig): string {
  const text = table(
    rows.map((row) => [...row]),
    {
      border: getBorderCharacters('norc'),
      columnDefault: { alignment: 'right' },
      drawVerticalLine: () => false,
      ...config,
    },
  );
  return lines(
    ...text
      .trimEnd()
      .split('\n')
      .map((line) => line.trimEnd()),
  );
}

/** A share, 0 to 1, as a number of percent; `-` if there is none. */
export function percent(share: number | undefined): string {
  return share === undefined ? '-' : (share * 100).toFixed(0);
}

export function lines(...text: string[]): string {
  return text.map((line) => `${line}\n`).join('');
}
