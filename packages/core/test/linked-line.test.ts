import { LinkedLine } from '@asimjs/core/protocol';
import type { Linked } from '@asimjs/core/protocol';
import fc from 'fast-check';
import { expect, it } from 'vitest';

class Node implements Linked<Node> {
  previous: Node | undefined = undefined;
  next: Node | undefined = undefined;
}

it('a line is empty at first', () => {
  const line = new LinkedLine<Node>();
  expect([line.length, line.first, line.last, [...line]]).toEqual([0, undefined, undefined, []]);
});

it('whoever leaves a line leaves it whole, and may join another', () => {
  const [line, other] = [new LinkedLine<Node>(), new LinkedLine<Node>()];
  const [a, b, c] = [new Node(), new Node(), new Node()];
  for (const node of [a, b, c]) line.push(node);
  line.remove(b);
  other.push(b);
  expect([...line]).toEqual([a, c]);
  expect([...other]).toEqual([b]);
  expect([b.previous, b.next]).toEqual([undefined, undefined]);
});

it('a line may be read while its first ones leave', () => {
  const line = new LinkedLine<Node>();
  const nodes = [new Node(), new Node(), new Node()];
  for (const node of nodes) line.push(node);
  const seen: Node[] = [];
  for (let first = line.first; first !== undefined; first = line.first) {
    seen.push(first);
    line.remove(first);
  }
  expect(seen).toEqual(nodes);
  expect(line.length).toBe(0);
});

it('a line behaves as an array does, whoever comes and goes', () => {
  const action = fc.record({
    what: fc.constantFrom('push', 'insert', 'insert first', 'remove'),
    place: fc.nat(),
  });
  fc.assert(
    fc.property(fc.array(action, { maxLength: 100 }), (actions) => {
      const line = new LinkedLine<Node>();
      const array: Node[] = [];
      for (const { what, place } of actions) {
        const index = place % Math.max(array.length, 1);
        const there = array[index];
        if (what === 'remove') {
          if (there === undefined) continue;
          line.remove(there);
          array.splice(index, 1);
        } else {
          const node = new Node();
          if (what === 'push') line.push(node);
          else line.insertAfter(what === 'insert' ? there : undefined, node);
          array.splice(what === 'push' ? array.length : what === 'insert' && there ? index + 1 : 0, 0, node);
        }
        expect([...line].every((node, at) => node === array[at])).toBe(true);
        expect([line.length, line.first === array[0], line.last === array.at(-1)]).toEqual([
          array.length,
          true,
          true,
        ]);
      }
    }),
  );
});
