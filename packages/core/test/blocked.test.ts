import { Environment } from '@asimjs/core';
import type { Blocked, Process } from '@asimjs/core';
import { drivers } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Turnstile } from './turnstile.js';

/** What the result of a run says of blocked processes, by names. */
function told(blocked: readonly Blocked[]): unknown[] {
  const names = (processes: readonly Process[]): string[] => processes.map(({ name }) => name);
  return blocked.map(({ process, description, since, holders, cycle }) => ({
    process: process.name,
    description,
    since,
    holders: names(holders),
    cycle: cycle && names(cycle),
  }));
}

describe.each(drivers)('with the $name driver, the result of a run', ({ body, run }) => {
  it('names each suspended process, what it waits for and since when, in order of creation', async () => {
    const env = new Environment();
    const bell = env.event({ name: 'bell' });
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        yield* wait(bell);
      }),
      { name: 'late' },
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.event());
      }),
      { name: 'early' },
    );
    env.process(
      body(function* () {
        return 'ended';
      }),
    );
    const { blocked } = await run(env);
    expect(told(blocked)).toEqual([
      { process: 'late', description: "event 'bell'", since: 2, holders: [], cycle: undefined },
      { process: 'early', description: 'an event', since: 0, holders: [], cycle: undefined },
    ]);
    expect(blocked[0]?.waitingFor).toBe(bell);
  });

  it('names those who will go on too, if the run ends before', async () => {
    const env = new Environment();
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(7));
      }),
      { name: 'sleeper' },
    );
    const { blocked } = await run(env, 3);
    expect(told(blocked)).toEqual([
      { process: 'sleeper', description: 'a timeout until 7', since: 0, holders: [], cycle: undefined },
    ]);
    expect((await run(env)).blocked).toEqual([]);
  });

  it('names the process whose end is waited for', async () => {
    const env = new Environment();
    const child = env.process(
      body(function* (wait) {
        yield* wait(env.event());
      }),
      { name: 'child' },
    );
    env.process(
      body(function* (wait) {
        yield* wait(child.finished);
      }),
      { name: 'parent' },
    );
    const { blocked } = await run(env);
    expect(told(blocked)[1]).toEqual({
      process: 'parent',
      description: "the end of process 'child'",
      since: 0,
      holders: ['child'],
      cycle: undefined,
    });
  });

  it('gives the circle of processes that wait for each other, from each of them', async () => {
    const env = new Environment();
    const ring: Process[] = [];
    for (const [index, name] of ['a', 'b', 'c'].entries()) {
      ring.push(
        env.process(
          body(function* (wait) {
            yield* wait(ring[(index + 1) % 3]!.finished);
          }),
          { name },
        ),
      );
    }
    env.process(
      body(function* (wait) {
        yield* wait(ring[0]!.finished);
      }),
      { name: 'outside the circle' },
    );
    const { blocked } = await run(env);
    expect(blocked.map(({ cycle }) => cycle?.map(({ name }) => name))).toEqual([
      ['a', 'b', 'c'],
      ['b', 'c', 'a'],
      ['c', 'a', 'b'],
      undefined,
    ]);
  });

  it('gives the circle of a process that waits for its own end', async () => {
    const env = new Environment();
    const process: Process = env.process(
      body(function* (wait) {
        yield* wait(process.finished);
      }),
    );
    const { blocked } = await run(env);
    expect(blocked[0]).toMatchObject({ cycle: [process], holders: [process] });
  });

  it('names who holds what is waited for, and the circle over two facilities', async () => {
    const env = new Environment();
    const [left, right] = [new Turnstile(env, { name: 'left' }), new Turnstile(env, { name: 'right' })];
    const crossing = (name: string, first: Turnstile, second: Turnstile): void => {
      env.process(
        body(function* (wait) {
          yield* wait(first.enter());
          yield* wait(env.timeout(1));
          yield* wait(second.enter());
        }),
        { name },
      );
    };
    crossing('eastward', left, right);
    crossing('westward', right, left);
    const { blocked } = await run(env);
    expect(told(blocked)).toEqual([
      {
        process: 'eastward',
        description: "a way through 'right'",
        since: 1,
        holders: ['westward'],
        cycle: ['eastward', 'westward'],
      },
      {
        process: 'westward',
        description: "a way through 'left'",
        since: 1,
        holders: ['eastward'],
        cycle: ['westward', 'eastward'],
      },
    ]);
  });

  it('tells of circles in the message of a DeadlockError', async () => {
    const env = new Environment();
    const a: Process = env.process(
      body(function* (wait) {
        yield* wait(b.finished);
      }),
      { name: 'a' },
    );
    const b: Process = env.process(
      body(function* (wait) {
        yield* wait(a.finished);
      }),
      { name: 'b' },
    );
    await expect(run(env, { strict: true })).rejects.toThrow(
      "process 'a' has waited for the end of process 'b' since 0, held by 'b', in a circle: a -> b -> a",
    );
  });
});
