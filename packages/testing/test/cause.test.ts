import { describe, expect, it } from 'vitest';
import { causeThat } from '../src/explore/cause.js';

describe('the first cause that matches', () => {
  const inner = new RangeError('inner');

  it.each([
    ['the error itself', inner, inner],
    ['behind it', new Error('failed', { cause: new Error('failed', { cause: inner }) }), inner],
    ['none', new Error('failed', { cause: 'something else' }), undefined],
    ['none of what is no error', 'failed', undefined],
  ])('is %s', (_, error, behind) => {
    expect(causeThat(error, (one) => one instanceof RangeError)).toBe(behind);
  });
});
