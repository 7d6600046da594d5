import { Environment } from '@asimjs/core';
import { taskOf } from '@asimjs/core/protocol';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Shelf } from './shelf.js';

describe.each(drivers)('a delivery, with the $name driver,', ({ body, run }) => {
  it('that was never sent cannot be recalled', async () => {
    const env = new Environment();
    const process = env.process(body(function* () {}));
    expect(taskOf(process).recall({ error: 'notice' })).toBe(false);
    await run(env);
    expect(taskOf(process).recall({ error: 'notice' })).toBe(false);
  });

  it('comes after what was put before it in the same step', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env);
    const taker = env.process(
      body(function* (wait) {
        log('got', yield* wait(shelf.take()));
        try {
          yield* wait(env.timeout(5));
        } catch (error) {
          log('thrown', error);
        }
      }),
    );
    env.schedule(1, () => {
      shelf.place('book');
      taskOf(taker).deliver({ error: 'interrupt' });
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'got', 'book'],
      [1, 'thrown', 'interrupt'],
    ]);
  });

  it('to a process whose wait is over settles nothing', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env);
    const taker = env.process(
      body(function* (wait) {
        log('got', yield* wait(shelf.take()));
      }),
    );
    env.schedule(1, () => {
      shelf.place('book');
      log(shelf.items);
      const second = shelf.place('second');
      taskOf(taker).deliver({ error: 'lapses' });
      log(taker.status, second.state);
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, []],
      [1, 'ready', 'unsettled'],
      [1, 'got', 'book'],
    ]);
  });

  it.each([
    ['patient', 1, 'woke at 1, thrown at 1'],
    ['patient', 2, 'thrown at 1'],
    ['impatient', 1, 'thrown at 1'],
  ])('that is %s, at 1, finds a timeout until %d', async (manner, until, expected) => {
    const env = new Environment();
    const told: string[] = [];
    env.schedule(1, () => {
      taskOf(sleeper).deliver({ error: 'interrupt', patient: manner === 'patient' });
    });
    const sleeper = env.process(
      body(function* (wait) {
        try {
          yield* wait(env.timeout(until));
          told.push(`woke at ${String(env.now)}`);
          yield* wait(env.timeout(5));
        } catch {
          told.push(`thrown at ${String(env.now)}`);
        }
      }),
    );
    await run(env);
    expect(told.join(', ')).toBe(expected);
  });

  it('that is patient is kept for a process that has not begun', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(
      body(function* (wait) {
        try {
          yield* wait(env.timeout(5));
        } catch (error) {
          log(error);
        }
      }),
    );
    log(taskOf(process).deliver({ error: 'interrupt', patient: true }));
    await run(env);
    expect(log.entries).toEqual([
      [0, true],
      [0, 'interrupt'],
    ]);
  });

  it('may be released after the end of its process, but not where none is held', async () => {
    const env = new Environment();
    const process = env.process(
      body(function* () {}),
      { name: 'ada' },
    );
    expect(() => {
      taskOf(process).releaseDeliveries();
    }).toThrowErrorMatchingInlineSnapshot(
      `[OperationUseError: the deliveries of process 'ada' are not held (time 0)]`,
    );
    taskOf(process).holdDeliveries();
    await run(env);
    taskOf(process).releaseDeliveries();
    expect(process.status).toBe('finished');
  });

  it.each(['interrupt', undefined])('of %j that is survived leaves its process to finish', async (error) => {
    const env = new Environment();
    const process = env.process(
      body(function* (wait) {
        try {
          yield* wait(env.event());
        } catch {
          // Survived.
        }
      }),
    );
    env.schedule(1, () => taskOf(process).deliver({ error }));
    await run(env);
    expect(process.status).toBe('finished');
  });

  it('that is survived leaves its process to finish though a cancellation stands behind it', async () => {
    const env = new Environment();
    const process = env.process(
      body(function* (wait) {
        try {
          yield* wait(env.event());
        } catch {
          // Survived.
        }
      }),
    );
    env.schedule(1, () => {
      taskOf(process).deliver({ error: 'interrupt' });
      process.cancel();
    });
    await run(env);
    expect(process.status).toBe('finished');
  });
});
