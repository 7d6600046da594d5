import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

const root = join(import.meta.dirname, '../..');

/** The packages by their names, from this copy of the workspace: links in node_modules lead to the original. */
const alias = readdirSync(join(root, 'packages'))
  .filter((folder) => existsSync(join(root, 'packages', folder, 'package.json')))
  .flatMap((folder) => {
    const path = join(root, 'packages', folder);
    const { name, exports } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Package;
    return Object.entries(exports ?? {}).flatMap(([entry, target]) =>
      typeof target === 'string' || target['@asimjs/source'] === undefined
        ? []
        : [{ find: new RegExp(`^${join(name, entry)}$`), replacement: join(path, target['@asimjs/source']) }],
    );
  });

interface Package {
  readonly name: string;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

interface Settings {
  readonly tests: readonly string[];
  readonly without: string[];
  /** Tests that come last: a mutant is most often killed by a short one. */
  readonly last: readonly string[];
  readonly testTimeout: number;
}

/** Which tests meet the mutants, told by main.mjs. */
const { tests, without, last, testTimeout } = JSON.parse(process.env['MUTATION'] ?? 'null') as Settings;

class LongLast extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean => last.includes(relative(root, moduleId));
    return Promise.resolve(files.toSorted((one, other) => Number(isLong(one)) - Number(isLong(other))));
  }
}

export default defineConfig({
  root,
  resolve: { alias },
  test: {
    include: tests.map((name) => `packages/${name}/test/**/*.test.ts`),
    exclude: without,
    // Tests share no state, so the modules need not be read again for every file: three times as fast.
    isolate: false,
    testTimeout,
    sequence: { sequencer: LongLast },
  },
});
