import { Environment, isCancelled, ProcessFailedError, SimulationError } from '@asimjs/core';
import type { Process } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { interrupt, Interrupt, isInterrupt, Loss } from '@asimjs/interrupts';

/** Something taken away from a process for good. */
class Theft extends Loss {
  override get isMadeGood(): boolean {
    return false;
  }

  override toString(): string {
    return 'robbed of its hammer';
  }
}

describe.each(drivers)('the error of an interrupt, with the $name driver,', ({ body, run }) => {
  /** Interrupts a process at 4. @returns what was thrown in it */
  async function thrownBy(send: (env: Environment, target: Process) => void): Promise<unknown> {
    const env = new Environment();
    const thrown: unknown[] = [];
    const target = env.process(
      body(function* (wait) {
        try {
          yield* wait(env.timeout(10));
        } catch (error) {
          thrown.push(error);
        }
      }),
      { name: 'target' },
    );
    send(env, target);
    await run(env);
    expect(thrown).toHaveLength(1);
    return thrown[0];
  }

  /** Sends it in a process. */
  const inProcess = (cause?: unknown) => async () =>
    thrownBy((env, target) => {
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(4));
          interrupt(target, cause);
        }),
        { name: 'sender' },
      );
    });

  it('says who was interrupted, by whom, when and why', async () => {
    const error = await inProcess('telephone')();
    expect(error).toBeInstanceOf(Interrupt);
    expect(error).toBeInstanceOf(SimulationError);
    expect(error).toMatchObject({
      name: 'Interrupt',
      message: `process 'target' was interrupted by 'sender': "telephone" (time 4, in process 'target')`,
      cause: 'telephone',
      by: { name: 'sender' },
      time: 4,
      process: 'target',
      remaining: undefined,
    });
  });

  it('shows in its stack who called interrupt', async () => {
    const error = await inProcess()();
    expect(error instanceof Error && error.stack).toContain('interrupt-error.test.ts');
  });

  it.each([
    ['nothing', undefined, " by 'sender'"],
    ['null', null, " by 'sender': null"],
    ['a number', 7, " by 'sender': 7"],
    ['an object', { machine: 3 }, " by 'sender': an object"],
    ['an error', new Error('fire'), " by 'sender': Error: fire"],
    ['a loss', new Theft(), ': robbed of its hammer'],
  ])('keeps %s as its cause, as it is, and names it', async (_, cause, words) => {
    const error = await inProcess(cause)();
    expect(isInterrupt(error) && error.cause).toBe(cause);
    expect(String(error)).toBe(
      `Interrupt: process 'target' was interrupted${words} (time 4, in process 'target')`,
    );
  });

  it('is a new one for each process and each call', async () => {
    const env = new Environment();
    const thrown: unknown[] = [];
    const targets = [1, 2].map(() =>
      env.process(
        body(function* (wait) {
          for (let index = 0; index < 2; index++) {
            try {
              yield* wait(env.event());
            } catch (error) {
              thrown.push(error);
            }
          }
        }),
      ),
    );
    env.schedule(1, () => {
      for (const target of [...targets, ...targets]) interrupt(target, 'the same cause');
    });
    await run(env);
    expect(new Set(thrown).size).toBe(4);
  });

  it('has no sender when it comes from a callback or from outside a run', async () => {
    const fromCallback = await thrownBy((env, target) => {
      env.schedule(4, () => {
        interrupt(target);
      });
    });
    expect(isInterrupt(fromCallback) && [fromCallback.by, fromCallback.time, fromCallback.process]).toEqual([
      undefined,
      4,
      'target',
    ]);
    const fromOutside = await thrownBy((_, target) => {
      interrupt(target, 'early');
    });
    expect(fromOutside).toMatchObject({
      by: undefined,
      message: `process 'target' was interrupted: "early" (time 0, in process 'target')`,
    });
  });

  it('that nobody catches fails the process, and ends the run if nobody hears that', async () => {
    const env = new Environment();
    const process = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(10));
      }),
      { name: 'unprepared' },
    );
    env.schedule(4, () => {
      interrupt(process, 'telephone');
    });
    const error: unknown = await run(env).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ProcessFailedError);
    expect(error).toMatchObject({ time: 4, process: 'unprepared' });
    expect(error instanceof Error && isInterrupt(error.cause) && error.cause.cause).toBe('telephone');
    expect([process.status, env.now]).toEqual(['failed', 4]);
  });

  it('that nobody catches is heard by who waits for the end of the process, and the run goes on', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(10));
      }),
    );
    env.process(
      body(function* (wait) {
        try {
          yield* wait(process.finished);
        } catch (error) {
          log(isInterrupt(error) && error.cause, isCancelled(error), process.status);
        }
        yield* wait(env.timeout(1));
        log('went on');
      }),
    );
    env.schedule(4, () => {
      interrupt(process, 'telephone');
    });
    await run(env);
    expect(log.entries).toEqual([
      [4, 'telephone', false, 'failed'],
      [5, 'went on'],
    ]);
  });
});

describe('isInterrupt', () => {
  it('knows interrupts of another copy of the package by their brand', () => {
    const foreign = Object.assign(new Error('from elsewhere'), { [Symbol.for('asimjs.interrupt')]: true });
    expect(isInterrupt(foreign)).toBe(true);
  });

  it.each([undefined, null, 5, 'Interrupt', {}, new Error('Interrupt'), { name: 'Interrupt' }])(
    'says no to %s',
    (value) => {
      expect(isInterrupt(value)).toBe(false);
    },
  );
});
