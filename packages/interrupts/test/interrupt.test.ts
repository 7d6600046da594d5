import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { interrupt, isInterrupt } from '@asimjs/interrupts';
import { Shelf } from './shelf.js';

describe.each(drivers)('an interrupt, with the $name driver,', ({ body, run }) => {
  it('ends the wait at the call, and the next wait lasts as long as it should', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(
      body(function* (wait) {
        try {
          yield* wait(env.timeout(10));
          log('slept');
        } catch (error) {
          log(isInterrupt(error) && error.cause, process.status);
        }
        yield* wait(env.timeout(5));
        log('slept 5');
      }),
    );
    env.schedule(3, () => {
      log(process.status, process.waitingFor?.describe());
      log(interrupt(process, 'telephone'), process.status, process.waitingFor);
    });
    const { reason } = await run(env);
    expect([...log.entries, [env.now, reason]]).toEqual([
      [3, 'waiting', 'a timeout until 10'],
      [3, true, 'ready', undefined],
      [3, 'telephone', 'running'],
      [8, 'slept 5'],
      [8, 'exhausted'],
    ]);
  });

  it('goes on after what was ready before it, and before what becomes ready later', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [early, late] = [env.event(), env.event()];
    const process = env.process(
      body(function* (wait) {
        try {
          yield* wait(env.event());
        } catch {
          log('interrupted');
        }
      }),
    );
    for (const [name, bell] of [
      ['late', late],
      ['early', early],
    ] as const) {
      env.process(
        body(function* (wait) {
          yield* wait(bell);
          log(name);
        }),
      );
    }
    env.schedule(1, () => {
      early.succeed();
      interrupt(process);
      late.succeed();
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'early'],
      [1, 'interrupted'],
      [1, 'late'],
    ]);
  });

  it('comes after the value of a wait that was granted, at the next await that would suspend', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env);
    const rung = env.event<string>();
    rung.succeed('rung before');
    const process = env.process(
      body(function* (wait) {
        log(yield* wait(shelf.take()));
        log(yield* wait(rung));
        log(yield* wait(shelf.take()));
        try {
          yield* wait(env.timeout(5));
          log('the timeout returned');
        } catch (error) {
          log(isInterrupt(error) && error.cause);
        }
        yield* wait(env.timeout(5));
        log('slept 5');
      }),
    );
    env.schedule(1, () => {
      shelf.put('first');
      shelf.put('second');
      log(interrupt(process, 'in the same instant'));
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, true],
      [1, 'first'],
      [1, 'rung before'],
      [1, 'second'],
      [1, 'in the same instant'],
      [6, 'slept 5'],
    ]);
  });

  it('does not take away what was given after it: that stays for others', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env);
    const taker = (name: string) =>
      env.process(
        body(function* (wait) {
          try {
            log(name, yield* wait(shelf.take()));
          } catch (error) {
            log(name, isInterrupt(error) && error.cause, shelf.waiting);
          }
        }),
      );
    const first = taker('first');
    taker('second');
    env.schedule(1, () => {
      interrupt(first, 'go home');
      shelf.put('item');
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'first', 'go home', 0],
      [1, 'second', 'item'],
    ]);
  });

  it('sent to a process that has not begun is thrown at its first await that would suspend', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(
      body(function* (wait) {
        log('begins');
        try {
          yield* wait(env.timeout(5));
        } catch (error) {
          log(isInterrupt(error) && error.cause);
        }
        yield* wait(env.timeout(5));
        log('slept 5');
      }),
    );
    log(process.status, interrupt(process, 'early'));
    await run(env);
    expect(log.entries).toEqual([
      [0, 'ready', true],
      [0, 'begins'],
      [0, 'early'],
      [5, 'slept 5'],
    ]);
  });

  it('sent by a process to itself is thrown at its next await that would suspend', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(
      body(function* (wait) {
        log(interrupt(process, 'note to self'));
        try {
          yield* wait(env.timeout(5));
        } catch (error) {
          log(isInterrupt(error) && error.cause, isInterrupt(error) && error.by === process);
        }
        yield* wait(env.timeout(5));
        log('slept 5');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, true],
      [0, 'note to self', true],
      [5, 'slept 5'],
    ]);
  });
});
