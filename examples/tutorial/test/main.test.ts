import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { models } from '../src/models.js';
import { tutorial } from '../src/tutorial.js';

let output: string[];
let messages: string[];

beforeEach(() => {
  output = [];
  messages = [];
  vi.spyOn(console, 'log').mockImplementation((text: string) => void output.push(text));
  vi.spyOn(console, 'error').mockImplementation((text: string) => void messages.push(text));
});

afterEach(() => {
  vi.restoreAllMocks();
});

const shelf = `08-store
time  who          what
   1  stacker      puts red
   1  red-picker   takes red
   2  stacker      puts blue
   2  blue-picker  takes blue
   3  stacker      puts red
   3  red-picker   takes red
   4  stacker      puts blue
   4  blue-picker  takes blue
   5  stacker      puts red
   5  red-picker   takes red
ended at 5: exhausted
  process 'red-picker' has waited for a get from 'shelf' since 5
  process 'blue-picker' has waited for a get from 'shelf' since 4`;

describe('the command', () => {
  it.each(['08-store', 'store', '08', '8'])('runs the model %s and prints its trace', async (word) => {
    expect([await tutorial([word]), output, messages]).toEqual([0, [shelf], []]);
  });

  it('runs several in the order asked for, with an empty line between', async () => {
    expect(await tutorial(['08', 'sleep-once', '8'])).toBe(0);
    expect(output.map((text) => text.split('\n')[0])).toEqual([
      '08-store',
      '',
      '01-sleep-once',
      '',
      '08-store',
    ]);
  });

  it('runs all if no name is given', async () => {
    expect(await tutorial([])).toBe(0);
    const headings = output.filter((text) => text !== '').map((text) => text.split('\n')[0]);
    expect(headings).toEqual(models.map(({ name }) => name));
  });

  it.each([['13'], ['queue'], [''], ['-1']])('names the models if there is none called %j', async (word) => {
    expect([await tutorial(['01', word]), output]).toEqual([2, []]);
    expect(messages).toEqual([
      `There is no model '${word}'. Give names or numbers of these, or nothing for all:`,
      ...models.map(({ name }) => `  ${name}`),
    ]);
  });

  it('tells of every unknown name', async () => {
    expect(await tutorial(['5', 'five', 'six'])).toBe(2);
    expect(messages[0]).toContain("no model 'five', 'six'.");
  });
});

describe('the page for students', () => {
  const page = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const sections = page.split(/^## /m).slice(1);

  it('has a section for each model, in order', () => {
    const linked = [...page.matchAll(/\]\(src\/(\d[^)]*)\.ts\)/g)].map(([, name]) => name);
    expect(linked).toEqual(models.map(({ name }) => name));
    expect(sections.slice(-models.length).map((section) => section.slice(0, 2))).toEqual(
      models.map(({ name }) => name.slice(0, 2)),
    );
  });

  it.each(models)('explains $name, links to it, and shows what it prints', async ({ name }) => {
    await tutorial([name]);
    const section = sections.find((text) => text.includes(`(src/${name}.ts)`)) ?? '';
    const [prose = '', block = ''] = section.split(/^```(?:text)?\n/m);
    expect(block.trimEnd()).toBe(output[0]);
    expect(prose.split(/\s+/).length).toBeGreaterThan(30);
  });
});
