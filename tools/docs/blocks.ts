import type { Page } from './pages.js';

export interface Block {
  page: string;
  /** The line of the page on which its code begins, from 1. */
  line: number;
  language: 'ts' | 'js';
  /** A program is complete and is run; a fragment is only type-checked. */
  kind: 'program' | 'fragment';
  code: string;
  /** What it must print, if the page says so. */
  output?: string;
  /** For a fragment: the last program above it on the page. */
  context?: Block;
}

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
  let program: Block | undefined;
  for (const { label, line, text } of fencesOf(page)) {
    const place = { page: page.path, line, code: text };
    if (label === 'ts' || label === 'js') {
      program = { ...place, language: label, kind: 'program' };
      blocks.push(program);
    } else if (label === 'ts fragment') {
      blocks.push({ ...place, language: 'ts', kind: 'fragment', ...(program && { context: program }) });
    } else if (label === 'text output') {
      if (program === undefined) throw new Error(`${page.path}:${String(line)}: no program has this output`);
      program.output = text;
    } else if (/^(ts|js|typescript|javascript|tsx|jsx|text output)\b/.test(label)) {
      throw new Error(
        `${page.path}:${String(line)}: use ts, js, "ts fragment" or "text output", not "${label}"`,
      );
    }
  }
  return blocks;
}
