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
export interface Program {
  block: Block;
  file: string;
  head: number;
}

const FRAGMENT_HEAD = `import { ${Object.keys(asimjs).join(', ')} } from 'asimjs';\nconst env = new Environment();\n{\n`;
const FRAGMENT_TAIL = '\n}\nawait env.run({ until: 100 });\n';

const fileOf = ({ page, line, language }: Block): string =>
  join(folder, `${page.replaceAll(/[^a-z0-9]+/gi, '-')}-${String(line)}.${language}`);

function write(block: Block): Program {
  const [head, tail] = block.kind === 'fragment' ? [FRAGMENT_HEAD, FRAGMENT_TAIL] : ['', '\n'];
  const file = fileOf(block);
  writeFileSync(file, `${head}${block.code}${tail}export {};\n`);
  return { block, file, head: head.split('\n').length - 1 };
}

/** Writes blocks as files that can be compiled. */
export function writeBlocks(blocks: Block[]): Program[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return blocks.map(write);
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
    const program = programs.find((candidate) => candidate.file === join(folder, file ?? ''));
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
  const { code, output } = await run(
    process.execPath,
    [
      '--conditions=@asimjs/source',
      `--import=${import.meta.resolve('tsx')}`,
      join(import.meta.dirname, 'run-programs.mjs'),
      results,
      ...programs.map(({ file }) => file),
    ],
    { quiet: true },
  );
  if (code !== 0) throw new Error(output);
  const read = JSON.parse(readFileSync(results, 'utf8')) as Outcome[];
  return new Map(
    programs.map(({ block }, index) => [block, read[index] ?? { output: '', error: 'it did not run' }]),
  );
}

/** What the types say of all of `programs`, and what those print that are no tests. */
export async function tryPrograms(programs: Program[]): Promise<{
  errors: Map<Block, string[]>;
  outcomes: Map<Block, Outcome>;
}> {
  const printing = programs.filter(({ block }) => block.kind !== 'test');
  const [errors, ran] = await Promise.all([typeErrors(programs), outcomes(printing)]);
  return { errors, outcomes: ran };
}
