import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import type { TraceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { interrupt, isInterrupt, work } from '@asimjs/interrupts';
import type { WorkDecision } from '@asimjs/interrupts';

describe.each(drivers)('the end of work, with the $name driver,', ({ body, run }) => {
  interface Piece {
    readonly start?: number;
    readonly duration: number;
    /** When it is interrupted, by callbacks that are made before the work begins, or after that. */
    readonly before?: readonly number[];
    readonly after?: readonly number[];
    readonly decision?: WorkDecision;
  }

  /** Does a piece of work, and sleeps 5 after it. */
  async function trace(piece: Piece): Promise<TraceLog['entries']> {
    const { start = 0, duration, before = [], after = [], decision } = piece;
    const env = new Environment({ start });
    const log = traceLog(env);
    const worker = env.process(
      body(function* (wait) {
        const onInterrupt = (_: unknown, { worked, remaining }: { worked: number; remaining: number }) => {
          log('handler', worked, remaining);
          return decision;
        };
        log(yield* wait(work(env, duration, { onInterrupt })));
        try {
          yield* wait(env.timeout(5));
          log('slept');
        } catch (error) {
          log(isInterrupt(error) && error.cause, isInterrupt(error) && error.remaining);
        }
      }),
    );
    const send = (time: number): void => {
      env.schedule(time, () => log(interrupt(worker, 'at the end')));
    };
    before.forEach(send);
    env.schedule(0, () => {
      after.forEach(send);
    });
    await run(env, { until: start + 1000 });
    return log.entries;
  }

  const whole = (duration: number, interruptions = 0) =>
    ({ completed: true, worked: duration, remaining: 0, interruptions }) as const;

  it('in the instant of an interrupt that comes first: it is handled, and nothing is left', async () => {
    expect(await trace({ duration: 3, before: [3] })).toEqual([
      [3, true],
      [3, 'handler', 3, 0],
      [3, whole(3, 1)],
      [8, 'slept'],
    ]);
  });

  it('in the instant of an interrupt that comes later: it is complete, and the next wait is interrupted', async () => {
    expect(await trace({ duration: 3, after: [3] })).toEqual([
      [3, whole(3)],
      [3, true],
      [3, 'at the end', undefined],
    ]);
  });

  it('in the instant of two interrupts that come first: the second is for what comes after', async () => {
    expect(await trace({ duration: 3, before: [3, 3] })).toEqual([
      [3, true],
      [3, 'handler', 3, 0],
      [3, whole(3, 1)],
      [3, true],
      [3, 'at the end', undefined],
    ]);
  });

  it('may still be thrown away in its very instant, by drop or by restart', async () => {
    expect(await trace({ duration: 3, before: [3], decision: 'drop' })).toEqual([
      [3, true],
      [3, 'handler', 3, 0],
      [3, { completed: false, worked: 3, remaining: 0, interruptions: 1 }],
      [8, 'slept'],
    ]);
    expect(await trace({ duration: 3, before: [3], decision: 'restart' })).toEqual([
      [3, true],
      [3, 'handler', 3, 0],
      [6, { ...whole(6), interruptions: 1 }],
      [11, 'slept'],
    ]);
  });

  it('comes in its own instant if it takes no time', async () => {
    expect(await trace({ duration: 0 })).toEqual([
      [0, whole(0)],
      [5, 'slept'],
    ]);
    expect(await trace({ duration: 0, before: [0], decision: 'restart' })).toEqual([
      [0, true],
      [0, 'handler', 0, 0],
      [0, whole(0, 1)],
      [5, 'slept'],
    ]);
  });

  it('never comes if it takes for ever, and what was done is known all the same', async () => {
    expect(await trace({ duration: Infinity })).toEqual([]);
    expect(await trace({ duration: Infinity, before: [7], decision: 'resume' })).toEqual([
      [7, true],
      [7, 'handler', 7, Infinity],
    ]);
    expect(await trace({ duration: Infinity, before: [7], decision: 'drop' })).toEqual([
      [7, true],
      [7, 'handler', 7, Infinity],
      [7, { completed: false, worked: 7, remaining: Infinity, interruptions: 1 }],
      [12, 'slept'],
    ]);
  });

  it('is exact for durations that are rounded', async () => {
    expect(await trace({ duration: 0.1 + 0.2, before: [0.1] })).toEqual([
      [0.1, true],
      [0.1, 'handler', 0.1, 0.1 + 0.2 - 0.1],
      [0.1 + 0.2, whole(0.1 + 0.2, 1)],
      [0.1 + 0.2 + 5, 'slept'],
    ]);
  });

  it.each([
    ['more than there was', 0.1, 0.2],
    ['less than there was', 0.7, 0.1],
    ['nothing of it', 2 ** 53, 0.5],
  ])('is the end, where the difference of two times is %s', async (_, start, duration) => {
    const end = start + duration;
    const env = new Environment({ start });
    const log = traceLog(env);
    const worker = env.process(
      body(function* (wait) {
        log(yield* wait(work(env, duration, { onInterrupt: (__, progress) => log(progress) })));
      }),
    );
    // In the instant of the end, and before it.
    env.schedule(duration, () => log(interrupt(worker)), { priority: -1 });
    await run(env);
    expect(log.entries).toEqual([
      [end, true],
      [end, { worked: duration, remaining: 0, interruptions: 1 }],
      [end, whole(duration, 1)],
    ]);
  });
});
