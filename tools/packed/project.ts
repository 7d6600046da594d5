import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { bundleForBrowser } from '../bundle.js';
import { root, run } from '../processes.mjs';

const typescript = join(root, 'node_modules/typescript/bin/tsc');

type Resolution = 'node16' | 'bundler';
export const resolutions: Resolution[] = ['node16', 'bundler'];

function compilerOptions(moduleResolution: Resolution): string {
  return JSON.stringify({
    compilerOptions: {
      target: 'es2022',
      lib: ['es2023'],
      types: [],
      module: moduleResolution === 'bundler' ? 'esnext' : moduleResolution,
      moduleResolution,
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      noEmit: true,
    },
    include: ['*.ts'],
  });
}

/** A project outside the workspace, with nothing but some modules and the packages that are installed in it. */
export class Project {
  readonly #folder: string = mkdtempSync(join(tmpdir(), 'asimjs-project-'));

  /** @param modules the text of each, by the name of its file */
  constructor(modules: Record<string, string>) {
    this.#write('package.json', JSON.stringify({ private: true, type: 'module' }));
    for (const resolution of resolutions) this.#write(`${resolution}.json`, compilerOptions(resolution));
    for (const [file, text] of Object.entries(modules)) this.#write(file, text);
  }

  /** Installs tarballs. What they depend on and is not among them would come from the registry. */
  async install(tarballs: string[]): Promise<void> {
    await this.#succeeds('npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', ...tarballs);
  }

  /** The version of everything that is installed, by its place. */
  get installed(): Record<string, string> {
    const lockfile = readFileSync(join(this.#folder, 'node_modules/.package-lock.json'), 'utf8');
    const { packages } = JSON.parse(lockfile) as { packages: Record<string, { version: string }> };
    return Object.fromEntries(Object.entries(packages).map(([place, { version }]) => [place, version]));
  }

  /** The folder that a package is installed in. */
  placeOf(name: string): string {
    return join(this.#folder, 'node_modules', name);
  }

  /** Type-checks all modules, without the types of Node. */
  async typeCheck(resolution: Resolution): Promise<void> {
    await this.#succeeds(process.execPath, typescript, '-p', `${resolution}.json`);
  }

  /** Calls a function of a module in Node. What it gives comes back through JSON. */
  async callInNode(module: string, name: string): Promise<unknown> {
    const outdir = join(this.#folder, 'built');
    await build({ entryPoints: [join(this.#folder, `${module}.ts`)], outdir, logLevel: 'silent' });
    const call = `import { ${name} } from './built/${module}.js'; console.log(JSON.stringify(await ${name}()));`;
    return JSON.parse(await this.runInNode(call)) as unknown;
  }

  /** Calls a function of a bundled module where there is only the language: neither Node nor a page. */
  async callInBundle(module: string, name: string): Promise<unknown> {
    const form = { format: 'iife', globalName: 'bundle' } as const;
    const script = await bundleForBrowser(join(this.#folder, `${module}.ts`), form);
    return runInContext(`${script}\nbundle.${name}()`, createContext({}));
  }

  /** @returns what the program prints */
  async runInNode(program: string): Promise<string> {
    this.#write('program.js', program);
    return this.#succeeds(process.execPath, 'program.js');
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #write(file: string, text: string): void {
    writeFileSync(join(this.#folder, file), text);
  }

  async #succeeds(command: string, ...args: string[]): Promise<string> {
    const { code, output } = await run(command, args, { quiet: true, cwd: this.#folder });
    if (code !== 0) throw new Error(`${command} ${args.join(' ')}\n${output}`);
    return output;
  }
}
