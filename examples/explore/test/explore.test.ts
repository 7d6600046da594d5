import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explore } from '@asimjs/testing';
import { nearlyRight } from '../src/nearly-right.js';
import { office } from '../src/office.js';
import { right } from '../src/right.js';
import { exploreDay, replayDay, tellStory } from '../src/story.js';

function textOf(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}

describe('the output', () => {
  it('is the stored one', async () => {
    expect(`${await tellStory()}\n`).toBe(textOf('output.txt'));
  });

  it('stands on the page, piece by piece', async () => {
    const page = textOf('../README.md');
    const shown = [...page.matchAll(/^```text\n(.*?)^```/gms)].map(([, text = '']) => text);
    expect(shown.length).toBeGreaterThan(2);
    const output = textOf('output.txt');
    for (const text of shown) expect(output).toContain(text);
  });
});

describe('the developer who is nearly right', () => {
  it('gets everything done if all comes in the order in which it was scheduled', async () => {
    expect(await replayDay(nearlyRight, 'usual')).toBe('nothing is missing');
  });

  it('loses all of it in another order, which is found in the second run', async () => {
    const { failure, schedules } = await exploreDay(nearlyRight);
    expect(failure).toMatchObject({ kind: 'error', time: 11, schedule: '2=1' });
    expect(schedules).toBe(2);
    expect((await replayDay(nearlyRight, '2=1')).split('\n')).toEqual([
      'missing:',
      '  20 of 20 minutes of the report',
      '  5 of 5 minutes of the first call',
      '  3 of 3 minutes of a question',
      '  5 of 5 minutes of the second call',
    ]);
  });

  it('is right whenever Carl comes second, also if the call comes during his question or as it ends', async () => {
    const outcomes = await Promise.all(
      ['usual', '1=1', '1=2', '1=2 3=1', '1=3', '1=3 3=1'].map((schedule) =>
        replayDay(nearlyRight, schedule),
      ),
    );
    expect(new Set(outcomes)).toEqual(new Set(['nothing is missing']));
  });
});

describe('the developer who is right', () => {
  it('gets everything done in every order, and all have been tried', async () => {
    const { schedules, isFinished, failure } = await exploreDay(right);
    expect({ schedules, isFinished, failure }).toEqual({
      schedules: 12,
      isFinished: true,
      failure: undefined,
    });
  });

  it('needs as many orders without leaving any out: everything here has to do with Dana', async () => {
    const report = await explore((exploration) => office(right, exploration), { reduce: false });
    expect(String(report)).toBe('12 schedules run; all orders tried');
  });
});
