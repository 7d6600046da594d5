import { readdirSync, readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { assertSameTrace } from '@asimjs/testing';
import type { TraceEntry } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { models } from '../src/models.js';
import { reference } from './reference.js';
import { theirWords } from './their-words.js';

const sourceOf = (name: string): string =>
  readFileSync(new URL(`../src/${name}.ts`, import.meta.url), 'utf8');

/** The constants at the top of a model. */
function constantsOf(source: string): Record<string, unknown> {
  const constants: Record<string, unknown> = {};
  for (const [, name = '', value = ''] of source.matchAll(/^const ([A-Z_]+)(?:: [^=]+)? = ([^;]+);/gm))
    constants[name] = runInNewContext(`(${value})`);
  return constants;
}

describe('the tutorial', () => {
  it('has the twelve models of the reference, in its order', () => {
    expect(models.map(({ name }) => name)).toEqual(Object.keys(reference));
    expect(models).toHaveLength(12);
  });

  it('runs every model of which there is a file', () => {
    const files = readdirSync(new URL('../src', import.meta.url)).filter((file) => /^\d/.test(file));
    expect(files.sort()).toEqual(models.map(({ name }) => `${name}.ts`));
  });

  it.each(models)('gives with $name the trace of the reference', async ({ name, run }) => {
    const entries: TraceEntry[] = [];
    await run((time, who, what) => entries.push([time, who, theirWords(name, what)]));
    assertSameTrace(entries, reference[name]?.trace ?? []);
  });

  it.each(models)('gives with $name the same trace in a second run', async ({ run }) => {
    const first: TraceEntry[] = [];
    const second: TraceEntry[] = [];
    await run((...entry) => first.push(entry));
    await run((...entry) => second.push(entry));
    assertSameTrace(second, first);
  });

  it.each(models)('has in $name the constants of the reference', ({ name }) => {
    expect(constantsOf(sourceOf(name))).toMatchObject(reference[name]?.constants ?? {});
  });

  it('ends only where nothing is left to do, and says who waits for ever', async () => {
    const ends: unknown[] = [];
    for (const { name, run } of models) {
      const { now, reason, blocked } = await run(() => undefined);
      ends.push([
        now,
        name,
        reason,
        ...blocked.map(({ process, description }) => [process.name, description]),
      ]);
    }
    expect(ends).toEqual([
      [5, '01-sleep-once', 'exhausted'],
      [18, '02-producer-consumer', 'exhausted', ['consumer', "a get from 'queue'"]],
      [10, '03-bounded-queue', 'exhausted', ['consumer', "a get from 'queue'"]],
      [3, '04-barrier', 'exhausted'],
      [7, '05-resource', 'exhausted'],
      [14, '06-container', 'exhausted', ['pump', "a put of 4 to 'tank'"]],
      [8, '07-priority-queue', 'exhausted', ['server', "a get from 'jobs'"]],
      [
        5,
        '08-store',
        'exhausted',
        ['red-picker', "a get from 'shelf'"],
        ['blue-picker', "a get from 'shelf'"],
      ],
      [5, '09-all-of', 'exhausted'],
      [5, '10-first-of', 'exhausted'],
      [4, '11-interrupt', 'exhausted'],
      [10, '12-preemptive', 'exhausted'],
    ]);
  });
});
