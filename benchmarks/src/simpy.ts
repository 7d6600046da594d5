import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Draws } from './draws.js';

/** Objects a second of SimPy under the system's Python, if it is there (Debian: python3-simpy3). */
export function measureSimPy({ betweenArrivals, services }: Draws): number | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'asimjs-benchmark-'));
  const file = join(folder, 'draws');
  writeFileSync(
    file,
    Buffer.concat([new Uint8Array(betweenArrivals.buffer), new Uint8Array(services.buffer)]),
  );
  const script = join(import.meta.dirname, 'simpy_mm1.py');
  const { status, stdout } = spawnSync('/usr/bin/python3', [script, file], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return status === 0 ? Number(stdout) : undefined;
}
