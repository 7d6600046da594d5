import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../processes.mjs';

export interface Page {
  /** Its path in the repository. */
  path: string;
  /** Its Markdown. In a source file, that of the doc comments, each line at its own place. */
  lines: string[];
}

function filesIn(folder: string, ending: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending) && !/(^|[/\\])node_modules([/\\]|$)/.test(file))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .sort();
}

function foldersIn(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder)).map((name) => `${folder}/${name}`);
}

function docComments(lines: string[]): string[] {
  let inside = false;
  return lines.map((line) => {
    if (/^\s*\/\*\*/.test(line)) inside = true;
    const text = inside ? line.replace(/^\s*(\/\*\*|\*\/|\*) ?/, '').replace(/ ?\*\/\s*$/, '') : '';
    if (line.includes('*/')) inside = false;
    return text;
  });
}

const readLines = (path: string): string[] => readFileSync(join(root, path), 'utf8').split('\n');

const members = [...foldersIn('packages'), ...foldersIn('examples')];

/** All Markdown that users and contributors read. */
export const documents: Page[] = [
  ...readdirSync(root).filter((file) => file.endsWith('.md')),
  ...filesIn('docs', '.md'),
  ...members.map((folder) => `${folder}/README.md`),
]
  .filter((path) => existsSync(join(root, path)))
  .map((path) => ({ path, lines: readLines(path) }));

/** The doc comments of the published sources. */
export const sources: Page[] = foldersIn('packages')
  .flatMap((folder) => filesIn(`${folder}/src`, '.ts'))
  .map((path) => ({ path, lines: docComments(readLines(path)) }));
