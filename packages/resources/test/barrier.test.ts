import { allOf, firstOf } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import type { Process } from '@asimjs/core';
import { interrupt, isInterrupt } from '@asimjs/interrupts';
import { drivers, traceLog } from '@asimjs/testing';
import type { TraceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Barrier, Resource } from '@asimjs/resources';

describe.each(drivers)('a barrier with the $name driver', ({ body, run }) => {
  /** A process that comes to the barrier at some times. */
  function walker(
    env: Environment,
    barrier: Barrier,
    log: TraceLog,
    name: string,
    ...times: number[]
  ): Process {
    return env.process(
      body(function* (wait) {
        for (const time of times) {
          yield* wait(env.timeout(time - env.now));
          yield* wait(barrier.wait());
          log(name);
        }
      }),
      { name },
    );
  }

  it('lets its parties through together when the last has come, which does not wait', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const barrier = new Barrier(env, { parties: 3 });
    walker(env, barrier, log, 'a', 1);
    walker(env, barrier, log, 'b', 2);
    walker(env, barrier, log, 'c', 3);
    env.schedule(2.5, () => log(barrier.waiting, barrier.isFull, String(barrier)));
    await run(env);
    expect([...log.entries, [env.now, barrier.waiting]]).toEqual([
      [2.5, 2, false, "barrier 'barrier 1' (2 waiting)"],
      [3, 'c'],
      [3, 'a'],
      [3, 'b'],
      [3, 0],
    ]);
  });

  it('stands again for those who come next, also in the same instant', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const barrier = new Barrier(env, { parties: 2 });
    walker(env, barrier, log, 'a', 1, 1, 4);
    walker(env, barrier, log, 'b', 1, 3);
    walker(env, barrier, log, 'c', 1, 5);
    await run(env);
    expect(log.entries).toEqual([
      [1, 'b'],
      [1, 'a'],
      [1, 'a'],
      [1, 'c'],
      [4, 'a'],
      [4, 'b'],
    ]);
    expect(barrier.waiting).toBe(1);
  });

  it('lets everybody through when it is released, in the order in which they came, and counts them', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const barrier = new Barrier(env, { name: 'start' });
    for (const name of ['a', 'b', 'c']) walker(env, barrier, log, name, 1);
    walker(env, barrier, log, 'late', 2);
    env.schedule(1.5, () => log('released', barrier.release(), barrier.release(), barrier.waiting));
    const { blocked } = await run(env);
    expect(log.entries).toEqual([
      [1.5, 'released', 3, 0, 0],
      [1.5, 'a'],
      [1.5, 'b'],
      [1.5, 'c'],
    ]);
    expect(blocked.map(String)).toEqual(["process 'late' has waited for 'start' to let it through since 2"]);
    expect(barrier.parties).toBe(Infinity);
  });

  it('may be released before all its parties have come', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const barrier = new Barrier(env, { parties: 2 });
    walker(env, barrier, log, 'a', 1, 3);
    walker(env, barrier, log, 'b', 4);
    env.schedule(2, () => log(barrier.release()));
    await run(env);
    expect(log.entries).toEqual([
      [2, 1],
      [2, 'a'],
      [4, 'b'],
      [4, 'a'],
    ]);
  });

  it('lets one party of one through at once', async () => {
    const env = new Environment();
    const log = traceLog(env);
    walker(env, new Barrier(env, { parties: 1 }), log, 'a', 1, 1, 2);
    await run(env);
    expect(log.entries).toEqual([
      [1, 'a'],
      [1, 'a'],
      [2, 'a'],
    ]);
  });

  it('does not count who has gone: out of a race, interrupted or cancelled', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const barrier = new Barrier(env, { parties: 2 });
    env.process(
      body(function* (wait) {
        log((yield* wait(firstOf({ through: barrier.wait(), bored: env.timeout(1) }))).key, barrier.waiting);
      }),
    );
    const disturbed = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        try {
          yield* wait(barrier.wait());
        } catch (error) {
          log(isInterrupt(error), barrier.waiting);
        }
      }),
    );
    const cancelled = walker(env, barrier, log, 'cancelled', 4);
    env.schedule(3, () => interrupt(disturbed));
    env.schedule(5, () => log(cancelled.cancel(), barrier.waiting));
    walker(env, barrier, log, 'x', 6);
    walker(env, barrier, log, 'y', 7);
    await run(env);
    expect(log.entries).toEqual([
      [1, 'bored', 0],
      [3, true, 0],
      [5, true, 0],
      [7, 'y'],
      [7, 'x'],
    ]);
  });

  it('counts a process once that waits twice, until both its waits are gone', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const barrier = new Barrier(env, { parties: 2 });
    env.process(
      body(function* (wait) {
        yield* wait(allOf([barrier.wait(), barrier.wait()]));
        log('both');
        const pair = allOf([barrier.wait(), firstOf([barrier.wait(), env.timeout(1)])]);
        log(yield* wait(firstOf({ pair, late: env.timeout(2) })), barrier.waiting);
      }),
    );
    env.schedule(3, () => log(barrier.waiting));
    walker(env, barrier, log, 'other', 4);
    env.schedule(5.5, () => log('one is left', barrier.waiting));
    await run(env);
    expect(log.entries).toEqual([
      [3, 1],
      [4, 'other'],
      [4, 'both'],
      [5.5, 'one is left', 1],
      [6, { key: 'late', value: undefined }, 0],
    ]);
  });

  it('counts a wait from when it is made', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const barrier = new Barrier(env, { parties: 2 });
    env.process(
      body(function* (wait) {
        const early = barrier.wait();
        yield* wait(env.timeout(5));
        yield* wait(early);
        log('a');
      }),
    );
    walker(env, barrier, log, 'b', 2);
    await run(env);
    expect(log.entries).toEqual([
      [2, 'b'],
      [5, 'a'],
    ]);
  });

  it('lets one through first who is cancelled in that instant, and its other race is lost', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [left, right] = [new Barrier(env, { parties: 2 }), new Barrier(env, { parties: 2 })];
    const process = env.process(
      body(function* (wait) {
        log((yield* wait(firstOf({ right: right.wait(), left: left.wait() }))).key, right.waiting);
        yield* wait(env.timeout(1));
        log('unreached');
      }),
    );
    walker(env, left, log, 'a', 3);
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(3));
        process.cancel();
      }),
    );
    walker(env, right, log, 'b', 4);
    await run(env);
    expect([...log.entries, [env.now, right.waiting]]).toEqual([
      [3, 'a'],
      [3, 'left', 0],
      [4, 1],
    ]);
  });

  it('is full for a moment only, which can be waited for', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const barrier = new Barrier(env, { parties: 2 });
    env.process(
      body(function* (wait) {
        for (;;) {
          yield* wait(barrier.whenFull());
          log('was full', barrier.isFull, barrier.isEmpty);
          yield* wait(env.timeout(1));
        }
      }),
      { background: true },
    );
    walker(env, barrier, log, 'a', 1, 5);
    walker(env, barrier, log, 'b', 2, 6);
    await run(env);
    expect(log.entries.filter(([, what]) => what === 'was full')).toEqual([
      [2, 'was full', false, true],
      [6, 'was full', false, true],
    ]);
  });
});

