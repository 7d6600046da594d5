import type { Model } from './models.js';

/** Runs a model and gives what is to be printed: its trace as a table, and how the run ended. */
export async function printRun({ name, run }: Model): Promise<string> {
  const rows = [['time', 'who', 'what']];
  const { now, reason, blocked } = await run((time, who, what) => rows.push([String(time), who, what]));
  const width = Math.max(...rows.map(([, who = '']) => who.length));
  return [
    name,
    ...rows.map(([time = '', who = '', what = '']) => `${time.padStart(4)}  ${who.padEnd(width)}  ${what}`),
    `ended at ${now}: ${reason}`,
    ...blocked.map((waiting) => `  ${waiting.toString()}`),
  ].join('\n');
}
