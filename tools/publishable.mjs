import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './processes.mjs';

/** @typedef {string | Record<string, string>} Target */

/**
 * @typedef {object} Manifest
 * @property {string} name
 * @property {string} version
 * @property {boolean} [private]
 * @property {string} [type]
 * @property {string} [license]
 * @property {boolean} [sideEffects]
 * @property {Record<string, string>} [engines]
 * @property {string[]} [files]
 * @property {Record<string, Target>} exports
 * @property {{ access?: string, exports: Record<string, Target> }} [publishConfig]
 * @property {Record<string, string>} [dependencies]
 */

/** @typedef {{ folder: string, manifest: Manifest }} Package */

/** @param {string} folder */
export function readManifest(folder) {
  /** @type {Manifest} */
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return manifest;
}

/**
 * The packages of a workspace that users install.
 *
 * @param {string} workspace
 * @returns {Package[]}
 */
export function publishableIn(workspace) {
  return readdirSync(join(workspace, 'packages'))
    .map((name) => join(workspace, 'packages', name))
    .map((folder) => ({ folder, manifest: readManifest(folder) }))
    .filter(({ manifest }) => manifest.private !== true);
}

export const publishable = publishableIn(root);

/**
 * What users write after `from` to reach the entry points of a package.
 *
 * @param {Manifest} manifest
 */
export function specifiers({ name, exports }) {
  return Object.keys(exports)
    .filter((path) => path !== './package.json')
    .map((path) => name + path.slice(1));
}

/**
 * The packages of the workspace that a package depends on directly.
 *
 * @param {Manifest} manifest
 */
export function siblings({ dependencies = {} }) {
  return Object.keys(dependencies).filter((name) => dependencies[name]?.startsWith('workspace:'));
}

/**
 * A package and all siblings that are installed with it.
 *
 * @param {string} name
 * @returns {Package[]}
 */
export function withSiblings(name) {
  const found = publishable.find(({ manifest }) => manifest.name === name);
  if (found === undefined) throw new Error(`A published package needs ${name}, which is not published.`);
  return [...new Set([found, ...siblings(found.manifest).flatMap(withSiblings)])];
}
