import { describe, expect, it } from 'vitest';
import { replaySync, ScheduleError } from '@asimjs/testing';
import { decisionsOf, departuresIn, scheduleOf } from '../src/explore/schedule.js';
import { choosing } from './choices.js';

describe('the text of a schedule', () => {
  it.each([
    [[], 'usual'],
    [[0, 0, 0], 'usual'],
    [[1], '1=1'],
    [[0, 0, 2, 0, 0, 1], '3=2 6=1'],
    [[0, 12, 0], '2=12'],
  ])('of %j is %s', (decisions, text) => {
    expect(scheduleOf(decisions)).toBe(text);
    const read = decisionsOf(text);
    expect(decisions.map((_, place) => read[place] ?? 0)).toEqual(decisions);
    expect(departuresIn(read)).toBe(departuresIn(decisions));
  });

  it('may have more space than it needs', () => {
    expect(decisionsOf('  2=1\n 4=3 ')).toEqual([0, 1, 0, 3]);
    expect(decisionsOf(' usual ')).toEqual([]);
  });

  it.each(['', 'unusual', '1', '1=', '=1', '0=1', '1=-1', '1.5=1', '2=1 1=1', '2=1 2=1', '1=1,2=1'])(
    'cannot be %j',
    (text) => {
      expect(() => decisionsOf(text)).toThrow(
        new ScheduleError(
          `a schedule is 'usual' or a list such as '3=1 7=2' with rising places from 1, but was given '${text}'`,
        ),
      );
    },
  );
});

describe('a schedule that does not fit its model', () => {
  const model = choosing((choose) => {
    if (choose(2) + choose(3) === 3) throw new Error('one and two');
  });

  it('is followed if it fits', () => {
    expect(String(replaySync(model, '1=1 2=2').fault?.error)).toBe('Error: one and two');
    expect(replaySync(model, '2=2').fault).toBeUndefined();
  });

  it('is refused if there are not so many ways', () => {
    expect(() => replaySync(model, '1=2')).toThrow(
      new ScheduleError(
        'decision 1 of the schedule takes 2, but there are only 0 to 1; it was made for another model',
      ),
    );
  });

  it('is refused if there are not so many decisions', () => {
    expect(() => replaySync(model, '2=1 3=1')).toThrow(
      new ScheduleError(
        "the schedule '2=1 3=1' has 3 decisions, but the run had 2; it was made for another model",
      ),
    );
  });

  it('is refused also if the model swallows all errors', () => {
    const swallowing = choosing((choose) => {
      try {
        choose(2);
      } catch {
        // And goes on.
      }
    });
    expect(() => replaySync(swallowing, '1=5')).toThrow(ScheduleError);
  });
});
