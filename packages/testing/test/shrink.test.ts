import { describe, expect, it } from 'vitest';
import { exploreSync } from '@asimjs/testing';
import type { ExploreOptions, Failure, ModelFactory } from '@asimjs/testing';
import { choosing } from './choices.js';

type Outcomes = readonly number[];

/** What is found of a model that chooses among as many outcomes as `ways` says, and is wrong for some. */
function found(
  ways: readonly number[],
  isWrong: (outcomes: Outcomes) => boolean,
  options: ExploreOptions,
): Failure | undefined {
  const factory = choosing((choose) => {
    const outcomes = ways.map((count) => choose(count));
    if (isWrong(outcomes)) throw new Error(outcomes.join(''));
  });
  return exploreSync(factory, options).failure;
}

const tenOfTwo = Array.from({ length: 10 }, () => 2);
const random: ExploreOptions = { mode: 'random', maxSchedules: 1000 };

describe('a schedule that was found is shrunk', () => {
  it('to the departures that the fault needs', () => {
    const failure = found(tenOfTwo, ([, , third, , , , seventh]) => third === 1 && seventh === 1, random);
    expect(failure?.schedule).toBe('3=1 7=1');
    expect(failure?.foundAs.split(' ').length).toBeGreaterThan(2);
    expect(String(failure?.error)).toBe('Error: 0010001000');
  });

  it('to the usual order, if the fault comes about in that', () => {
    expect(found(tenOfTwo, () => true, random)).toMatchObject({ schedule: 'usual' });
  });

  it('to the usual order, also if no departure can be taken back alone', () => {
    const areEqual = ([one, other]: Outcomes): boolean => one === other;
    const odd = found([2, 2], areEqual, { ...random, seed: oddSeed() });
    expect(odd).toMatchObject({ foundAs: '1=1 2=1', schedule: 'usual' });
  });

  it('to fewer departures, also if they are others', () => {
    // Two, or the last: it has to be put in before the others can be taken out.
    const isWrong = ([one, two, , last]: Outcomes): boolean => (one === 1 && two === 1) !== (last === 1);
    const failure = found([2, 2, 2, 2], isWrong, { mode: 'exhaustive' });
    expect(failure?.schedule).toBe('4=1');
    const other = found([2, 2, 2, 2], (outcomes) => isWrong(outcomes) && outcomes[2] === 1, random);
    expect(other?.schedule).toBe('3=1 4=1');
  });

  it('to the earliest ways at each departure', () => {
    expect(found([9, 9], ([one, two]) => one! >= 3 && two! >= 5, random)?.schedule).toBe('1=3 2=5');
  });

  it('though what there is to choose depends on what was chosen before', () => {
    const factory = choosing((choose) => {
      const ways = choose(3) === 2 ? 7 : 2;
      const taken = choose(ways);
      if (taken === 1 || taken === 6) throw new Error(`${taken} of ${ways}`);
    });
    const failures = [1, 2, 3, 4, 5, 6, 7, 8].map(
      (seed) => exploreSync(factory, { ...random, seed }).failure,
    );
    expect(new Set(failures.map((failure) => failure?.schedule))).toEqual(new Set(['2=1']));
    expect(failures.some((failure) => failure?.foundAs === '1=2 2=6')).toBe(true);
  });

  it('though the factory itself cannot go on with what was chosen', () => {
    const { env } = choosing(() => undefined)({ choose: () => 0, touch: () => undefined });
    const factory: ModelFactory = ({ choose }) => {
      const taken = choose(choose(3) === 2 ? 7 : 2);
      const atEnd = (): void => {
        if (taken === 6) throw new Error('taken');
      };
      return { env: { ...env }, atEnd };
    };
    const { failure } = exploreSync(factory, random);
    expect(failure).toMatchObject({ foundAs: '1=2 2=6', schedule: '1=2 2=6' });
    expect(failure?.trace).toEqual([
      [0, '', 'outcome 2 of 3'],
      [0, '', 'outcome 6 of 7'],
    ]);
  });

  it('to a fault of the same kind and name', () => {
    const factory = choosing((choose) => {
      const [one, two] = [choose(2), choose(2)];
      if (one === 1 && two === 1) throw new RangeError('both');
      if (one === 1) throw new TypeError('one alone');
    });
    const failures = [1, 2, 3, 4, 5, 6].map((seed) => exploreSync(factory, { ...random, seed }).failure);
    expect(
      new Set(failures.map((failure) => `${String(failure?.error)} ${failure?.schedule ?? ''}`)),
    ).toEqual(new Set(['RangeError: both 1=1 2=1', 'TypeError: one alone 1=1']));
  });

  it('as far as a limited number of runs allows', () => {
    let runs = 0;
    const ways = Array.from({ length: 40 }, () => 3);
    const isWrong = (outcomes: Outcomes): boolean => {
      runs++;
      return outcomes.filter((taken) => taken > 0).length >= 6;
    };
    const failure = found(ways, isWrong, random);
    expect(failure?.schedule.split(' ').length).toBe(6);
    expect(runs).toBeLessThan(2010);
  });
});

/** A seed with which the first run takes the second way twice. */
function oddSeed(): number {
  for (let seed = 1; ; seed++) {
    const failure = found([2, 2], () => true, { ...random, seed });
    if (failure?.foundAs === '1=1 2=1') return seed;
  }
}
