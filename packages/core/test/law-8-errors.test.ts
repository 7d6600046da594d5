import { Environment, ProcessFailedError } from '@asimjs/core';
import { assertSameTrace, drivers, traceLog } from '@asimjs/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainPrograms, play } from './random-program.js';

describe.each(drivers)('errors are loud, with the $name driver:', (driver) => {
  const { body, run } = driver;

  it('an error that is thrown while nobody listens ends the run at once, even if somebody means to listen later', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const cause = new Error('broken');
    const failing = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        throw cause;
      }),
      { name: 'failing' },
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        log('too late');
        yield* wait(failing.finished);
      }),
    );
    await expect(run(env)).rejects.toMatchObject({
      name: 'ProcessFailedError',
      time: 1,
      process: 'failing',
      cause,
    });
    expect(log.entries).toEqual([]);
  });

  it('what is thrown need not be an Error', async () => {
    for (const cause of ['text', 5, undefined, null]) {
      const env = new Environment();
      env.process(
        body(function* () {
          // eslint-disable-next-line @typescript-eslint/only-throw-error -- what models may do
          throw cause;
        }),
      );
      const error: unknown = await run(env).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ProcessFailedError);
      expect((error as Error).cause).toBe(cause);
      expect((error as Error).message).toContain(cause === 'text' ? '"text"' : String(cause));
    }
  });

  it('the first of two errors of one step is told', async () => {
    const env = new Environment();
    const [one, two] = [new Error('one'), new Error('two')];
    env.schedule(1, () => {
      env.event().fail(one);
      throw two;
    });
    await expect(run(env)).rejects.toMatchObject({ name: 'EventFailedError', cause: one });
  });

  it('an error in a random program ends the run there, with its name, its time and its cause', async () => {
    await fc.assert(
      fc.asyncProperty(plainPrograms, fc.nat(4), async (program, when) => {
        const intact = play(program, new Environment(), driver);
        await run(intact.env);
        const game = play(program, new Environment(), driver);
        const cause = new Error('broken');
        game.env.process(
          body(function* (wait) {
            yield* wait(game.env.timeout(when));
            throw cause;
          }),
          { name: 'culprit' },
        );
        const error: unknown = await run(game.env).catch((thrown: unknown) => thrown);
        expect(error).toMatchObject({ name: 'ProcessFailedError', time: when, process: 'culprit', cause });
        assertSameTrace(game.log.entries, intact.log.entries.slice(0, game.log.entries.length));
        expect(game.log.entries.every(([time]) => time <= when)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
