import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How large a change is; the largest first. */
const sizes = ['major', 'minor', 'patch'] as const;
type Size = (typeof sizes)[number];

export interface Changeset {
  file: string;
  /** The packages it touches, and how much. */
  packages: Map<string, Size>;
  text: string;
}

function parse(file: string, content: string): Changeset {
  const [, header = '', text = ''] = /^---\n([^]*?)---\n([^]*)$/.exec(content) ?? [];
  const lines = header.matchAll(/^['"]?(.+?)['"]?: *(major|minor|patch)$/gm);
  return { file, packages: new Map([...lines].map(([, name = '', size]) => [name, size as Size])), text };
}

/** The changes of a workspace that are not released yet. */
export function changesetsIn(workspace: string): Changeset[] {
  const folder = join(workspace, '.changeset');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .map((file) => parse(file, readFileSync(join(folder, file), 'utf8')));
}

/** The version that follows `version` when these changes are released together. */
export function nextVersion(version: string, changesets: Changeset[]): string {
  const asked = new Set(changesets.flatMap(({ packages }) => [...packages.values()]));
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  switch (sizes.find((size) => asked.has(size))) {
    case 'major':
      return `${String(major + 1)}.0.0`;
    case 'minor':
      return `${String(major)}.${String(minor + 1)}.0`;
    case 'patch':
      return `${String(major)}.${String(minor)}.${String(patch + 1)}`;
    case undefined:
      return version;
  }
}
