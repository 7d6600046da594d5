import { Environment } from '@asimjs/core';
import { taskOf } from '@asimjs/core/protocol';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Shelf } from './shelf.js';

describe.each(drivers)('a delivery that waits for the change under way, with the $name driver,', (driver) => {
  const { body, run } = driver;

  /** A process that takes an item, and then sleeps; it logs what it gets and what it is thrown. */
  function addTaker() {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env);
    const taker = env.process(
      body(function* (wait) {
        for (let waits = 0; waits < 2; waits++) {
          try {
            log('got', yield* wait(waits === 0 ? shelf.take() : env.timeout(5, 'sleep')));
          } catch (error) {
            log('thrown', error);
          }
        }
      }),
    );
    return { env, log, shelf, taker, task: taskOf(taker) };
  }

  it('ends a wait that the change leaves alone', async () => {
    const { env, log, taker, task } = addTaker();
    env.schedule(1, () => {
      task.deliverLater({ error: 'notice' });
      log(taker.status);
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'waiting'],
      [1, 'thrown', 'notice'],
      [6, 'got', 'sleep'],
    ]);
  });

  it.each(['before', 'after'])('comes after what a put %s it in the same step grants', async (when) => {
    const { env, log, shelf, task } = addTaker();
    env.schedule(1, () => {
      if (when === 'before') shelf.place('book');
      task.deliverLater({ error: 'notice' });
      if (when === 'after') shelf.place('book');
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'got', 'book'],
      [1, 'thrown', 'notice'],
    ]);
  });

  it('comes after what it finds put as its turn comes', async () => {
    const { env, log, shelf, task } = addTaker();
    const trigger = new Shelf(env);
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        shelf.place('book');
        task.deliverLater({ error: 'notice' });
        // Whatever is awaited has those served that have changed, while the put is still to be settled.
        yield* wait(trigger.place('anything'));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, 'got', 'book'],
      [1, 'thrown', 'notice'],
    ]);
  });

  it('is recalled as long as it has not arrived', async () => {
    const { env, log, taker, task } = addTaker();
    const notice = { error: 'notice' };
    env.schedule(1, () => {
      task.deliverLater(notice);
      log(task.recall(notice), task.recall(notice));
    });
    env.schedule(2, () => log(taker.status));
    await run(env);
    expect(log.entries).toEqual([
      [1, true, false],
      [2, 'waiting'],
    ]);
  });

  it('is let go where the environment has been closed, which can still be read', async () => {
    const { env, log, taker, task } = addTaker();
    env.schedule(1, () => {
      throw new Error('broken');
    });
    await expect(run(env)).rejects.toThrow('broken');
    task.deliverLater({ error: 'notice' });
    log(env.peek(), taker.status);
    expect(log.entries).toEqual([[1, Infinity, 'waiting']]);
  });
});
