import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { interrupt } from '@asimjs/interrupts';

describe.each(drivers)('an interrupt of a process at its end, with the $name driver,', ({ body, run }) => {
  it('lapses if the process ends without another wait', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const bell = env.event<string>();
    const process = env.process(
      body(function* (wait) {
        log(yield* wait(bell));
        return 'done';
      }),
    );
    env.schedule(1, () => {
      bell.succeed('rung');
      log(interrupt(process));
    });
    await run(env);
    expect([...log.entries, process.status, process.finished.value]).toEqual([
      [1, true],
      [1, 'rung'],
      'finished',
      'done',
    ]);
  });

  it('is refused by a process that has ended, however it ended', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const finished = env.process(
      body(function* () {}),
      { name: 'finished' },
    );
    const cancelled = env.process(
      body(function* (wait) {
        yield* wait(env.event());
      }),
      { name: 'cancelled' },
    );
    const neverBegun = env.process(
      body(function* () {}),
      { name: 'never begun' },
    );
    neverBegun.cancel();
    env.process(
      body(function* (wait) {
        const failed = env.process(
          body(function* () {
            throw new Error('broken');
          }),
          { name: 'failed' },
        );
        try {
          yield* wait(failed.finished);
        } catch {
          log('heard');
        }
        cancelled.cancel();
        yield* wait(env.timeout(1));
        for (const process of [finished, failed, cancelled, neverBegun])
          log(process.name, process.status, interrupt(process));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'heard'],
      [1, 'finished', 'finished', false],
      [1, 'failed', 'failed', false],
      [1, 'cancelled', 'cancelled', false],
      [1, 'never begun', 'cancelled', false],
    ]);
  });
});
