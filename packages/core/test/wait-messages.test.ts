import { Environment } from '@asimjs/core';
import { describe, expect, it } from 'vitest';
import { Turnstile } from './turnstile.js';

const HOW =
  'wait for several with allOf or firstOf instead of Promise.all or Promise.race, await every async helper, and start what is to go on by itself with env.process';

const BELL = "event 'bell' while it was not its turn, as a second wait beside another does";

/** Awaits, in a helper that nobody awaits. */
function startHelper(env: Environment): void {
  const helper = async (): Promise<void> => {
    await env.event({ name: 'bell' });
  };
  void helper();
}

describe('the message for a wait at a wrong time names who waited, for what, when, and the right call', () => {
  it.each<[message: string, model: (env: Environment) => void]>([
    [
      `process 'clerk' waited for ${BELL}; ${HOW} (time 1, in process 'clerk')`,
      (env) => {
        env.process(
          async () => {
            await env.timeout(1);
            await Promise.all([env.timeout(1), env.event({ name: 'bell' })]);
          },
          { name: 'clerk' },
        );
      },
    ],
    [
      `code outside any process, or a helper that a callback or one of several generator processes started, waited for ${BELL}; ${HOW} (time 1)`,
      (env) => {
        env.schedule(1, () => {
          startHelper(env);
        });
        env.process(async () => env.timeout(2));
      },
    ],
    [
      `code outside any process, or a helper that a callback or one of several generator processes started, waited for ${BELL}; ${HOW} (time 0)`,
      (env) => {
        env.process(function* () {
          yield* env.timeout(0);
          startHelper(env);
        });
        env.process(function* () {
          yield* env.timeout(0);
        });
      },
    ],
    [
      `the body of process 'clerk' ended while a helper of it was still at work, with event 'bell'; ${HOW} (time 1, in process 'clerk')`,
      (env) => {
        env.process(
          async () => {
            await env.timeout(1);
            startHelper(env);
          },
          { name: 'clerk' },
        );
      },
    ],
    [
      `the body of process 'clerk' ended while a helper of it was still at work, with what it had waited for; ${HOW} (time 0, in process 'clerk')`,
      (env) => {
        const gate = new Turnstile(env);
        const helper = async (): Promise<void> => {
          const enter = gate.enter();
          enter.withdraw();
          // May not wait for it, and learns so at once.
          await enter;
        };
        env.process(
          async () => {
            helper().catch(() => undefined);
          },
          { name: 'clerk' },
        );
      },
    ],
  ])('%s', async (message, model) => {
    const env = new Environment();
    model(env);
    const error: unknown = await env.run().catch((thrown: unknown) => thrown);
    expect(String(error)).toBe(`ConcurrentWaitError: ${message}`);
  });

  it('in an async process of a synchronous run', () => {
    const env = new Environment();
    env.process(async () => env.timeout(1), { name: 'clerk' });
    expect(() => env.runSync()).toThrow(
      expect.objectContaining({
        name: 'RunStateError',
        message:
          "process 'clerk' is async, and runSync runs generator processes only; write 'await env.run(...)', or make its body a generator (time 0, in process 'clerk')",
      }),
    );
  });

  it('outside any process', async () => {
    const env = new Environment();
    const error: unknown = await new Promise((_, reject) => {
      env.event({ name: 'bell' }).then(() => undefined, reject);
    }).catch((thrown: unknown) => thrown);
    expect(String(error)).toBe(
      "OutsideProcessError: event 'bell' was awaited outside any process; put the wait into a body given to env.process, and give the clock a run with env.run (time 0)",
    );
    expect(() => Array.from<unknown>(env.event({ name: 'bell' }))).toThrow(
      expect.objectContaining({
        name: 'OutsideProcessError',
        message:
          "event 'bell' was waited for outside any process; put the wait into a body given to env.process (time 0)",
      }),
    );
  });
});
