import type { Kernel } from './kernel.js';
import type { RunOptions } from './run-options.js';
import { Run } from './run.js';
import type { RunResult } from './run.js';

/** Runs a kernel with async processes. Begins at once; a wrong call rejects, as all else does. */
export async function runAsync(kernel: Kernel, options: number | RunOptions): Promise<RunResult> {
  const run = new Run(kernel, options);
  return new Promise((resolve, reject) => {
    run.async({ resolve, reject });
  });
}
