import { Environment } from '@asimjs/core';
import { taskOf } from '@asimjs/core/protocol';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';

describe.each(drivers)('deliveries, with the $name driver', ({ body, run }) => {
  it('end the wait of a process in the order in which they were sent, one a wait', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(
      body(function* (wait) {
        for (let index = 0; index < 3; index++) {
          try {
            yield* wait(env.timeout(5));
            log('slept');
          } catch (error) {
            log(error);
          }
        }
      }),
    );
    env.schedule(2, () => {
      log(taskOf(process).deliver({ error: 'first' }), taskOf(process).deliver({ error: 'second' }));
    });
    await run(env);
    expect(log.entries).toEqual([
      [2, true, true],
      [2, 'first'],
      [2, 'second'],
      [7, 'slept'],
    ]);
  });

  it('come after the value of a wait that is over', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const bell = env.event<string>();
    const process = env.process(
      body(function* (wait) {
        log(yield* wait(bell));
        try {
          yield* wait(env.timeout(5));
        } catch (error) {
          log(error);
        }
        yield* wait(env.timeout(5));
        log('slept');
      }),
    );
    env.schedule(1, () => {
      bell.succeed('value');
      taskOf(process).deliver({ error: 'interrupt' });
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'value'],
      [1, 'interrupt'],
      [6, 'slept'],
    ]);
  });

  it('are kept for the first suspension of a process that has not begun', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(
      body(function* (wait) {
        log('begins');
        try {
          yield* wait(env.timeout(5));
        } catch (error) {
          log(error);
        }
      }),
    );
    taskOf(process).deliver({ error: 'interrupt' });
    await run(env);
    expect(log.entries).toEqual([
      [0, 'begins'],
      [0, 'interrupt'],
    ]);
  });

  it('lapse where the process ends first, and are refused after its end', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(
      body(function* () {
        log(taskOf(process).deliver({ error: 'lapses' }));
      }),
    );
    await run(env);
    log(taskOf(process).deliver({ error: 'too late' }), process.status);
    expect(log.entries).toEqual([
      [0, true],
      [0, false, 'finished'],
    ]);
  });

  it('are recalled while they have not been thrown', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const bell = env.event();
    const notice = { error: 'notice' };
    const process = env.process(
      body(function* (wait) {
        yield* wait(bell);
        log(taskOf(process).recall(notice), taskOf(process).recall(notice));
        yield* wait(env.timeout(1));
        log('not disturbed');
      }),
    );
    env.schedule(1, () => {
      bell.succeed();
      taskOf(process).deliver(notice);
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, true, false],
      [2, 'not disturbed'],
    ]);
  });

  it('cannot be recalled once they have ended a wait', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const notice = { error: 'notice' };
    const process = env.process(
      body(function* (wait) {
        try {
          yield* wait(env.event());
        } catch (error) {
          log(error);
        }
      }),
    );
    env.schedule(1, () => {
      taskOf(process).deliver(notice);
      log(taskOf(process).recall(notice));
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, false],
      [1, 'notice'],
    ]);
  });

  it('are held back as long as the process says so, which nests by count', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(
      body(function* (wait) {
        const task = taskOf(process);
        task.holdDeliveries();
        task.holdDeliveries();
        yield* wait(env.timeout(3));
        log('held twice');
        task.releaseDeliveries();
        yield* wait(env.timeout(3));
        log('held once');
        task.releaseDeliveries();
        try {
          yield* wait(env.timeout(3));
        } catch (error) {
          log(error);
        }
      }),
    );
    env.schedule(1, () => taskOf(process).deliver({ error: 'interrupt' }));
    await run(env);
    expect(log.entries).toEqual([
      [3, 'held twice'],
      [6, 'held once'],
      [6, 'interrupt'],
    ]);
  });

  it('hold back a cancellation too', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(
      body(function* (wait) {
        taskOf(process).holdDeliveries();
        yield* wait(env.timeout(3));
        log('done in peace');
        taskOf(process).releaseDeliveries();
        yield* wait(env.timeout(3));
        log('never');
      }),
    );
    env.schedule(1, () => process.cancel());
    await run(env);
    expect(log.entries).toEqual([[3, 'done in peace']]);
    expect([process.status, env.now]).toEqual(['cancelled', 3]);
  });

  it('sent before a cancellation are thrown before it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(
      body(function* (wait) {
        for (let index = 0; index < 2; index++) {
          try {
            yield* wait(env.event());
          } catch (error) {
            log(error instanceof Error ? error.name : error);
          }
        }
      }),
    );
    env.schedule(1, () => {
      taskOf(process).deliver({ error: 'interrupt' });
      process.cancel();
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'interrupt'],
      [1, 'Cancelled'],
    ]);
    expect(process.status).toBe('cancelled');
  });
});
