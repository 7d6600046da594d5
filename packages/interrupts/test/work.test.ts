import { Environment, isCancelled } from '@asimjs/core';
import type { Process } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import type { TraceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { interrupt, work } from '@asimjs/interrupts';
import type { WorkOptions } from '@asimjs/interrupts';

describe.each(drivers)('work, with the $name driver,', ({ body, run }) => {
  type MakeHandler = (env: Environment, log: TraceLog) => WorkOptions['onInterrupt'];

  /** Starts at 1 a piece of work of 10 that is interrupted at each of `times`. */
  async function trace(times: readonly number[], makeHandler: MakeHandler): Promise<TraceLog['entries']> {
    const env = new Environment();
    const log = traceLog(env);
    const worker = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        log('begins');
        log(yield* wait(work(env, 10, { onInterrupt: makeHandler(env, log) })));
      }),
      { name: 'worker' },
    );
    for (const time of times) {
      env.schedule(time, () => {
        interrupt(worker, `call at ${String(time)}`);
      });
    }
    await run(env);
    return log.entries;
  }

  it('takes its duration if nobody interrupts it', async () => {
    expect(await trace([], (_, log) => () => log('handler'))).toEqual([
      [1, 'begins'],
      [11, { completed: true, worked: 10, remaining: 0, interruptions: 0 }],
    ]);
  });

  it('goes on with what was left, where the handler says nothing', async () => {
    const entries = await trace([4, 7], (env, log) => ({ cause }, progress) => {
      log(cause, progress);
      return body(function* (wait) {
        yield* wait(env.timeout(2));
        log('goes on');
      })();
    });
    expect(entries).toEqual([
      [1, 'begins'],
      [4, 'call at 4', { worked: 3, remaining: 7, interruptions: 1 }],
      [6, 'goes on'],
      [7, 'call at 7', { worked: 4, remaining: 6, interruptions: 2 }],
      [9, 'goes on'],
      [15, { completed: true, worked: 10, remaining: 0, interruptions: 2 }],
    ]);
  });

  it('goes on with what was left, where the handler says resume', async () => {
    const entries = await trace(
      [4],
      (env) => () =>
        body(function* (wait) {
          yield* wait(env.timeout(2));
          return 'resume' as const;
        })(),
    );
    expect(entries).toEqual([
      [1, 'begins'],
      [13, { completed: true, worked: 10, remaining: 0, interruptions: 1 }],
    ]);
  });

  it('begins anew, where the handler says restart, and counts what was thrown away', async () => {
    const entries = await trace([4, 6], (_, log) => (__, progress) => {
      log(progress);
      return 'restart';
    });
    expect(entries).toEqual([
      [1, 'begins'],
      [4, { worked: 3, remaining: 7, interruptions: 1 }],
      [6, { worked: 5, remaining: 8, interruptions: 2 }],
      [16, { completed: true, worked: 15, remaining: 0, interruptions: 2 }],
    ]);
  });

  it('ends as it is, where the handler says drop', async () => {
    const entries = await trace(
      [4, 5],
      (env) =>
        (_, { interruptions }) =>
          body(function* (wait) {
            yield* wait(env.timeout(0.5));
            return interruptions === 2 ? ('drop' as const) : undefined;
          })(),
    );
    expect(entries).toEqual([
      [1, 'begins'],
      [5.5, { completed: false, worked: 3.5, remaining: 6.5, interruptions: 2 }],
    ]);
  });

  it('takes a decision that is given at once, or by a waitable', async () => {
    expect(await trace([4], () => () => 'drop')).toEqual([
      [1, 'begins'],
      [4, { completed: false, worked: 3, remaining: 7, interruptions: 1 }],
    ]);
    expect(await trace([4], (env) => () => env.timeout(2, 'drop'))).toEqual([
      [1, 'begins'],
      [6, { completed: false, worked: 3, remaining: 7, interruptions: 1 }],
    ]);
  });

  it('survives several interrupts in one instant, and an interrupt that came before it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const worker = env.process(
      body(function* (wait) {
        interrupt(env.activeProcess!, 'early');
        log(
          yield* wait(work(env, 10, { onInterrupt: ({ cause }, progress) => log(cause, progress.worked) })),
        );
      }),
    );
    env.schedule(4, () => {
      for (const cause of ['first', 'second']) interrupt(worker, cause);
    });
    await run(env);
    expect(log.entries).toEqual([
      [0, 'early', 0],
      [4, 'first', 4],
      [4, 'second', 4],
      [10, { completed: true, worked: 10, remaining: 0, interruptions: 3 }],
    ]);
  });

  it('nests: the handler works too, and its handler in turn', async () => {
    const env = new Environment();
    const log = traceLog(env);
    /** A handler that works itself, as deep as it is interrupted. */
    const handler =
      (depth: number): WorkOptions['onInterrupt'] =>
      ({ cause }, { remaining }) => {
        log(depth, cause, remaining);
        return body(function* (wait) {
          log(depth, yield* wait(work(env, 4, { onInterrupt: handler(depth + 1) })));
        })();
      };
    const worker = env.process(
      body(function* (wait) {
        log(0, yield* wait(work(env, 10, { onInterrupt: handler(1) })));
      }),
    );
    for (const time of [3, 5, 6]) env.schedule(time, () => void interrupt(worker, time));
    await run(env);
    const done = { completed: true, worked: 4, remaining: 0 };
    expect(log.entries).toEqual([
      [3, 1, 3, 7],
      [5, 2, 5, 2],
      [6, 3, 6, 3],
      [10, 3, { ...done, interruptions: 0 }],
      [13, 2, { ...done, interruptions: 1 }],
      [15, 1, { ...done, interruptions: 1 }],
      [22, 0, { completed: true, worked: 10, remaining: 0, interruptions: 1 }],
    ]);
  });

  it('is ended by a cancellation, which no handler hears', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const processes: Process[] = [];
    for (const inHandler of [false, true]) {
      const process = env.process(
        body(function* (wait) {
          const onInterrupt: WorkOptions['onInterrupt'] = () => {
            log('handler');
            return env.timeout(5);
          };
          try {
            yield* wait(work(env, 10, { onInterrupt }));
          } catch (error) {
            log(isCancelled(error) && error.reason);
            throw error;
          }
        }),
      );
      if (inHandler) env.schedule(1, () => void interrupt(process));
      env.schedule(4, () => process.cancel(`handler: ${String(inHandler)}`));
      processes.push(process);
    }
    await run(env);
    expect([...log.entries, ...processes.map(({ status }) => status)]).toEqual([
      [1, 'handler'],
      [4, 'handler: false'],
      [4, 'handler: true'],
      'cancelled',
      'cancelled',
    ]);
  });
});
