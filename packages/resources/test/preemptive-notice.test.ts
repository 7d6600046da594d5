import { Environment } from '@asimjs/core';
import type { Process } from '@asimjs/core';
import { interrupt, Interrupt } from '@asimjs/interrupts';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { GrantReleasedError, isPreempted, Preempted, PreemptiveResource } from '@asimjs/resources';

describe.each(drivers)('an evicted process with the $name driver', ({ body, run }) => {
  it('gets an Interrupt at its wait that says by whom, since when, and of what', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env, { name: 'desk' });
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        yield* wait(desk.acquire({ priority: 1 }));
        try {
          yield* wait(env.timeout(9));
        } catch (error) {
          if (!isPreempted(error)) throw error;
          const { by, since, resource } = error.cause;
          log(by === evictor, since, resource === desk);
          log(error instanceof Interrupt, error.cause instanceof Preempted, error.by === evictor);
          log(String(error.cause), error.message.includes(String(error.cause)));
        }
      }),
      { name: 'clerk' },
    );
    const evictor: Process = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(5));
        yield* wait(desk.acquire());
      }),
      { name: 'boss' },
    );
    await run(env);
    expect(log.entries).toEqual([
      [5, true, 2, true],
      [5, true, true, true],
      [5, "evicted from 'desk' by 'boss', held since 2", true],
    ]);
  });

  it('can tell an eviction from any other interrupt', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    const holder = env.process(
      body(function* (wait) {
        yield* wait(desk.acquire({ priority: 1 }));
        for (let number = 0; number < 2; number++) {
          try {
            yield* wait(env.timeout(9));
          } catch (error) {
            log(error instanceof Interrupt, isPreempted(error));
          }
        }
      }),
    );
    env.schedule(1, () => interrupt(holder, 'tea'));
    env.schedule(2, () => desk.tryAcquire());
    await run(env);
    expect(log.entries).toEqual([
      [1, true, false],
      [2, true, true],
    ]);
    expect([isPreempted(undefined), isPreempted(new Error('x'))]).toEqual([false, false]);
  });

  it('has a revoked grant: it is not held, and release and the end of a using block do nothing', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    env.process(
      body(function* (wait) {
        using turn = yield* wait(desk.acquire({ priority: 1 }));
        try {
          yield* wait(env.timeout(9));
        } catch {
          log(turn.isHeld, desk.inUse);
          turn.release();
          turn.release();
          log(turn.isHeld, desk.inUse);
        }
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        const turn = yield* wait(desk.acquire());
        yield* wait(env.timeout(1));
        log(turn.isHeld, desk.inUse);
        turn.release();
        expect(() => turn.release()).toThrow(GrantReleasedError);
        log(turn.isHeld, desk.inUse);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, false, 1],
      [1, false, 1],
      [2, true, 1],
      [2, false, 0],
    ]);
  });

  it('gets the slot first and the notice at its next wait, if both come in one instant', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    env.process(
      body(function* (wait) {
        const turn = yield* wait(desk.acquire({ priority: 1 }));
        log('in', turn.isHeld);
        try {
          yield* wait(env.timeout(5));
          log('done');
        } catch (error) {
          log('evicted', isPreempted(error));
        }
        yield* wait(env.timeout(5));
        log('undisturbed');
      }),
    );
    const first = desk.tryAcquire();
    env.schedule(2, () => {
      first?.release();
      log('evicts', desk.tryAcquire() !== undefined);
    });
    await run(env);
    expect(log.entries).toEqual([
      [2, 'evicts', true],
      [2, 'in', false],
      [2, 'evicted', true],
      [7, 'undisturbed'],
    ]);
  });

  it('need not be there any more: who has ended gets no notice, and the run goes on', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env, { capacity: 3 });
    const ends = {
      finished: () => undefined,
      failed: () => {
        throw new Error('broken');
      },
    };
    const holders = Object.entries(ends).map(([name, end]) =>
      env.process(
        body(function* (wait) {
          yield* wait(desk.acquire({ priority: 1 }));
          yield* wait(env.timeout(1));
          end();
        }),
        { name },
      ),
    );
    const cancelled = env.process(
      body(function* (wait) {
        yield* wait(desk.acquire({ priority: 1 }));
        yield* wait(env.timeout(9));
      }),
    );
    env.process(
      body(function* (wait) {
        try {
          yield* wait(holders[1]!.finished);
        } catch {
          cancelled.cancel();
        }
        yield* wait(env.timeout(1));
        log([...holders, cancelled].map(({ status }) => status).join(), desk.inUse);
        for (let number = 0; number < 3; number++) yield* wait(desk.acquire());
        log('has all', desk.inUse, desk.holders.length);
      }),
    );
    const { reason } = await run(env);
    expect([...log.entries, [env.now, reason]]).toEqual([
      [2, 'finished,failed,cancelled', 3],
      [2, 'has all', 3, 1],
      [2, 'exhausted'],
    ]);
  });

  it('may be none: what was acquired outside any process is taken without a notice', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    const outside = desk.tryAcquire({ priority: 1 })!;
    env.process(
      body(function* (wait) {
        yield* wait(desk.acquire());
        log(outside.holder, outside.isHeld, desk.inUse);
        outside.release();
        log(desk.inUse);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, undefined, false, 1],
      [0, 1],
    ]);
  });
});
