import type { Page } from './pages.js';

/** One way in which an error comes. */
export interface Way {
  when: string;
  remedy: string;
  verdict: string;
}

export interface Entry {
  name: string;
  owner: string;
  ways: Way[];
}

const HEAD = ['error', 'package', 'when', 'what to do', 'can the run go on'];

function cellsOf(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** The table of errors. A row without a name is one more way of the error above it. */
export function errorTable({ path, lines }: Page): Entry[] {
  const head = lines.findIndex((line) => cellsOf(line).join() === HEAD.join());
  if (head === -1) throw new Error(`${path}: no table has the columns ${HEAD.join(' | ')}`);
  const entries: Entry[] = [];
  for (const line of lines.slice(head + 2)) {
    if (!line.startsWith('|')) break;
    const [name = '', owner = '', when = '', remedy = '', verdict = ''] = cellsOf(line);
    if (name !== '') entries.push({ name: name.replaceAll('`', ''), owner, ways: [] });
    entries.at(-1)?.ways.push({ when, remedy, verdict });
  }
  return entries;
}
