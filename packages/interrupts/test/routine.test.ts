import { Environment, OperationUseError, ProcessBodyError, ProcessFailedError } from '@asimjs/core';
import type { Coroutine } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { interrupt, uninterruptible, work } from '@asimjs/interrupts';
import type { Routine, WorkReport } from '@asimjs/interrupts';

const onInterrupt = (): void => undefined;
const done = { completed: true, worked: 3, remaining: 0, interruptions: 0 };

describe('a routine', () => {
  it('is awaited in an async process', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(async () => {
      log(await work(env, 3, { onInterrupt }));
      log(await uninterruptible(env, async () => env.timeout(2, 'rung')));
    });
    await env.run();
    expect(log.entries).toEqual([
      [3, done],
      [5, 'rung'],
    ]);
  });

  it('is delegated to with yield* in a generator, and runs synchronously', () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(function* () {
      log(yield* work(env, 3, { onInterrupt }));
      log(
        yield* uninterruptible(env, function* () {
          return yield* env.timeout(2, 'rung');
        }),
      );
    });
    env.runSync();
    expect(log.entries).toEqual([
      [3, done],
      [5, 'rung'],
    ]);
  });

  it('may be returned by an async helper, and by a process', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const helper = async (): Promise<WorkReport> => work(env, 3, { onInterrupt });
    const process = env.process(async () => {
      log(await helper());
      return work(env, 3, { onInterrupt });
    });
    env.process(async () => {
      log('joined', await process.finished);
    });
    await env.run();
    expect(log.entries).toEqual([
      [3, done],
      [6, 'joined', done],
    ]);
  });

  it('may be made by a helper generator, at any depth', () => {
    const env = new Environment();
    const log = traceLog(env);
    function* helper(depth: number): Coroutine<WorkReport> {
      return depth > 0 ? yield* helper(depth - 1) : yield* work(env, 3, { onInterrupt });
    }
    env.process(function* () {
      log(yield* helper(5));
    });
    env.runSync();
    expect(log.entries).toEqual([[3, done]]);
  });

  it('that is awaited in a generator throws there, and says what to write', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(function* () {
      const routine = work(env, 3, { onInterrupt });
      try {
        routine.then();
      } catch (error) {
        log(error instanceof ProcessBodyError && error.message);
      }
      yield* env.timeout(1);
      log('went on');
    });
    await env.run();
    expect(log.entries).toEqual([
      [0, expect.stringMatching(/^work was awaited in a process of the other style; write 'yield\*' there/)],
      [1, 'went on'],
    ]);
  });

  it('that is iterated in an async process throws there, and says what to write', async () => {
    const env = new Environment();
    const process = env.process(async () => {
      for (const step of iterable(uninterruptible(env, async () => 5))) expect(step).toBe('never');
    });
    const error: unknown = await env.run().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ProcessFailedError);
    expect(error instanceof Error && error.cause).toBeInstanceOf(ProcessBodyError);
    expect(error instanceof Error && error.message).toContain(
      "uninterruptible was iterated in a process of the other style; write 'await' there",
    );
    expect(process.status).toBe('failed');
  });

  it('ends with the error of its environment if it is closed meanwhile', async () => {
    const env = new Environment();
    env.process(async () => {
      await work(env, 3, { onInterrupt });
    });
    env.schedule(1, () => {
      throw new Error('broken');
    });
    await expect(env.run()).rejects.toThrow('broken');
  });
});

describe.each(drivers)('a routine, with the $name driver,', ({ name, body, run }) => {
  it('belongs to the process that called for it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const made: Routine<WorkReport>[] = [];
    env.process(
      body(function* (wait) {
        made.push(work(env, 3, { onInterrupt }));
        log(yield* wait(made[0]!));
      }),
      { name: 'worker' },
    );
    env.process(
      body(function* (wait) {
        try {
          log(yield* wait(made[0]!));
        } catch (error) {
          log(error instanceof OperationUseError && error.message);
        }
        yield* wait(env.timeout(1));
        log('went on');
      }),
      { name: 'thief' },
    );
    await run(env);
    expect(log.entries).toEqual([
      [
        0,
        "work belongs to process 'worker'; let that process wait, and join it through its 'finished' (time 0, in process 'thief')",
      ],
      [1, 'went on'],
      [3, done],
    ]);
  });

  it('cannot be waited for outside any process', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const made: Routine<WorkReport>[] = [];
    env.process(
      body(function* (wait) {
        made.push(work(env, 3, { onInterrupt }));
        log(yield* wait(made[0]!));
      }),
      { name: 'worker' },
    );
    env.schedule(1, () => {
      try {
        if (name === 'async') void made[0]!.then();
        else made[0]![Symbol.iterator]();
      } catch (error) {
        log(error instanceof OperationUseError && error.message);
      }
    });
    await run(env);
    expect(log.entries).toEqual([
      [
        1,
        "work belongs to process 'worker'; let that process wait, and join it through its 'finished' (time 1)",
      ],
      [3, done],
    ]);
  });

  it('serves one wait', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        const routine = work(env, 3, { onInterrupt });
        log(yield* wait(routine));
        try {
          log(yield* wait(routine));
        } catch (error) {
          log(error instanceof OperationUseError && error.message);
        }
      }),
      { name: 'worker' },
    );
    await run(env);
    expect(log.entries).toEqual([
      [3, done],
      [3, "work is already waited for; it serves one wait, so call it again (time 3, in process 'worker')"],
    ]);
  });

  it('shows as the wait that it is in: in waitingFor and in blocked', async () => {
    const env = new Environment();
    const process = env.process(
      body(function* (wait) {
        yield* wait(work(env, 3, { onInterrupt: () => env.event({ name: 'repair' }) }));
      }),
    );
    await run(env, { until: 1 });
    expect(process.waitingFor?.describe()).toBe('a timeout until 3');
    interrupt(process);
    const { blocked } = await run(env);
    expect(blocked.map(({ description, since }) => [description, since])).toEqual([["event 'repair'", 1]]);
  });
});

/** What a loop takes a routine for. */
function* iterable<T>(routine: Routine<T>): Generator<unknown, void> {
  yield* { [Symbol.iterator]: () => routine[Symbol.iterator]() };
}
