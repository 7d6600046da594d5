import { describe, expect, test } from 'vitest';
import { readOptions } from '../src/options.js';
import { DEFAULTS } from '../src/settings.js';

describe('options', () => {
  test('that are not given have their defaults', () => {
    expect(readOptions([])).toEqual({ kind: 'run', settings: DEFAULTS });
  });

  test('set what they name', () => {
    const args =
      '--date 2001-06-30 --runways 5 --gates 80 --patience 12.5 --turnround=45 --separation 100 --delay ignore' +
      ' --storm 17:05-18:00';
    expect(readOptions(args.split(' '))).toEqual({
      kind: 'run',
      settings: {
        date: '2001-06-30',
        runways: 5,
        gates: 80,
        patience: 12.5,
        turnround: 45,
        separation: 100,
        delay: 'ignore',
        storm: { from: 1025, to: 1080 },
      },
    });
  });

  test('are listed by --help, with their units, ranges and defaults', () => {
    const request = readOptions(['--help']);
    expect(request).toMatchObject({ kind: 'say', exitCode: 0 });
    expect(request.kind === 'say' && request.text).toMatchInlineSnapshot(`
      "Usage: npm run demo -- [options]

      Simulates one day at Chicago O'Hare on the flights recorded in the first half of 2001.

      Options:
        --date <day>            day to simulate, 2001-01-01 to 2001-06-30 (default: "2001-03-14")
        --runways <number>      runways in use, 1 to 20 (default: 4)
        --gates <number>        gates for arriving planes, 1 to 500 (default: 60)
        --patience <minutes>    holding time after which a plane diverts, 0 to 300 (default: 30)
        --turnround <minutes>   time that a plane stays at its gate, 0 to 300 (default: 50)
        --separation <seconds>  time of a runway for one flight, 1 to 600 (default: 90)
        --delay <rule>          the recorded delay in an estimated arrival time (choices: "add", "ignore",
                                default: "add")
        --storm <from-to>       thunderstorm on that day, such as 17:00-18:00 (default: none)
        --help                  print this help
      "
    `);
  });
});

describe('a bad command line', () => {
  test.each([
    [['--date', '2001-07-01'], '2001-01-01 to 2001-06-30'],
    [['--date', '2000-12-31'], '2001-01-01 to 2001-06-30'],
    [['--date', '2001-02-29'], '2001-01-01 to 2001-06-30'],
    [['--date', '14.3.2001'], 'YYYY-MM-DD'],
    [['--date', '2001-03'], 'YYYY-MM-DD'],
    [['--date'], 'argument missing'],
    [['--runways', '0'], 'whole number from 1 to 20'],
    [['--runways', '2.5'], 'whole number from 1 to 20'],
    [['--runways', 'many'], 'whole number from 1 to 20'],
    [['--gates', ''], 'whole number from 1 to 500'],
    [['--patience', '-1'], 'number from 0 to 300'],
    [['--turnround', 'NaN'], 'number from 0 to 300'],
    [['--separation', '0'], 'number from 1 to 600'],
    [['--separation', 'Infinity'], 'number from 1 to 600'],
    [['--delay', 'double'], 'add, ignore'],
    [['--storm'], 'argument missing'],
    [['--storm', '18:00'], 'written HH:MM-HH:MM'],
    [['--storm', '18:00-17:00'], 'the earlier one first'],
    [['--storm', '23:30-00:30'], 'from 00:00 to 24:00'],
    [['--snow'], "unknown option '--snow'"],
    [['2001-03-14'], 'too many arguments'],
  ])('%j is explained and ends with code 2', (args, reason) => {
    const request = readOptions(args);
    expect(request).toMatchObject({
      kind: 'say',
      exitCode: 2,
      text: expect.stringContaining(reason) as unknown,
    });
    expect(request).toMatchObject({ text: expect.stringContaining('--help lists the options') as unknown });
  });
});
