import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import type { Waitable } from '@asimjs/core';
import { uninterruptible, work } from '@asimjs/interrupts';
import { drivers, traceLog } from '@asimjs/testing';
import type { TraceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { isPreempted, PreemptiveResource, Queue } from '@asimjs/resources';

/** Waits that end at 5, begun at 0. */
const waits: Record<string, (env: Environment) => Waitable> = {
  'a timeout': (env) => env.timeout(5),
  'a firstOf of which one part ends': (env) => firstOf([env.event(), env.timeout(5)]),
  'an allOf of which the last part ends': (env) => allOf([env.timeout(2), env.timeout(5)]),
  'an allOf of which all parts end': (env) => allOf([env.timeout(5), firstOf([env.timeout(5), env.event()])]),
  'a wait with a limit': (env) => withTimeout(env.event(), 5),
};

describe.each(drivers)('eviction of one whose wait ends in this instant with the $name driver', (driver) => {
  const { body, run } = driver;

  function holder(env: Environment, desk: PreemptiveResource, log: TraceLog, waitable: () => Waitable): void {
    env.process(
      body(function* (wait) {
        const turn = yield* wait(desk.acquire({ priority: 1 }));
        try {
          yield* wait(waitable());
          log('done', turn.isHeld);
        } catch (error) {
          log('evicted', isPreempted(error));
        }
        turn.release();
        yield* wait(env.timeout(3));
        log('undisturbed');
      }),
    );
  }

  function evictor(env: Environment, desk: PreemptiveResource, log: TraceLog, time = 5): void {
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(time));
        using turn = yield* wait(desk.acquire());
        log('evictor', turn.isHeld, desk.inUse);
        yield* wait(env.timeout(1));
      }),
    );
  }

  for (const [name, make] of Object.entries(waits)) {
    it(`${name}: it finishes first if it was there first, and is not evicted`, async () => {
      const env = new Environment();
      const log = traceLog(env);
      const desk = new PreemptiveResource(env);
      holder(env, desk, log, () => make(env));
      evictor(env, desk, log);
      await run(env);
      expect(log.entries).toEqual([
        [5, 'done', true],
        [5, 'evictor', true, 1],
        [8, 'undisturbed'],
      ]);
    });

    it(`${name}: evicted before, it goes on, releases, and hears nothing of it`, async () => {
      const env = new Environment();
      const log = traceLog(env);
      const desk = new PreemptiveResource(env);
      evictor(env, desk, log);
      holder(env, desk, log, () => make(env));
      await run(env);
      expect(log.entries).toEqual([
        [5, 'evictor', true, 1],
        [5, 'done', false],
        [8, 'undisturbed'],
      ]);
    });

    it(`${name}: evicted before its time, it is told at once`, async () => {
      const env = new Environment();
      const log = traceLog(env);
      const desk = new PreemptiveResource(env);
      evictor(env, desk, log, 4);
      holder(env, desk, log, () => make(env));
      await run(env);
      expect(log.entries).toEqual([
        [4, 'evictor', true, 1],
        [4, 'evicted', true],
        [7, 'undisturbed'],
      ]);
    });
  }

  it('an allOf of which one part does not end now: it is told at once', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    evictor(env, desk, log);
    holder(env, desk, log, () => allOf([env.timeout(5), env.timeout(6)]));
    await run(env);
    expect(log.entries).toEqual([
      [5, 'evictor', true, 1],
      [5, 'evicted', true],
      [8, 'undisturbed'],
    ]);
  });

  it('work with nothing left to do is done, and its handler is not called', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    evictor(env, desk, log);
    env.process(
      body(function* (wait) {
        using turn = yield* wait(desk.acquire({ priority: 1 }));
        const report = yield* wait(work(env, 5, { onInterrupt: () => log('called') }));
        log(report.completed, report.interruptions, turn.isHeld);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [5, 'evictor', true, 1],
      [5, true, 0, false],
    ]);
  });

  it('it is told at its next wait if it has not released by then, even a wait of no time', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    evictor(env, desk, log);
    env.process(
      body(function* (wait) {
        using turn = yield* wait(desk.acquire({ priority: 1 }));
        yield* wait(env.timeout(5));
        log('works', turn.isHeld);
        try {
          yield* wait(env.timeout(0));
        } catch (error) {
          log('told', isPreempted(error));
        }
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [5, 'evictor', true, 1],
      [5, 'works', false],
      [5, 'told', true],
    ]);
  });

  it('one that ends without having released hears nothing either', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    evictor(env, desk, log);
    const forgetful = env.process(
      body(function* (wait) {
        yield* wait(desk.acquire({ priority: 1 }));
        yield* wait(env.timeout(5));
      }),
    );
    await run(env);
    expect([...log.entries, [env.now, forgetful.status, desk.inUse]]).toEqual([
      [5, 'evictor', true, 1],
      [6, 'finished', 0],
    ]);
  });

  it('a slot that a losing allOf had, and that goes back with it, leaves no notice', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    const never = new Queue<string>(env);
    evictor(env, desk, log);
    env.process(
      body(function* (wait) {
        const trip = allOf([desk.acquire({ priority: 1 }), never.get()]);
        log((yield* wait(firstOf({ trip, late: env.timeout(5) }))).key);
        yield* wait(env.timeout(3));
        log('undisturbed', desk.inUse);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [5, 'evictor', true, 1],
      [5, 'late'],
      [8, 'undisturbed', 0],
    ]);
  });

  it('nor does one that was taken while notices were held back', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    const never = new Queue<string>(env);
    evictor(env, desk, log, 2);
    env.process(
      body(function* (wait) {
        const attempt = body(function* (wait) {
          const trip = allOf([desk.acquire({ priority: 1 }), never.get()]);
          return yield* wait(withTimeout(trip, 5));
        });
        log(yield* wait(uninterruptible(env, attempt)));
        yield* wait(env.timeout(3));
        log('undisturbed', desk.inUse);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [2, 'evictor', true, 1],
      [5, { timedOut: true }],
      [8, 'undisturbed', 0],
    ]);
  });
});
