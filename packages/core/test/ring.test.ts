import { Ring } from '@asimjs/core/protocol';
import fc from 'fast-check';
import { expect, it } from 'vitest';

it('a ring is empty at first', () => {
  const ring = new Ring<number>();
  expect([ring.length, ring.first(), ring.take(), ring.toArray()]).toEqual([0, undefined, undefined, []]);
});

it('a ring gives back what was put in, in that order, also where it is undefined', () => {
  const ring = new Ring<number | undefined>();
  for (const item of [1, undefined, 3]) ring.push(item);
  expect(ring.toArray()).toEqual([1, undefined, 3]);
  expect([ring.take(), ring.take(), ring.length, ring.take(), ring.length]).toEqual([1, undefined, 1, 3, 0]);
});

it('a ring behaves as an array does, however far it grows and goes round', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -40, max: 60 }), { maxLength: 40 }), (amounts) => {
      const ring = new Ring<number>();
      const array: number[] = [];
      let next = 0;
      for (const amount of amounts) {
        for (let count = 0; count < amount; count++) {
          ring.push(next);
          array.push(next++);
        }
        for (let count = 0; count > amount; count--) expect(ring.take()).toBe(array.shift());
        expect([ring.length, ring.first()]).toEqual([array.length, array[0]]);
        expect(ring.toArray()).toEqual(array);
      }
    }),
  );
});
