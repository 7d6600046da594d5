import { Environment } from '@asimjs/core';
import { Queue } from '@asimjs/resources';
import { expect, it } from 'vitest';
import { Audit } from '../src/random/audit.js';
import type { Reading } from '../src/random/books.js';
import type { PlaceSpec, Request } from '../src/random/program.js';

const spec: PlaceSpec = { kind: 'queue', size: 2, content: 0 };
const request: Request = { at: 0, amount: 1, priority: 0, rule: 3 };
const blank = {
  ...{ capacity: 2, level: 0, inUse: 0, free: [], isOpen: false, value: 0, parties: 0 },
  ...{ isEmpty: false, isFull: false },
};

/** An audit of a queue, and a queue. What the audit is told of the queue is `items`, whatever there is. */
function audited(items: (queue: Queue<string>) => readonly string[]) {
  const env = new Environment();
  const queue = new Queue<string>(env, { capacity: 2 });
  const audit = new Audit([{ spec, read: (): Reading => ({ ...blank, items: items(queue) }) }]);
  env.observe(audit);
  return { env, audit, queue };
}

it('an item that was put and is nowhere is found missing', () => {
  const { env, audit, queue } = audited(() => []);
  env.process(function* () {
    const operation = queue.put('1:0');
    audit.note({ operation, at: 0, act: 'put', request, item: '1:0', team: undefined });
    yield* operation;
  });
  env.runSync();
  expect(() => audit.endOfInstant()).toThrow('place 0: items is , by the books 1:0');
});

it('an item that is there and was never put is found', () => {
  let items: string[] = [];
  const { audit } = audited(() => items);
  items = ['1:0'];
  expect(() => audit.endOfInstant()).toThrow('place 0: items is 1:0, by the books ');
});

it('one who waits beside an item is found at the end of the instant, which ends the run', () => {
  const { env, audit, queue } = audited(() => ['1:0']);
  env.process(function* () {
    const operation = queue.get();
    audit.note({ operation, at: 0, act: 'take', request, item: '', team: undefined });
    yield* operation;
  });
  env.schedule(1, () => undefined);
  expect(() => env.runSync()).toThrow('waits and could be granted');
});

it('books that balance are not complained of', () => {
  const { env, audit, queue } = audited(({ items }) => items);
  env.process(function* () {
    const operation = queue.put('1:0');
    audit.note({ operation, at: 0, act: 'put', request, item: '1:0', team: undefined });
    yield* operation;
  });
  env.runSync();
  expect(() => audit.endOfInstant()).not.toThrow();
});
