// A model that does something else when it is run again, though what there is to decide stays the same.
import { describe, expect, it } from 'vitest';
import { explore, exploreSync, ScheduleError } from '@asimjs/testing';
import type { ExploreOptions, ModelFactory } from '@asimjs/testing';
import { idle } from './choices.js';

const ADVICE =
  "the model does not do the same when it is run again (first 'customer 1 begins' at 0, then 'customer 2 begins' at 0); make all of it in the factory, anew each time, and take random numbers from a stream with a seed that is always the same, or what matters from choose(n)";

/** A process whose name is another in each run. */
function unsteady(check: Partial<ReturnType<ModelFactory>> = {}): ModelFactory {
  let runs = 0;
  return () => {
    const name = `customer ${++runs}`;
    return { env: idle((tell) => tell(name)), ...check };
  };
}

/** What exploring it throws. */
function refusalOf(factory: ModelFactory): unknown {
  try {
    return exploreSync(factory);
  } catch (error) {
    return error;
  }
}

describe('a model that does not do the same again', () => {
  it.each(['exhaustive', 'random', 'pct'] as const)('is refused in the mode %s', async (mode) => {
    const options: ExploreOptions = { mode, maxSchedules: 1 };
    expect(() => exploreSync(unsteady(), options)).toThrow(new ScheduleError(ADVICE));
    await expect(explore(unsteady(), options)).rejects.toThrow(new ScheduleError(ADVICE));
  });

  it('is refused with the fault that was found before', () => {
    const error = new Error('it is wrong');
    const atEnd = (): void => {
      throw error;
    };
    const refused = refusalOf(unsteady({ atEnd }));
    expect(refused).toBeInstanceOf(ScheduleError);
    expect(refused).toHaveProperty('cause', { kind: 'invariant', error, time: 0, blocked: [] });
  });

  it('is refused with the fault also if that comes in one run only', () => {
    let runs = 0;
    const factory: ModelFactory = () => {
      const isFirst = ++runs === 1;
      const atEnd = (): void => {
        if (isFirst) throw new Error('the first is wrong');
      };
      return { env: idle(), atEnd };
    };
    expect(refusalOf(factory)).toMatchObject({
      name: 'ScheduleError',
      cause: { kind: 'invariant', time: 0 },
    });
  });

  it('is refused if a schedule that had passed goes wrong, as it does if something is kept between runs', () => {
    const served: number[] = [];
    const factory: ModelFactory = ({ choose }) => {
      const atEnd = (): void => {
        if (served.length > 2) throw new Error(`served ${served.length}`);
      };
      choose(2);
      return { env: idle(() => void served.push(1)), atEnd };
    };
    const refused = refusalOf(factory);
    expect(refused).toBeInstanceOf(ScheduleError);
    expect(refused).toHaveProperty('cause.error', new Error('served 3'));
  });

  it('is seen by one more run, which is not counted and in which nothing is checked', () => {
    let [made, checked] = [0, 0];
    const check = (): void => {
      checked++;
    };
    const report = exploreSync(() => {
      made++;
      return { env: idle(), invariant: check, atEnd: check };
    });
    expect([report.schedules, made, checked]).toEqual([1, 2, 2]);
  });
});
