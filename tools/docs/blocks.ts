import type { Page } from './pages.js';

export interface Block {
  page: string;
  /** The line of the page on which its code begins, from 1. */
  line: number;
  language: 'ts' | 'js';
  /** A program is complete; a fragment is given an environment, which is run after it; a test is for vitest. */
  kind: 'program' | 'fragment' | 'test';
  code: string;
  /** What it must print, if the page says so. */
  output?: string;
}

const LABELS: Record<string, Pick<Block, 'language' | 'kind'>> = {
  ts: { language: 'ts', kind: 'program' },
  js: { language: 'js', kind: 'program' },
  'ts fragment': { language: 'ts', kind: 'fragment' },
  'ts test': { language: 'ts', kind: 'test' },
};

interface Fence {
  label: string;
  line: number;
  text: string;
}

function fencesOf(page: Page): Fence[] {
  const fences: Fence[] = [];
  let open: { indent: string; label: string; line: number; lines: string[] } | undefined;
  for (const [index, line] of page.lines.entries()) {
    if (open === undefined) {
      const [, indent, label] = /^(\s*)```(.*)$/.exec(line) ?? [];
      if (indent !== undefined) open = { indent, label: (label ?? '').trim(), line: index + 2, lines: [] };
    } else if (line.trim() === '```') {
      fences.push({ label: open.label, line: open.line, text: open.lines.join('\n') });
      open = undefined;
    } else {
      open.lines.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line);
    }
  }
  return fences;
}

/** The blocks of a page that are TypeScript or JavaScript; throws if one has a label unknown here. */
export function blocksOf(page: Page): Block[] {
  const blocks: Block[] = [];
  for (const { label, line, text } of fencesOf(page)) {
    const place = `${page.path}:${String(line)}`;
    const known = LABELS[label];
    if (known !== undefined) {
      blocks.push({ page: page.path, line, code: text, ...known });
    } else if (label === 'text output') {
      const printer = blocks.at(-1);
      if (printer === undefined || printer.kind === 'test')
        throw new Error(`${place}: no program has this output`);
      printer.output = text;
    } else if (/^(ts|js|typescript|javascript|tsx|jsx|text output)\b/.test(label)) {
      throw new Error(`${place}: use ${Object.keys(LABELS).join(', ')} or text output, not "${label}"`);
    }
  }
  return blocks;
}
