import { allOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import type { Script, TraceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { interrupt, isInterrupt, uninterruptible, work } from '@asimjs/interrupts';
import type { WorkOptions } from '@asimjs/interrupts';
import { Shelf } from './shelf.js';

describe.each(drivers)('the handler of work, with the $name driver,', ({ body, run }) => {
  type MakeHandler = (env: Environment, log: TraceLog) => WorkOptions['onInterrupt'];

  /** A piece of work of 10 that is interrupted at `times`, and a sleep of 5. */
  async function trace(times: readonly number[], makeHandler: MakeHandler): Promise<TraceLog['entries']> {
    const env = new Environment();
    const log = traceLog(env);
    const worker = env.process(
      body(function* (wait) {
        for (const attempt of [
          () => work(env, 10, { onInterrupt: makeHandler(env, log) }),
          () => env.timeout(5, 'slept'),
        ]) {
          try {
            log(yield* wait<unknown>(attempt()));
          } catch (error) {
            if (isInterrupt(error)) log('interrupted', error.cause, error.remaining);
            else log(String(error));
          }
        }
      }),
    );
    for (const time of times) env.schedule(time, () => void interrupt(worker, time));
    await run(env);
    return log.entries;
  }

  /** A handler that does as a script says. */
  const handler = (script: Script) => () => body(script)();

  it('ends the work by what it throws, at once or later', async () => {
    expect(
      await trace([3], () => () => {
        throw new Error('no such tool');
      }),
    ).toEqual([
      [3, 'Error: no such tool'],
      [8, 'slept'],
    ]);
    expect(
      await trace([3], (env) =>
        handler(function* (wait) {
          yield* wait(env.timeout(2));
          throw new Error('tool broken');
        }),
      ),
    ).toEqual([
      [5, 'Error: tool broken'],
      [10, 'slept'],
    ]);
  });

  it('may end the work by the interrupt itself, which says how much is left', async () => {
    expect(
      await trace([3], () => (error) => {
        throw error;
      }),
    ).toEqual([
      [3, 'interrupted', 3, 7],
      [8, 'slept'],
    ]);
  });

  it('is interrupted while it waits: not caught, that comes out of the work, with what is left', async () => {
    const entries = await trace([3, 4], (env) =>
      handler(function* (wait) {
        yield* wait(env.timeout(2));
      }),
    );
    expect(entries).toEqual([
      [4, 'interrupted', 4, 7],
      [9, 'slept'],
    ]);
  });

  it('is interrupted while it waits: caught, that is its own affair', async () => {
    const entries = await trace([3, 4], (env, log) =>
      handler(function* (wait) {
        try {
          yield* wait(env.timeout(2));
        } catch (error) {
          log('caught', isInterrupt(error) && error.cause, isInterrupt(error) && error.remaining);
        }
      }),
    );
    expect(entries).toEqual([
      [4, 'caught', 4, undefined],
      [11, { completed: true, worked: 10, remaining: 0, interruptions: 1 }],
      [16, 'slept'],
    ]);
  });

  it('may hold interrupts back: they come when the work goes on, and take no time from it', async () => {
    const entries = await trace([3, 4], (env, log) => ({ cause }, { worked }) => {
      log('handler', cause, worked);
      return uninterruptible(env, () => env.timeout(2));
    });
    expect(entries).toEqual([
      [3, 'handler', 3, 3],
      [5, 'handler', 4, 3],
      [14, { completed: true, worked: 10, remaining: 0, interruptions: 2 }],
      [19, 'slept'],
    ]);
  });

  it('may do another piece of work and say no more', async () => {
    const entries = await trace([3, 4], (env, log) => ({ cause }) => {
      log('handler', cause);
      return body(function* (wait) {
        yield* wait(work(env, 2, { onInterrupt: () => log('its own handler') }));
      })();
    });
    expect(entries).toEqual([
      [3, 'handler', 3],
      [4, 'its own handler'],
      [12, { completed: true, worked: 10, remaining: 0, interruptions: 1 }],
      [17, 'slept'],
    ]);
  });

  it('that waits for several things leaves them all when it is interrupted', async () => {
    const shelves: Shelf[] = [];
    const entries = await trace([3, 4], (env) => {
      const shelf = new Shelf(env, ['item']);
      shelves.push(shelf);
      return handler(function* (wait) {
        yield* wait(withTimeout(allOf([shelf.take(), shelf.take()]), 100));
      });
    });
    expect(entries).toEqual([
      [4, 'interrupted', 4, 7],
      [9, 'slept'],
    ]);
    expect(shelves.map(({ items, waiting }) => [items, waiting])).toEqual([[['item'], 0]]);
  });
});
