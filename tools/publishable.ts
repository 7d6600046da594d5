import { readdirSync, readFileSync } from 'node:fs';
import { root } from './processes.mjs';

export type Target = string | Record<string, string>;

export interface Manifest {
  name: string;
  version: string;
  private?: boolean;
  type?: string;
  license?: string;
  sideEffects?: boolean;
  engines?: Record<string, string>;
  files?: string[];
  exports: Record<string, Target>;
  publishConfig?: { access?: string; exports: Record<string, Target> };
  dependencies?: Record<string, string>;
}

export interface Package {
  folder: string;
  manifest: Manifest;
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Manifest;
}

/** The packages that users install. */
export const publishable: Package[] = readdirSync(`${root}packages`)
  .map((name) => ({ folder: `${root}packages/${name}`, manifest: readManifest(`${root}packages/${name}`) }))
  .filter(({ manifest }) => manifest.private !== true);

/** What users write after `from` to reach the entry points of a package. */
export function specifiers({ name, exports }: Manifest): string[] {
  return Object.keys(exports)
    .filter((path) => path !== './package.json')
    .map((path) => name + path.slice(1));
}
