import { Environment, isCancelled } from '@asimjs/core';
import type { Process } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import type { Wait } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { interrupt, isInterrupt } from '@asimjs/interrupts';

/** What was thrown, in a word. */
function reasonOf(error: unknown): unknown {
  if (isInterrupt(error)) return error.cause;
  return isCancelled(error) ? `cancelled: ${String(error.reason)}` : error;
}

describe.each(drivers)('interrupts of one instant, with the $name driver,', ({ body, run }) => {
  /** A process that sleeps 5 as often as is said, and what it logs. */
  function sleeper(times: number, act: (process: Process) => void) {
    const env = new Environment();
    const log = traceLog(env);
    function* sleep(wait: Wait): Generator<unknown, void> {
      try {
        yield* wait(env.timeout(5));
        log('slept');
      } catch (error) {
        log(reasonOf(error));
      }
    }
    const process = env.process(
      body(function* (wait) {
        for (let index = 0; index < times; index++) yield* sleep(wait);
      }),
    );
    env.schedule(2, () => {
      act(process);
    });
    return { env, log, process };
  }

  it('are all delivered, in the order sent, one at each wait', async () => {
    const { env, log } = sleeper(4, (process) => {
      for (const cause of ['first', 'second', 'third']) interrupt(process, cause);
    });
    await run(env);
    expect(log.entries).toEqual([
      [2, 'first'],
      [2, 'second'],
      [2, 'third'],
      [7, 'slept'],
    ]);
  });

  it('are delivered in the order sent when several processes send them', async () => {
    const { env, log, process } = sleeper(4, (target) => {
      interrupt(target, 'callback');
    });
    for (const name of ['Ada', 'Ben']) {
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(2));
          interrupt(process, name);
        }),
      );
    }
    await run(env);
    expect(log.entries).toEqual([
      [2, 'callback'],
      [2, 'Ada'],
      [2, 'Ben'],
      [7, 'slept'],
    ]);
  });

  it('keep their order with a cancellation after them', async () => {
    const { env, log, process } = sleeper(3, (target) => {
      log(interrupt(target, 'first'), target.cancel('enough'), interrupt(target, 'too late'));
    });
    await run(env);
    expect([...log.entries, process.status]).toEqual([
      [2, true, true, true],
      [2, 'first'],
      [2, 'cancelled: enough'],
      [2, 'cancelled: enough'],
      'cancelled',
    ]);
  });

  it('never come after a cancellation, which is thrown again at every wait', async () => {
    const { env, log, process } = sleeper(3, (target) => {
      log(target.cancel('enough'), interrupt(target, 'too late'));
    });
    await run(env);
    expect([...log.entries, process.status]).toEqual([
      [2, true, true],
      [2, 'cancelled: enough'],
      [2, 'cancelled: enough'],
      [2, 'cancelled: enough'],
      'cancelled',
    ]);
  });

  it('end a timeout that is due in that instant and comes after them', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const processes: Process[] = [];
    env.schedule(5, () => {
      for (const process of processes) interrupt(process, 'just in time');
    });
    processes.push(
      env.process(
        body(function* (wait) {
          for (let index = 0; index < 2; index++) {
            try {
              yield* wait(env.timeout(5));
              log('slept');
            } catch (error) {
              log(reasonOf(error));
            }
          }
        }),
      ),
    );
    await run(env);
    expect(log.entries).toEqual([
      [5, 'just in time'],
      [10, 'slept'],
    ]);
  });

  it('leave a timeout that came before them, and are thrown at the next wait', async () => {
    const { env, log, process } = sleeper(3, ({ waitingFor }) => {
      log(waitingFor?.describe());
    });
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(5));
        log(process.waitingFor?.describe(), interrupt(process, 'at the next'));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [2, 'a timeout until 5'],
      [5, 'slept'],
      [5, 'a timeout until 10', true],
      [5, 'at the next'],
      [10, 'slept'],
    ]);
  });

  it('find a process between its timeout and its step, and let it have the timeout', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const bell = env.timeout(5, 'rung');
    const processes: Process[] = [];
    env.process(
      body(function* (wait) {
        log('sender', yield* wait(bell));
        for (const process of processes) log(process.status, interrupt(process, 'at the next'));
      }),
    );
    processes.push(
      env.process(
        body(function* (wait) {
          log('target', yield* wait(bell));
          try {
            yield* wait(env.timeout(0));
          } catch (error) {
            log(reasonOf(error));
          }
          yield* wait(env.timeout(5));
          log('slept');
        }),
      ),
    );
    await run(env);
    expect(log.entries).toEqual([
      [5, 'sender', 'rung'],
      [5, 'ready', true],
      [5, 'target', 'rung'],
      [5, 'at the next'],
      [10, 'slept'],
    ]);
  });
});
