import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { root } from './processes.mjs';

const notCopied = new Set(['.git', '.turbo', '.cache', 'reports', 'coverage']);

interface Ended {
  code: number | null;
  output: string;
}

/** A copy of the workspace, in which a fault or a release can be made. */
export class WorkspaceCopy {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'asimjs-workspace-'));

  #undo: (() => void)[] = [];

  constructor() {
    // Links to siblings are relative and stay inside the copy; what comes from elsewhere is shared.
    cpSync(root, this.folder, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !notCopied.has(basename(path)) && path !== join(root, 'node_modules'),
    });
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'));
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  /** Replaces the text of a file, until {@link restore}. */
  change(file: string, edit: (text: string) => string): void {
    const before = this.read(file);
    this.#undo.push(() => {
      this.#write(file, before);
    });
    this.#write(file, edit(before));
  }

  /** Adds a file, until {@link restore}. */
  add(file: string, text: string): void {
    this.#undo.push(() => {
      rmSync(join(this.folder, file));
    });
    this.#write(file, text);
  }

  /** Declares a sibling as a dependency and links it, as an installation would; until {@link restore}. */
  depend(folder: string, sibling: string): void {
    this.change(`packages/${folder}/package.json`, (text) => {
      const manifest = JSON.parse(text) as { dependencies?: Record<string, string> };
      manifest.dependencies = { ...manifest.dependencies, [`@asimjs/${sibling}`]: 'workspace:^' };
      return JSON.stringify(manifest);
    });
    const link = join(this.folder, 'packages', folder, 'node_modules/@asimjs', sibling);
    if (existsSync(link)) return;
    symlinkSync(join('../../..', sibling), link);
    this.#undo.push(() => {
      rmSync(link);
    });
  }

  restore(): void {
    for (const undo of this.#undo.reverse()) undo();
    this.#undo = [];
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  /** Runs a script of the root's package.json in the copy. */
  check(script: string, ...args: string[]): Promise<Ended> {
    const { scripts } = JSON.parse(this.read('package.json')) as { scripts: Record<string, string> };
    const command = scripts[script];
    if (command === undefined) throw new Error(`There is no script ${script}.`);
    return this.run([command, ...args].join(' '));
  }

  run(command: string): Promise<Ended> {
    const PATH = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
    return new Promise((resolve) => {
      const env = { ...process.env, PATH, NO_COLOR: '1' };
      const child = spawn(command, { cwd: this.folder, shell: true, env });
      let output = '';
      child.stdout.on('data', (chunk) => (output += String(chunk)));
      child.stderr.on('data', (chunk) => (output += String(chunk)));
      child.on('close', (code) => {
        resolve({ code, output });
      });
    });
  }
}
