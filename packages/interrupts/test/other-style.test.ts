// A body or a handler of the other style than its process: what the error says, in both styles.
import { Environment, ProcessBodyError } from '@asimjs/core';
import type { Coroutine } from '@asimjs/core';
import { traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { interrupt, uninterruptible, work } from '@asimjs/interrupts';
import type { Routine } from '@asimjs/interrupts';

type Begin = (env: Environment) => Routine<unknown>;

/** Work that is interrupted as it begins. */
function workInterrupted(
  env: Environment,
  onInterrupt: () => Promise<void> | Coroutine<void>,
): Routine<unknown> {
  interrupt(env.activeProcess!);
  return work(env, 9, { onInterrupt });
}

const promised =
  'returned a promise; in this process, which is of the other style, it is a generator function';
const generated =
  'returned a generator; in this process, which is of the other style, it is an async function';

describe('an async function in a generator process', () => {
  it.each<[string, Begin]>([
    ['the body of uninterruptible', (env) => uninterruptible(env, async () => env.now)],
    ["the handler 'onInterrupt' of work", (env) => workInterrupted(env, async () => {})],
    // What it says later is of no interest.
    ['the body of uninterruptible', (env) => uninterruptible(env, () => Promise.reject(new Error('late')))],
  ])('as %s throws, and the process goes on', async (what, begin) => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      function* () {
        yield* env.timeout(2);
        try {
          yield* begin(env);
        } catch (error) {
          log(error);
        }
        yield* env.timeout(5);
        log('went on');
      },
      { name: 'worker' },
    );
    await env.run();
    expect(log.entries).toEqual([
      [2, new ProcessBodyError(`${what} ${promised}`, { time: 2, process: 'worker' })],
      [7, 'went on'],
    ]);
  });
});

describe('a generator function in an async process', () => {
  it.each<[string, Begin]>([
    [
      'the body of uninterruptible',
      (env) =>
        uninterruptible(env, function* () {
          yield* env.timeout(1);
        }),
    ],
    [
      "the handler 'onInterrupt' of work",
      (env) =>
        workInterrupted(env, function* () {
          yield* env.timeout(1);
        }),
    ],
  ])('as %s throws, and the process goes on', async (what, begin) => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      async () => {
        await env.timeout(2);
        try {
          await begin(env);
        } catch (error) {
          log(error);
        }
        await env.timeout(5);
        log('went on');
      },
      { name: 'worker' },
    );
    await env.run();
    expect(log.entries).toEqual([
      [2, new ProcessBodyError(`${what} ${generated}`, { time: 2, process: 'worker' })],
      [7, 'went on'],
    ]);
  });
});
