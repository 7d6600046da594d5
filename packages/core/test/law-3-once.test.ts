import { Environment } from '@asimjs/core';
import { taskOf } from '@asimjs/core/protocol';
import { drivers, traceLog } from '@asimjs/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { play, programs } from './random-program.js';

describe.each(drivers)('every wait ends once, with the $name driver:', (driver) => {
  const { body, run } = driver;

  it('an event that comes after an interruption does not end the next wait', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const bell = env.event<string>();
    const process = env.process(
      body(function* (wait) {
        try {
          yield* wait(bell);
        } catch (error) {
          log(error);
        }
        yield* wait(env.timeout(5));
        log('slept');
      }),
    );
    env.schedule(1, () => {
      taskOf(process).deliver({ error: 'interrupt' });
      bell.succeed('too late');
    });
    env.schedule(2, () => log(process.waitingFor?.describe()));
    await run(env);
    expect(log.entries).toEqual([
      [1, 'interrupt'],
      [2, 'a timeout until 6'],
      [6, 'slept'],
    ]);
  });

  it('two processes that wait for one event are both told, and each once', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const bell = env.event<string>();
    for (const who of ['a', 'b']) {
      env.process(
        body(function* (wait) {
          log(who, yield* wait(bell));
          yield* wait(env.timeout(1));
          log(who, yield* wait(bell));
        }),
      );
    }
    env.schedule(1, () => bell.succeed('ding'));
    await run(env);
    expect(log.entries).toEqual([
      [1, 'a', 'ding'],
      [1, 'b', 'ding'],
      [2, 'a', 'ding'],
      [2, 'b', 'ding'],
    ]);
  });

  it('random programs resume nobody without the reason it waits for', async () => {
    await fc.assert(
      fc.asyncProperty(programs, async (program) => {
        const game = play(program, new Environment(), driver);
        // A process may fail as another is cancelled that it joins; what came before is to be right all the same.
        await run(game.env).catch(() => undefined);
        expect(game.violations).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
