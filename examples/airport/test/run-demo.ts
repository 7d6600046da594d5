import { PassThrough } from 'node:stream';
import { demo } from '../src/demo.js';

/** What the demo prints for a command line. */
export async function run(...args: string[]): Promise<{ code: number; output: string; messages: string }> {
  const output = new PassThrough();
  const messages = new PassThrough();
  const code = await demo(args, output, messages);
  return { code, output: text(output), messages: text(messages) };
}

/** All that was written to a stream. */
export function text(stream: PassThrough): string {
  return String(stream.read() ?? '');
}
