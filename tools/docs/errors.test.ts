// docs/errors.md has every error class, and what it says of each is so.
import { SimulationError } from '@asimjs/core';
import { describe, expect, test } from 'vitest';
import { errorClasses, exportedNames, namesOfUmbrella } from './error-classes.js';
import type { ErrorClass } from './error-classes.js';
import { errorTable } from './error-table.js';
import { documents } from './pages.js';
import { provokedErrors } from './provoked-errors.js';
import { judge } from './trials.js';

const PAGE = 'docs/errors.md';
const PROVOKED = 'tools/docs/provoked-errors.ts';

const page = documents.find(({ path }) => path === PAGE) ?? { path: PAGE, lines: [] };
const entries = errorTable(page);
const raised = errorClasses.filter(({ abstract }) => !abstract);

describe.each(raised.map((one) => [one.name, one] as const))('%s', (name, { type, owner, doc }) => {
  const entry = entries.find((one) => one.name === name);
  const ways = entry?.ways ?? [];
  const mistakes = provokedErrors[name] ?? [];

  test('has an entry on the page, with its package, when it comes and what to do', () => {
    expect(entry, `${PAGE}: add a row for ${name} to the table`).toBeDefined();
    expect(entry?.owner, `${PAGE}: the package of ${name}`).toBe(owner.replace('@asimjs/', ''));
    for (const { when, remedy } of ways) expect([when, remedy], `${PAGE}: ${name}`).not.toContain('');
  });

  test('lets the run go on, or not, as the page says', async () => {
    expect(mistakes, `${PAGE}: no example raises ${name}; add one to ${PROVOKED}`).not.toEqual([]);
    const verdicts = await Promise.all(mistakes.map(async (mistake) => (await judge(type, mistake)).verdict));
    expect(
      ways.map(({ verdict }) => verdict),
      `${PAGE}: the rows of ${name}, against its examples in ${PROVOKED}`,
    ).toEqual(verdicts);
  });

  test('comes with its name and the simulated time', async () => {
    for (const mistake of mistakes) {
      const { error } = await judge(type, mistake);
      expect(error?.name, `${PROVOKED}: the examples for ${name} have to raise it`).toBe(name);
      if (error instanceof SimulationError) expect(error.message).toContain(`(time ${String(error.time)}`);
    }
  });

  test('has a doc comment', () => {
    expect(doc, `${owner}: the class ${name} needs a doc comment right above it`).not.toBe('');
  });
});

test('the page lists every error once, by name', () => {
  const names = entries.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)].sort());
});

test('every class that the page names exists, and every error that has examples', () => {
  const named = [...page.lines.join('\n').matchAll(/`(?:new )?([A-Z]\w*)/g)].map(([, name = '']) => name);
  const all = new Set([...named, ...entries.map(({ name }) => name), ...Object.keys(provokedErrors)]);
  const unknown = [...all].filter((name) => !exportedNames.has(name) && !(name in globalThis));
  expect(unknown, `no package exports these; take them out of ${PAGE} and ${PROVOKED}`).toEqual([]);
});

test('all but those of testing are kinds of SimulationError and exported by asimjs, as the page says', () => {
  const isNone = ({ type }: ErrorClass): boolean => !(type.prototype instanceof SimulationError);
  const isLeftOut = ({ name }: ErrorClass): boolean => !namesOfUmbrella.has(name);
  const isOfTesting = ({ owner }: ErrorClass): boolean => owner === '@asimjs/testing';
  for (const isOther of [isNone, isLeftOut])
    expect(raised.filter(isOther)).toEqual(raised.filter(isOfTesting));
});
