import { inspect } from 'node:util';
import { Environment } from '@asimjs/core';
import { expect, it } from 'vitest';

it.each<[text: string, make: (env: Environment) => { toString(): string }]>([
  ['environment (time 3)', (env) => env],
  ['an event', (env) => env.event()],
  ["event 'bell'", (env) => env.event({ name: 'bell' })],
  ['a timeout until 5', (env) => env.timeout(2)],
  ["process 'clerk' (ready)", (env) => env.process(function* () {}, { name: 'clerk' })],
  ["the end of process 'clerk'", (env) => env.process(function* () {}, { name: 'clerk' }).finished],
])('%s prints so, in a console and as JSON', (text, make) => {
  const value = make(new Environment({ start: 3 }));
  expect([String(value), inspect(value), JSON.stringify({ value })]).toEqual([
    text,
    text,
    JSON.stringify({ value: text }),
  ]);
});

it('a process prints what it waits for, and how it ended', () => {
  const env = new Environment();
  const texts: string[] = [];
  const clerk = env.process(
    function* () {
      texts.push(String(clerk));
      yield* env.timeout(2);
    },
    { name: 'clerk' },
  );
  env.schedule(1, () => texts.push(String(clerk)));
  env.runSync();
  expect([...texts, String(clerk)]).toEqual([
    "process 'clerk' (running)",
    "process 'clerk' (waiting for a timeout until 2)",
    "process 'clerk' (finished)",
  ]);
});
