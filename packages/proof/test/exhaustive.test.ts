import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { PreemptiveResource } from '@asimjs/resources';
import { describe, expect, it, vi } from 'vitest';
import { proveDrawn } from '../src/exhaustive/drawn.js';
import { describeProgram, programs } from '../src/exhaustive/grammar.js';
import { kinds, subjects } from '../src/exhaustive/kinds.js';
import { preemptiveKind } from '../src/exhaustive/lenders.js';
import { programsOn, prove, proveProgram } from '../src/exhaustive/prove.js';

// Many runs.
vi.setConfig({ testTimeout: 180_000 });

/** Other programs each time; in this package `npm run prove-drawn -- 5 SEED` repeats them. */
const SEED = Math.floor(Math.random() * 2 ** 31) + 1;

/** How many programs there are of one leaf, and of two. */
const COUNTS: Readonly<Record<string, readonly [number, number]>> = {
  'Queue (capacity 1)': [4, 86],
  'Queue (capacity 2)': [4, 86],
  'PriorityQueue (capacity 1)': [4, 86],
  'PriorityQueue (capacity 2)': [4, 86],
  'Store (capacity 1)': [3, 54],
  'Store (capacity 2)': [3, 54],
  'Container (capacity 2)': [4, 86],
  'Container (capacity 3)': [4, 86],
  'Resource (capacity 1)': [4, 86],
  'Resource (capacity 2)': [4, 86],
  'acquireAll (capacity 1)': [3, 54],
  'acquireAll (capacity 2)': [3, 54],
  'PreemptiveResource (capacity 1)': [3, 54],
  'PreemptiveResource (capacity 2)': [3, 54],
  'Pool (units 1)': [2, 29],
  'Pool (units 2)': [2, 29],
  'Barrier (parties 2)': [2, 29],
  'Barrier (parties 3)': [2, 29],
  'Gate (open from 1)': [2, 29],
  'State (value 0)': [3, 54],
};

it('has as many programs of each kind as it should', () => {
  expect(subjects.map(({ title }) => title)).toEqual(Object.keys(COUNTS));
});

describe.each(subjects)('$title', ({ kind, setting, title }) => {
  it('keeps laws 3 to 8 in every order of every program of one or two leaves', () => {
    const covered = [1, 2].map((size) => prove(kind, setting, size));
    expect(covered.map((coverage) => coverage.programs)).toEqual(COUNTS[title]);
    for (const coverage of covered) expect(coverage.schedules).toBeGreaterThan(coverage.programs);
  });

  it('keeps them in every order of one in forty programs of three', () => {
    expect(prove(kind, setting, 3, 40).programs).toBeGreaterThan(0);
  });

  it(`keeps them in up to 20,000 orders of each of five larger programs, drawn with seed ${String(SEED)}`, () => {
    const covered = proveDrawn(kind, setting, 5, SEED);
    expect(covered.leaves).toBeGreaterThan(covered.programs);
    expect(covered.schedules).toBeGreaterThan(covered.leaves);
  });
});

describe('the programs', () => {
  it('begin with the second of two resources too', () => {
    const [queue] = kinds;
    if (queue === undefined) throw new Error('there are no kinds');
    const names = ['get a', 'put a', 'get b', 'put b'];
    const texts = [1, 2].flatMap((size) =>
      [...programsOn(queue, 1, size)].map((program) => describeProgram(program, names)),
    );
    expect(texts).toEqual(expect.arrayContaining(['get b', 'get b; get a', 'put b | put b', 'sleep; get b']));
  });

  it('put nothing in an allOf in a firstOf, and do not sleep alone', () => {
    const [queue] = kinds;
    if (queue === undefined) throw new Error('there are no kinds');
    const texts = [...programsOn(queue, 1, 3)].map((program) =>
      describeProgram(program, ['get a', 'put a', 'get b', 'put b']),
    );
    expect(texts).toContain('first(all(get a, get b), put a)');
    expect(texts.filter((text) => /first\(.*all\([^)]*put/.test(text))).toEqual([]);
    expect(texts).not.toContain('sleep; sleep; sleep');
  });
});

describe('the grammar', () => {
  it('gives every program of two leaves once', () => {
    const texts = [...programs(2, 2)].map((program) => describeProgram(program, ['a', 'b']));
    expect(texts).toEqual([
      'a; a',
      'a; b',
      'b; a',
      'b; b',
      'first(a, a)',
      'first(a, b)',
      'first(b, a)',
      'first(b, b)',
      'all(a, a)',
      'all(a, b)',
      'all(b, a)',
      'all(b, b)',
      'a | a',
      'a | b',
      'b | b',
    ]);
  });

  it('nests combinations to depth two and no deeper', () => {
    const texts = [...programs(4, 1)].map((program) => describeProgram(program, ['a']));
    expect(texts).toContain('first(all(a, a), first(a, a))');
    expect(texts).toContain('all(first(a, a), a) | a');
    expect(texts.filter((text) => /\(.*\(.*\(.*\(/.test(text))).toEqual([]);
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe('a program of size 4', () => {
  it('may be told of an eviction first by an interrupt that is sent after it, and then ends', () => {
    const acquire = { leaf: 0 };
    const urgently = { leaf: 1 };
    const sleep = { leaf: 3 };
    const kind = preemptiveKind(
      'PreemptiveResource',
      (env, capacity) => new PreemptiveResource(env, { capacity }),
    );
    const { schedules } = proveProgram(kind, 1, [
      [acquire, sleep],
      [sleep, urgently],
    ]);
    expect(schedules).toBeGreaterThan(20);
  });
});

describe.each(['main.ts', 'drawn-main.ts'])('the command %s', (name) => {
  const main = join(import.meta.dirname, '../src/exhaustive', name);
  const call = (...given: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, ['--conditions=@asimjs/source', '--import=tsx', main, ...given], {
      cwd: join(import.meta.dirname, '..'),
      encoding: 'utf8',
    });

  it.each([['x'], ['0'], ['-1'], ['1.5'], ['1', '0'], ['1', '1', '1'], ['']])(
    'refuses %j %j %j',
    (...given) => {
      const { status, stdout, stderr } = call(...given.filter((one) => typeof one === 'string'));
      expect(status).toBe(2);
      expect(stdout).toBe('');
      expect(stderr.trim()).toMatch(/^usage: .*$/);
    },
  );

  it('says what it has proved', () => {
    const { status, stdout } = call('1', '1');
    expect(status).toBe(0);
    const count = name === 'main.ts' ? 63 : 20;
    expect(stdout.trim().split('\n').at(-1)).toMatch(
      new RegExp(
        `^laws 3 to 8 hold in ${String(count)} programs of \\d+ operations and sleeps, \\d+ schedules, .*`,
      ),
    );
  });
});
