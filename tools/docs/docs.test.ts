// What the documentation shows is compiled and run, and prints what the page says.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { root } from '../processes.mjs';
import { blocksOf } from './blocks.js';
import { documents, sources } from './pages.js';
import { tryPrograms, writeBlocks } from './programs.js';

const programs = writeBlocks([...documents, ...sources].flatMap(blocksOf));
const named = programs.map((program) => {
  const { page, line } = program.block;
  return [`${page}:${String(line)}`, program] as const;
});
let tried: Awaited<ReturnType<typeof tryPrograms>>;

beforeAll(async () => {
  tried = await tryPrograms(programs);
});

const trimmed = (text: string): string => text.replaceAll(/[ \t]+$/gm, '').trim();

describe.each(named)('%s', async (_, { block, file }) => {
  if (block.language === 'ts') {
    test('has the right types', () => {
      expect(tried.errors.get(block) ?? []).toEqual([]);
    });
  }

  if (block.kind === 'test') {
    await import(file);
  } else {
    test('runs, and prints what the page says', () => {
      const { output = '', error } = tried.outcomes.get(block) ?? {};
      expect(error).toBeUndefined();
      expect(trimmed(output)).toBe(trimmed(block.output ?? ''));
    });
  }
});

test('every link to a file of the repository leads somewhere', () => {
  const broken: string[] = [];
  for (const { path, lines } of documents) {
    const prose = lines.join('\n').replaceAll(/^\s*```[^]*?^\s*```/gm, '');
    for (const [, target = ''] of prose.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)) {
      if (/^[a-z]+:/i.test(target)) continue;
      if (!existsSync(join(root, dirname(path), target))) broken.push(`${path}: ${target}`);
    }
  }
  expect(broken).toEqual([]);
});
