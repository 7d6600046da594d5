import { Environment } from '@asimjs/core';
import { describeValue } from '@asimjs/core/protocol';
import { expect, it } from 'vitest';

class Parcel {
  readonly weight = 2;
}

const { proxy, revoke } = Proxy.revocable({}, {});
const called = Proxy.revocable(() => undefined, {});
revoke();
called.revoke();

it.each<[text: string, value: unknown]>([
  ['undefined', undefined],
  ['null', null],
  ['true', true],
  ['-0.5', -0.5],
  ['NaN', NaN],
  ['5n', 5n],
  ['"a \\"quoted\\" text"', 'a "quoted" text'],
  ['Symbol(tag)', Symbol('tag')],
  ['a function', () => undefined],
  ["function 'clerk'", function clerk() {}],
  ["function 'Parcel'", Parcel],
  ['RangeError: too far', new RangeError('too far')],
  ['an array of 2', ['x', 'y']],
  ['an object', {}],
  ['an object', Object.create(null)],
  ['an object', { constructor: 'no function' }],
  ['an object of class Parcel', new Parcel()],
  ['an object of class Environment', new Environment()],
  ['an object that cannot be described', proxy],
  ['a value that cannot be described', called.proxy],
])('a message says %s', (text, value) => {
  expect(describeValue(value)).toBe(text);
});
