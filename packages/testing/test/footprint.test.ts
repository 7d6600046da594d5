import { describe, expect, it } from 'vitest';
import { Footprints, meet, union } from '../src/explore/footprint.js';

describe('two footprints', () => {
  it.each([
    [[], [], false],
    [['a'], [], false],
    [['a'], ['b', 'c'], false],
    [['a', 'b'], ['b', 'c', 'd'], true],
    [['*'], [], true],
    [[], ['*'], true],
  ])('%j and %j meet: %s', (one, other, doMeet) => {
    expect(meet(new Set(one), new Set(other))).toBe(doMeet);
    expect(meet(new Set(other), new Set(one))).toBe(doMeet);
  });

  it('have a union', () => {
    expect(union(undefined, new Set(['a']))).toEqual(new Set(['a']));
    expect(union(new Set(['a', 'b']), new Set(['b', 'c']))).toEqual(new Set(['a', 'b', 'c']));
  });
});

describe('what is touched', () => {
  it('is taken once', () => {
    const footprints = new Footprints();
    footprints.noteNamed('a variable');
    footprints.noteTouched({ name: 'queue 1' });
    expect(footprints.take()).toEqual(new Set(['shared a variable', 'named queue 1']));
    expect(footprints.take()).toEqual(new Set());
    footprints.noteEverything();
    expect(meet(footprints.take(), new Set())).toBe(true);
  });

  it('is not noted in the step that made it, and has a number after that', () => {
    const footprints = new Footprints();
    const [first, second] = [{ name: 'queue 1' }, {}];
    footprints.noteMade(first);
    footprints.noteMade(second);
    footprints.noteTouched(first);
    expect(footprints.take()).toEqual(new Set());
    footprints.noteTouched(second);
    footprints.noteTouched(first);
    expect(footprints.take()).toEqual(new Set(['made 1', 'made 2']));
  });

  it('goes by its order number or its name, if it was there before the run, and else as it is met', () => {
    const footprints = new Footprints();
    const [one, other] = [{}, { name: undefined }];
    for (const what of [other, { sequence: 7, name: 'bell' }, { name: 'bell' }, one, other])
      footprints.noteTouched(what);
    expect(footprints.take()).toEqual(new Set(['met 1', 'entry 7', 'named bell', 'met 2']));
    footprints.noteTouched(one);
    expect(footprints.take()).toEqual(new Set(['met 2']));
  });
});
