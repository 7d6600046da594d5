import { Environment, isCancelled } from '@asimjs/core';
import type { Process } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import type { Script, TraceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { interrupt, isInterrupt, uninterruptible } from '@asimjs/interrupts';

/** What was thrown, in a word. */
function reasonOf(error: unknown): unknown {
  if (isInterrupt(error)) return error.cause;
  return isCancelled(error) ? `cancelled: ${String(error.reason)}` : error;
}

describe.each(drivers)('uninterruptible, with the $name driver,', ({ body, run }) => {
  /** Runs a process; `disturb` is called at 1. */
  async function trace(
    make: (env: Environment, log: TraceLog) => Script,
    disturb: (process: Process) => void,
  ): Promise<TraceLog['entries']> {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(body(make(env, log)));
    env.schedule(1, () => {
      disturb(process);
    });
    await run(env);
    log(process.status);
    return log.entries;
  }

  /** Two sleeps of 5, and what becomes of them. */
  const sleepTwice = (env: Environment, log: TraceLog): Script =>
    function* (wait) {
      for (let index = 0; index < 2; index++) {
        try {
          yield* wait(env.timeout(5));
          log('slept');
        } catch (error) {
          log(reasonOf(error));
        }
      }
    };

  it('holds interrupts back until its body has ended, and keeps their order', async () => {
    const entries = await trace(
      (env, log) =>
        function* (wait) {
          const result = yield* wait(uninterruptible(env, body(sleepTwice(env, log))));
          log('ended', result);
          yield* sleepTwice(env, log)(wait);
        },
      (process) => {
        interrupt(process, 'first');
        interrupt(process, 'second');
      },
    );
    expect(entries).toEqual([
      [5, 'slept'],
      [10, 'slept'],
      [10, 'ended', undefined],
      [10, 'first'],
      [10, 'second'],
      [10, 'finished'],
    ]);
  });

  it('holds back what was sent before it and not thrown yet', async () => {
    const entries = await trace(
      (env, log) =>
        function* (wait) {
          interrupt(env.activeProcess!, 'early');
          yield* wait(uninterruptible(env, body(sleepTwice(env, log))));
          yield* sleepTwice(env, log)(wait);
        },
      (process) => interrupt(process, 'late'),
    );
    expect(entries).toEqual([
      [5, 'slept'],
      [10, 'slept'],
      [10, 'early'],
      [10, 'late'],
      [10, 'finished'],
    ]);
  });

  it('delays a cancellation', async () => {
    const entries = await trace(
      (env, log) =>
        function* (wait) {
          yield* wait(uninterruptible(env, body(sleepTwice(env, log))));
          log('goes on');
          yield* sleepTwice(env, log)(wait);
        },
      (process) => process.cancel('enough'),
    );
    expect(entries).toEqual([
      [5, 'slept'],
      [10, 'slept'],
      [10, 'goes on'],
      [10, 'cancelled: enough'],
      [10, 'cancelled: enough'],
      [10, 'cancelled'],
    ]);
  });

  it('lets a cancelled process clean up in its own time', async () => {
    const entries = await trace(
      (env, log) =>
        function* (wait) {
          try {
            yield* wait(env.timeout(9));
          } finally {
            yield* wait(uninterruptible(env, body(sleepTwice(env, log))));
            log('cleaned up');
            yield* sleepTwice(env, log)(wait);
          }
        },
      (process) => process.cancel('enough'),
    );
    expect(entries).toEqual([
      [6, 'slept'],
      [11, 'slept'],
      [11, 'cleaned up'],
      [11, 'cancelled: enough'],
      [11, 'cancelled: enough'],
      [11, 'cancelled'],
    ]);
  });

  it('nests: only the end of the outermost lets them in', async () => {
    const entries = await trace(
      (env, log) =>
        function* (wait) {
          yield* wait(
            uninterruptible(
              env,
              body(function* (outer) {
                yield* outer(uninterruptible(env, body(sleepTwice(env, log))));
                log('inner ended');
                yield* outer(env.timeout(5));
                log('still held');
              }),
            ),
          );
          yield* sleepTwice(env, log)(wait);
        },
      (process) => interrupt(process, 'telephone'),
    );
    expect(entries).toEqual([
      [5, 'slept'],
      [10, 'slept'],
      [10, 'inner ended'],
      [15, 'still held'],
      [15, 'telephone'],
      [20, 'slept'],
      [20, 'finished'],
    ]);
  });

  it('nests over errors too', async () => {
    const entries = await trace(
      (env, log) =>
        function* (wait) {
          yield* wait(
            uninterruptible(
              env,
              body(function* (outer) {
                try {
                  yield* outer(
                    uninterruptible(
                      env,
                      body(function* (inner) {
                        yield* inner(env.timeout(2));
                        throw new Error('broken');
                      }),
                    ),
                  );
                } catch (error) {
                  log(String(error));
                }
                yield* outer(env.timeout(5));
                log('still held');
              }),
            ),
          );
          yield* sleepTwice(env, log)(wait);
        },
      (process) => interrupt(process, 'telephone'),
    );
    expect(entries).toEqual([
      [2, 'Error: broken'],
      [7, 'still held'],
      [7, 'telephone'],
      [12, 'slept'],
      [12, 'finished'],
    ]);
  });

  it('leaks nothing: after an error in its body interrupts arrive again', async () => {
    const entries = await trace(
      (env, log) =>
        function* (wait) {
          const broken = function* () {
            throw new Error('broken at once');
          };
          for (let index = 0; index < 3; index++) {
            try {
              yield* wait(uninterruptible(env, body(broken)));
            } catch (error) {
              log(String(error));
            }
          }
          yield* sleepTwice(env, log)(wait);
        },
      (process) => interrupt(process, 'telephone'),
    );
    expect(entries).toEqual([
      [0, 'Error: broken at once'],
      [0, 'Error: broken at once'],
      [0, 'Error: broken at once'],
      [1, 'telephone'],
      [6, 'slept'],
      [6, 'finished'],
    ]);
  });
});
