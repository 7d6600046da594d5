import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack } from '../pack.mjs';
import { publishable, publishableIn } from '../publishable.mjs';
import type { Package } from '../publishable.mjs';
import { WorkspaceCopy } from '../workspace-copy.js';
import { changesetsIn, nextVersion } from './changesets.js';
import type { Changeset } from './changesets.js';

/** A release up to the upload, made in a copy of the workspace from what was built before. */
export class Release {
  readonly #copy: WorkspaceCopy = new WorkspaceCopy();
  readonly #tarballs: string = mkdtempSync(join(tmpdir(), 'asimjs-tarballs-'));
  readonly #paths = new Map<string, string>();

  /** The changesets that it releases. */
  readonly changesets: Changeset[];
  /** The version that they ask for. */
  readonly version: string;

  constructor() {
    // A change to every package, so that there is something to release on the day after a release too.
    const header = publishable.map(({ manifest }) => `'${manifest.name}': patch\n`);
    this.#copy.add(
      '.changeset/rehearsal.md',
      `---\n${header.join('')}---\n\nA change that is only rehearsed.\n`,
    );
    this.changesets = changesetsIn(this.#copy.folder);
    this.version = nextVersion(publishable[0]?.manifest.version ?? '', this.changesets);
  }

  /** Makes the versions and the changelogs, then the tarballs. */
  async make(): Promise<void> {
    const { code, output } = await this.#copy.check('version-packages');
    if (code !== 0) throw new Error(output);
    for (const { folder, manifest } of this.packages) {
      this.#paths.set(manifest.name, await pack(folder, this.#tarballs));
    }
  }

  /** The packages, with the versions that they have by now. */
  get packages(): Package[] {
    return publishableIn(this.#copy.folder);
  }

  /** The changesets that are left over. */
  get unreleased(): Changeset[] {
    return changesetsIn(this.#copy.folder);
  }

  tarball(name: string): string {
    const path = this.#paths.get(name);
    if (path === undefined) throw new Error(`${name} is not a package that is published.`);
    return path;
  }

  remove(): void {
    this.#copy.remove();
    rmSync(this.#tarballs, { recursive: true, force: true });
  }
}
