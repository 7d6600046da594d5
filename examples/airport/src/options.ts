import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { parseInterval } from './interval.js';
import { DEFAULTS, RECORDED } from './settings.js';
import type { DelayRule, Settings } from './settings.js';

/** What the command line asks for: a run, or a text to print before ending with `exitCode`. */
export type Request =
  | { readonly kind: 'run'; readonly settings: Settings }
  | { readonly kind: 'say'; readonly text: string; readonly exitCode: number };

/** Exit code for a command line that makes no sense. */
const BAD_OPTIONS = 2;

/** Columns. */
const HELP_WIDTH = 100;

const DELAY_RULES: readonly DelayRule[] = ['add', 'ignore'];

/** Reads the command line, which begins after the names of node and the script. */
export function readOptions(args: readonly string[]): Request {
  let text = '';
  const command = commandLine((part) => {
    text += part;
  });
  try {
    command.parse(args, { from: 'user' });
    return { kind: 'run', settings: command.opts<Settings>() };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { kind: 'say', text, exitCode: error.exitCode === 0 ? 0 : BAD_OPTIONS };
  }
}

function commandLine(write: (text: string) => void): Command {
  const { date, runways, gates, patience, turnround, separation, delay } = DEFAULTS;
  return new Command('npm run demo --')
    .description("Simulates one day at Chicago O'Hare on the flights recorded in the first half of 2001.")
    .addOption(dayOption('--date <day>', 'day to simulate', date))
    .addOption(wholeNumberOption('--runways <number>', 'runways in use', runways, 1, 20))
    .addOption(wholeNumberOption('--gates <number>', 'gates for arriving planes', gates, 1, 500))
    .addOption(
      numberOption('--patience <minutes>', 'holding time after which a plane diverts', patience, 0, 300),
    )
    .addOption(
      numberOption('--turnround <minutes>', 'time that a plane stays at its gate', turnround, 0, 300),
    )
    .addOption(numberOption('--separation <seconds>', 'time of a runway for one flight', separation, 1, 600))
    .addOption(
      new Option('--delay <rule>', 'the recorded delay in an estimated arrival time')
        .choices(DELAY_RULES)
        .default(delay),
    )
    .addOption(
      stormOption('--storm <from-to>', 'thunderstorm on that day, such as 17:00-18:00 (default: none)'),
    )
    .helpOption('--help', 'print this help')
    .allowExcessArguments(false)
    .showHelpAfterError('(--help lists the options)')
    .configureOutput({
      writeOut: write,
      writeErr: write,
      getOutHelpWidth: () => HELP_WIDTH,
      getErrHelpWidth: () => HELP_WIDTH,
    })
    .exitOverride();
}

function dayOption(flags: string, description: string, value: string): Option {
  const { first, last } = RECORDED;
  return new Option(flags, `${description}, ${first} to ${last}`).default(value).argParser((text) => {
    if (isDay(text) && text >= first && text <= last) return text;
    throw new InvalidArgumentError(`Give a day from ${first} to ${last}, written YYYY-MM-DD.`);
  });
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

function stormOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text) => {
    const storm = parseInterval(text);
    if (storm !== undefined) return storm;
    throw new InvalidArgumentError(
      'Give two times from 00:00 to 24:00, the earlier one first, written HH:MM-HH:MM.',
    );
  });
}

function numberOption(
  flags: string,
  description: string,
  value: number,
  least: number,
  most: number,
): Option {
  return rangeOption(flags, description, value, least, most, { name: 'number', test: Number.isFinite });
}

function wholeNumberOption(
  flags: string,
  description: string,
  value: number,
  least: number,
  most: number,
): Option {
  return rangeOption(flags, description, value, least, most, {
    name: 'whole number',
    test: Number.isInteger,
  });
}

function rangeOption(
  flags: string,
  description: string,
  value: number,
  least: number,
  most: number,
  kind: { readonly name: string; readonly test: (value: number) => boolean },
): Option {
  const range = `${String(least)} to ${String(most)}`;
  return new Option(flags, `${description}, ${range}`).default(value).argParser((text) => {
    const given = text.trim() === '' ? NaN : Number(text);
    if (kind.test(given) && given >= least && given <= most) return given;
    throw new InvalidArgumentError(`Give a ${kind.name} from ${range}.`);
  });
}
