import { Environment } from '@asimjs/core';
import type { Blocked, Process } from '@asimjs/core';
import { drivers } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Turnstile } from './turnstile.js';

function oneTo(number: number): number[] {
  return Array.from({ length: number }, (_, index) => index + 1);
}

describe.each(drivers)('with the $name driver, the text of blocked processes', ({ body, run }) => {
  it.each([
    [10, []],
    [11, ['  and 1 more']],
    [13, ['  and 3 more']],
  ])('names the first ten of %i', async (number, rest) => {
    const env = new Environment();
    const bell = env.event({ name: 'bell' });
    for (const index of oneTo(number)) {
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(2));
          yield* wait(bell);
        }),
        { name: `p${index}` },
      );
    }
    const error: unknown = await run(env, { strict: true }).catch((caught: unknown) => caught);
    expect(String(error).split('\n')).toEqual([
      `DeadlockError: nothing is left to do, but ${number} processes will wait for ever (time 2):`,
      ...oneTo(10).map((index) => `  process 'p${index}' has waited for event 'bell' since 2`),
      ...rest,
    ]);
  });

  it.each([
    [1, "'p1'"],
    [2, "'p1', 'p2'"],
    [10, "'p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8', 'p9', 'p10'"],
    [12, "'p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8', 'p9', 'p10', (2 more)"],
  ])('names the first ten of %i holders, though they have ended', async (places, holders) => {
    const env = new Environment();
    const gate = new Turnstile(env, { name: 'gate', places });
    for (const index of oneTo(places + 1)) {
      env.process(
        body(function* (wait) {
          yield* wait(gate.enter());
        }),
        { name: `p${index}` },
      );
    }
    const { blocked } = await run(env);
    expect(blocked.map(String)).toEqual([
      `process 'p${places + 1}' has waited for a way through 'gate' since 0, held by ${holders}`,
    ]);
    expect(blocked[0]?.cycle).toBeUndefined();
  });

  it.each([
    [1, 'p1 -> p1'],
    [2, 'p1 -> p2 -> p1'],
    [10, 'p1 -> p2 -> p3 -> p4 -> p5 -> p6 -> p7 -> p8 -> p9 -> p10 -> p1'],
    [13, 'p1 -> p2 -> p3 -> p4 -> p5 -> p6 -> p7 -> p8 -> p9 -> p10 -> (3 more) -> p1'],
  ])('names the first ten of a circle of %i', async (number, circle) => {
    const env = new Environment();
    const ring: Process[] = [];
    for (const index of oneTo(number)) {
      ring.push(
        env.process(
          body(function* (wait) {
            yield* wait(ring[index % number]!.finished);
          }),
          { name: `p${index}` },
        ),
      );
    }
    const { blocked } = await run(env);
    const next = ring[1 % number]!.name;
    expect(String(blocked[0])).toBe(
      `process 'p1' has waited for the end of process '${next}' since 0, held by '${next}', in a circle: ${circle}`,
    );
  });

  it('tells of nobody whose wait is over, though it has not gone on', async () => {
    const env = new Environment();
    const bell = env.event();
    const waiter = env.process(
      body(function* (wait) {
        yield* wait(bell);
      }),
    );
    env.schedule(1, () => {
      env.process(body(function* () {}));
      bell.succeed();
      env.stop();
    });
    const { reason, blocked } = await run(env);
    expect([reason, waiter.status, blocked]).toEqual(['stopped', 'ready', []]);
  });

  it('finds a circle once, and keeps it', async () => {
    const env = new Environment();
    const process: Process = env.process(
      body(function* (wait) {
        yield* wait(process.finished);
      }),
    );
    const [only]: readonly Blocked[] = (await run(env)).blocked;
    expect(only?.cycle).toEqual([process]);
    expect(only?.cycle).toBe(only?.cycle);
  });
});
