import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import type { TraceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { interrupt, isInterrupt, isLoss, Loss, work } from '@asimjs/interrupts';
import type { WorkOptions } from '@asimjs/interrupts';

/** A tool that was taken away. */
class ToolTaken extends Loss {
  hasNewTool = false;

  override get isMadeGood(): boolean {
    return this.hasNewTool;
  }

  override toString(): string {
    return 'the tool was taken away';
  }
}

describe.each(drivers)('a loss during work, with the $name driver,', ({ body, run }) => {
  type MakeHandler = (env: Environment, log: TraceLog) => WorkOptions['onInterrupt'];

  /** A piece of work of 10 whose tool is taken away at 4; `again` at 6. */
  async function trace(makeHandler: MakeHandler, again = false): Promise<TraceLog['entries']> {
    const env = new Environment();
    const log = traceLog(env);
    const worker = env.process(
      body(function* (wait) {
        try {
          log(yield* wait(work(env, 10, { onInterrupt: makeHandler(env, log) })));
        } catch (error) {
          log(
            'out of work',
            isInterrupt(error) && [error.cause instanceof ToolTaken, error.remaining, error.message],
          );
        }
        yield* wait(env.timeout(1));
        log('goes on without it');
      }),
      { name: 'worker' },
    );
    for (const time of again ? [4, 6] : [4])
      env.schedule(time, () => void interrupt(worker, new ToolTaken()));
    await run(env);
    return log.entries;
  }

  const message = "process 'worker' was interrupted: the tool was taken away";

  it('that is not made good ends it after the handler, and says how much is left', async () => {
    const entries = await trace((env, log) => (_, { remaining }) => {
      log('handler', remaining);
      return body(function* (wait) {
        yield* wait(env.timeout(2));
      })();
    });
    expect(entries).toEqual([
      [4, 'handler', 6],
      [6, 'out of work', [true, 6, `${message} (time 4, in process 'worker')`]],
      [7, 'goes on without it'],
    ]);
  });

  it.each(['resume', 'restart', 'drop'] as const)(
    'that is not made good ends it even where the handler says %s',
    async (decision) => {
      expect(await trace(() => () => decision)).toEqual([
        [4, 'out of work', [true, 6, `${message} (time 4, in process 'worker')`]],
        [5, 'goes on without it'],
      ]);
    },
  );

  it('that the handler makes good does not, and is nothing special', async () => {
    const entries = await trace(
      (env, log) => (error) =>
        body(function* (wait) {
          log(isLoss(error.cause), error.remaining);
          yield* wait(env.timeout(2));
          if (error.cause instanceof ToolTaken) error.cause.hasNewTool = true;
        })(),
    );
    expect(entries).toEqual([
      [4, true, 6],
      [12, { completed: true, worked: 10, remaining: 0, interruptions: 1 }],
      [13, 'goes on without it'],
    ]);
  });

  it('that is made good leaves the decision to the handler', async () => {
    const entries = await trace(() => ({ cause }) => {
      if (cause instanceof ToolTaken) cause.hasNewTool = true;
      return 'drop';
    });
    expect(entries).toEqual([
      [4, { completed: false, worked: 4, remaining: 6, interruptions: 1 }],
      [5, 'goes on without it'],
    ]);
  });

  it('is judged anew each time', async () => {
    const entries = await trace(
      (_, log) =>
        ({ cause }, progress) => {
          log('handler', progress);
          if (cause instanceof ToolTaken) cause.hasNewTool = progress.interruptions === 1;
        },
      true,
    );
    expect(entries).toEqual([
      [4, 'handler', { worked: 4, remaining: 6, interruptions: 1 }],
      [6, 'handler', { worked: 6, remaining: 4, interruptions: 2 }],
      [6, 'out of work', [true, 4, `${message} (time 6, in process 'worker')`]],
      [7, 'goes on without it'],
    ]);
  });

  it('in work inside work comes out of both, with what is left of the outer one', async () => {
    const entries = await trace(
      (env, log) =>
        ({ remaining }, progress) => {
          log('outer handler', remaining, progress.remaining);
          return body(function* (wait) {
            try {
              yield* wait(work(env, 5, { onInterrupt: () => log('inner handler') }));
            } catch (error) {
              log('out of the inner', isInterrupt(error) && error.remaining);
              throw error;
            }
          })();
        },
      true,
    );
    expect(entries).toEqual([
      [4, 'outer handler', 6, 6],
      [6, 'inner handler'],
      [6, 'out of the inner', 3],
      [6, 'out of work', [true, 6, `${message} (time 6, in process 'worker')`]],
      [7, 'goes on without it'],
    ]);
  });
});

describe('isLoss', () => {
  it('knows losses by their brand, of any copy of the package, and nothing else', () => {
    const foreign = { [Symbol.for('asimjs.loss')]: true };
    expect([new ToolTaken(), foreign, {}, undefined, 'loss', new Error('loss')].map(isLoss)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