describe.each(drivers)(
  'what is asked of a barrier and awaited later, with the $name driver',
  ({ body, run }) => {
    it('is tried in its turn among the children of a choice', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const barrier = new Barrier(env, { parties: 1 });
      const desk = new Resource(env, { name: 'desk' });
      env.process(
        body(function* (wait) {
          const first = barrier.wait();
          const choice = firstOf({ passed: barrier.wait(), served: desk.acquire() });
          yield* wait(first);
          log((yield* wait(choice)).key, desk.inUse);
        }),
      );
      await run(env);
      expect(log.entries).toEqual([[0, 'passed', 0]]);
    });

    it('counts for the next round if the barrier has opened before its turn', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const barrier = new Barrier(env, { parties: 2 });
      const walk = (name: string, start: number): void => {
        env.process(
          body(function* (wait) {
            yield* wait(env.timeout(start));
            const [first, second] = [barrier.wait(), barrier.wait()];
            yield* wait(first);
            log(name, 'once');
            yield* wait(second);
            log(name, 'twice');
          }),
        );
      };
      walk('a', 1);
      walk('b', 2);
      await run(env);
      expect([...log.entries, [env.now, barrier.waiting]]).toEqual([
        [2, 'b', 'once'],
        [2, 'a', 'once'],
        [2, 'a', 'twice'],
        [2, 1],
      ]);
    });

    it('changes when somebody comes and when he goes, for whoever has asked in that step', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const barrier = new Barrier(env, { parties: 2 });
      const desk = new Resource(env, { name: 'desk' });
      env.process(
        body(function* (wait) {
          const choice = firstOf({ passed: barrier.wait(), served: desk.acquire() });
          const change = barrier.whenChanged();
          log((yield* wait(choice)).key);
          yield* wait(change);
          log('changed');
        }),
      );
      await run(env);
      expect(log.entries).toEqual([
        [0, 'served'],
        [0, 'changed'],
      ]);
    });
  },
);
