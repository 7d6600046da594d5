import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { demo } from '../src/demo.js';
import { measure } from '../src/measures.js';
import { simulate } from '../src/model.js';
import { readTimetable } from '../src/read-timetable.js';
import { DEFAULTS } from '../src/settings.js';
import type { Settings } from '../src/settings.js';
import { isOfTheDay } from '../src/timetable.js';
import { run, text } from './run-demo.js';

// The file of flights is read again and again, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

/** The fenced blocks of a page. */
function blocks(page: string): string[] {
  return [...page.matchAll(/```text\n([^]*?)```/g)].map(([, block]) => block ?? '');
}

/** All that is printed above the table of the hours. */
function withoutHours(output: string): string {
  return output.slice(0, output.lastIndexOf('\n\n') + 1);
}

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

describe('the demo', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test('prints the tables of the default day, and nothing else', async () => {
    const { code, output, messages } = await run();
    expect(code).toBe(0);
    expect(messages).toBe('');
    await expect(output).toMatchFileSnapshot('default-day.txt');
  });

  test('prints what the README shows', async () => {
    const storm = (await run('--storm', '17:00-18:00')).output;
    expect(blocks(readme)).toEqual([(await run()).output, withoutHours(storm), (await run('--help')).output]);
  });

  test.each(['Asia/Kolkata', 'America/New_York'])('prints the same on a machine in %s', async (zone) => {
    const { output } = await run('--date', '2001-04-01');
    vi.stubEnv('TZ', zone);
    expect((await run('--date', '2001-04-01')).output).toBe(output);
  });

  test('prints no line of more than 100 characters', async () => {
    const { output } = await run(
      '--patience',
      '7.25',
      '--turnround',
      '33.25',
      '--separation',
      '99.75',
      '--gates',
      '500',
    );
    expect(output.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  test('has no column with one runway less if there is only one', async () => {
    const { output } = await run('--runways', '1');
    expect(output).toContain('ten gates more');
    expect(output).not.toContain('one runway less');
  });

  test.each(['2001-01-01', '2001-06-30', '2001-02-24'])('takes the day %s', async (date) => {
    const { code, output } = await run('--date', date);
    expect([code, output.slice(0, 15)]).toEqual([0, "Chicago O'Hare,"]);
  });

  test('explains a bad command line among the messages and ends with code 2', async () => {
    expect(await run('--date', '2001-07-01')).toEqual({
      code: 2,
      output: '',
      messages:
        "error: option '--date <day>' argument '2001-07-01' is invalid. " +
        'Give a day from 2001-01-01 to 2001-06-30, written YYYY-MM-DD.\n(--help lists the options)\n',
    });
  });

  test('shows a progress bar on a terminal, and clears it', async () => {
    const terminal = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
    expect(await demo([], new PassThrough(), terminal)).toBe(0);
    const shown = text(terminal);
    expect(shown).toContain('0 %  reading the flights');
    expect(shown).toContain('simulating: ');
    expect(shown.endsWith('\u001b[1G\u001b[2K')).toBe(true);
  });
});

describe("a day at O'Hare", () => {
  const timetable = readTimetable(DEFAULTS);

  async function measured(changed: Partial<Settings> = {}): Promise<ReturnType<typeof measure>> {
    const settings = { ...DEFAULTS, ...changed };
    return measure(await timetable, settings, await simulate(await timetable, settings));
  }

  test.each([{}, { runways: 1 }, { gates: 1 }, { runways: 2, patience: 5 }])(
    'with %j lands or diverts every arrival and lets every departure go',
    async (changed) => {
      const { landed, diverted, departed } = await measured(changed);
      const due = (await timetable).flights.filter((flight) => isOfTheDay(flight.due));
      expect(landed + diverted).toBe(due.filter(({ kind }) => kind === 'arrival').length);
      expect(departed).toBe(due.filter(({ kind }) => kind === 'departure').length);
    },
  );

  test('is no better with fewer runways', async () => {
    const few = await Promise.all([1, 2, 3, 4, 5, 6].map((runways) => measured({ runways })));
    const figures = few.map(({ diverted, holding, taxiOut }) => [
      diverted,
      holding?.mean ?? 0,
      taxiOut?.mean ?? 0,
    ]);
    for (const figure of [0, 1, 2]) {
      const byRunways = figures.map((numbers) => numbers[figure] ?? 0);
      expect(byRunways).toEqual([...byRunways].sort((one, other) => other - one));
    }
    expect(figures[0]?.[0]).toBeGreaterThan(100);
  });

  test('is no better with fewer gates', async () => {
    const waits = await Promise.all(
      [40, 50, 60, 70, 80].map(async (gates) => (await measured({ gates })).gateWait?.mean),
    );
    expect(waits).toEqual([...waits].sort((one, other) => Number(other) - Number(one)));
    expect(waits.at(-1)).toBe(0);
  });

  test('never uses more runways or gates than there are', async () => {
    const log = await simulate(await timetable, DEFAULTS);
    const runways = [...log.landings, ...log.takeOffs].map(({ runway }) => runway);
    const gates = log.landings.map(({ gate }) => gate);
    expect(most(runways)).toBe(DEFAULTS.runways);
    expect(most(gates)).toBe(DEFAULTS.gates);
  });
});

/** How many stretches of time overlap at most; one that begins when another ends does not overlap it. */
function most(intervals: { from: number; to: number }[]): number {
  const changes = intervals.flatMap(({ from, to }): [number, number][] => [
    [from, 1],
    [to, -1],
  ]);
  changes.sort(([one, up], [other, down]) => one - other || up - down);
  let present = 0;
  return Math.max(...changes.map(([, change]) => (present += change)));
}
