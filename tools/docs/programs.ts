import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as asimjs from 'asimjs';
import { root, run } from '../processes.mjs';
import type { Block } from './blocks.js';

// Inside tools/, so that the blocks find the packages that tools/ depends on.
const folder = join(root, 'tools/.cache/docs');

export interface Outcome {
  output: string;
  error?: string;
}

/** A block as a file that can be compiled, and how many lines of that file come before its code. */
interface Program {
  block: Block;
  file: string;
  head: number;
}

const fileOf = ({ page, line, language }: Block): string =>
  `${page.replaceAll(/[^a-z0-9]+/gi, '-')}-${String(line)}.${language}`;

function headOf({ kind, code, context }: Block): string {
  if (kind === 'program' || /^import /m.test(code)) return '';
  if (context !== undefined) return `${context.code}\n`;
  return `import { ${Object.keys(asimjs).join(', ')} } from 'asimjs';\nconst env = new Environment();\n`;
}

/** Writes the blocks as files. A fragment is put in braces, so that it may reuse names of its context. */
function write(block: Block): Program {
  const head = headOf(block);
  const text = head === '' ? `${block.code}\nexport {};\n` : `${head}{\n${block.code}\n}\nexport {};\n`;
  const file = fileOf(block);
  writeFileSync(join(folder, file), text);
  return { block, file, head: head === '' ? 0 : head.split('\n').length };
}

/** The type errors of each block, at the lines of the page. */
async function typeErrors(programs: Program[]): Promise<Map<Block, string[]>> {
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../../tsconfig.node.json', include: ['*.ts'] }),
  );
  const typescript = join(root, 'node_modules/typescript/bin/tsc');
  const { output } = await run(process.execPath, [typescript, '-p', '.', '--pretty', 'false'], {
    quiet: true,
    cwd: folder,
  });
  const errors = new Map<Block, string[]>();
  for (const line of output.split('\n')) {
    const [, file, row, message] = /^([^\s(]+)\((\d+),\d+\): (.*)$/.exec(line) ?? [];
    const program = programs.find((candidate) => candidate.file === file);
    if (program === undefined || Number(row) <= program.head) continue;
    const { block, head } = program;
    const place = `${block.page}:${String(block.line + Number(row) - head - 1)}`;
    errors.set(block, [...(errors.get(block) ?? []), `${place}: ${String(message)}`]);
  }
  if (output !== '' && errors.size === 0) throw new Error(output);
  return errors;
}

async function outcomes(programs: Program[]): Promise<Map<Block, Outcome>> {
  const results = join(folder, 'results.json');
  const files = programs.map(({ file }) => join(folder, file));
  const { code, output } = await run(
    process.execPath,
    [
      '--conditions=@asimjs/source',
      `--import=${import.meta.resolve('tsx')}`,
      join(import.meta.dirname, 'run-programs.mjs'),
      results,
      ...files,
    ],
    { quiet: true },
  );
  if (code !== 0) throw new Error(output);
  const read = JSON.parse(readFileSync(results, 'utf8')) as Outcome[];
  return new Map(
    programs.map(({ block }, index) => [block, read[index] ?? { output: '', error: 'it did not run' }]),
  );
}

export async function tryBlocks(blocks: Block[]): Promise<{
  errors: Map<Block, string[]>;
  outcomes: Map<Block, Outcome>;
}> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (blocks.length === 0) return { errors: new Map(), outcomes: new Map() };
  const programs = blocks.map(write);
  const complete = programs.filter(({ block }) => block.kind === 'program');
  const [errors, ran] = await Promise.all([typeErrors(programs), outcomes(complete)]);
  return { errors, outcomes: ran };
}
