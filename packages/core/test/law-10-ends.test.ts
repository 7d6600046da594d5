import { Environment } from '@asimjs/core';
import type { RunOptions } from '@asimjs/core';
import { drivers } from '@asimjs/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainPrograms, play } from './random-program.js';

describe.each(drivers)('ends are explained, with the $name driver:', (driver) => {
  const { body, run } = driver;

  it('every way for a run to end has its reason', async () => {
    const env = new Environment();
    const bell = env.event<string>();
    env.process(
      body(function* (wait) {
        for (let tick = 1; ; tick++) {
          yield* wait(env.timeout(1));
          if (tick === 5) bell.succeed('ding');
          if (tick === 7) env.stop('enough');
          if (tick === 9) return;
        }
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.event({ name: 'never' }));
      }),
      { name: 'hopeful' },
    );
    const ends: unknown[] = [];
    const options: RunOptions[] = [
      { until: 2 },
      { before: 4 },
      { maxSteps: 1 },
      { until: bell },
      {},
      { signal: AbortSignal.abort() },
      {},
    ];
    for (const option of options) {
      const { reason, now, value, blocked } = await run(env, option);
      ends.push([reason, now, value, blocked.map(({ process }) => process.name).includes('hopeful')]);
    }
    expect(ends).toEqual([
      ['until', 2, undefined, true],
      ['until', 4, undefined, true],
      ['maxSteps', 4, undefined, true],
      ['event', 5, 'ding', true],
      ['stopped', 7, 'enough', true],
      ['aborted', 7, undefined, true],
      ['exhausted', 9, undefined, true],
    ]);
  });

  it('the result of a random program names all who wait, for what and since when, and nobody else', async () => {
    await fc.assert(
      fc.asyncProperty(plainPrograms, fc.nat(5), async (program, until) => {
        const game = play(program, new Environment(), driver);
        const { blocked, reason, now } = await run(game.env, until);
        expect(now).toBe(until);
        expect(reason).toBe(game.env.peek() === Infinity ? 'exhausted' : 'until');
        const waiting = game.processes.filter(({ status }) => status === 'waiting');
        expect(blocked.map(({ process }) => process)).toEqual(waiting);
        for (const { process, waitingFor, since, description } of blocked) {
          expect(waitingFor).toBe(process.waitingFor);
          expect(description).toBe(waitingFor.describe());
          // The last thing that a process logs is what it is about to do.
          const own = game.log.entries.filter(([, who, what]) => who === process.name && what !== 'calls');
          expect(since).toBe(own.at(-1)?.[0]);
        }
        const ended = game.processes.filter(({ status }) => status === 'finished');
        expect(waiting.length + ended.length).toBe(game.processes.length);
      }),
      { numRuns: 200 },
    );
  });
});
