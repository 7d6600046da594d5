import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { isEnding } from '../src/pause.js';
import type { Pause } from '../src/pause.js';
import { Shelf } from './shelf.js';

describe.each(drivers)('env.peek, with the $name driver', ({ body, run }) => {
  it('settles between runs what was put there, and in a run nothing', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env);
    env.process(
      body(function* (wait) {
        const take = shelf.take();
        log(env.peek(), take.state);
        log(yield* wait(take));
      }),
    );
    await run(env);
    log(env.peek());
    const place = shelf.place('book');
    log(env.peek(), place.state);
    await run(env);
    expect(log.entries).toEqual([
      [0, Infinity, 'unsettled'],
      [0, Infinity],
      [0, 0, 'granted'],
      [0, 'book'],
    ]);
  });

  it('passes over processes that were cancelled before they began', () => {
    const env = new Environment();
    const processes = [1, 2].map(() => env.process(body(function* () {})));
    const seen = [env.peek()];
    for (const process of processes) {
      process.cancel();
      seen.push(env.peek());
    }
    env.schedule(3, () => undefined);
    expect([...seen, env.peek()]).toEqual([0, 0, Infinity, 3]);
  });

  it('sees a step that a run cut short', async () => {
    const env = new Environment();
    const done = env.event();
    done.succeed();
    const process = env.process(
      body(function* (wait) {
        yield* wait(done);
        yield* wait(env.timeout(4));
      }),
    );
    await run(env, { maxSteps: 1 });
    const cut = [env.peek(), process.status];
    await run(env, { maxSteps: 1 });
    expect([cut, [env.peek(), process.status]]).toEqual([
      [0, 'ready'],
      [4, 'waiting'],
    ]);
  });
});

describe.each(drivers)('a run with the $name driver', ({ body, run }) => {
  it('has the ready line done before the clock moves, also behind a process cancelled before it began', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const cancelled = env.process(body(function* () {}));
    env.process(
      body(function* () {
        log('begins');
      }),
    );
    env.schedule(1, () => log('callback'));
    cancelled.cancel();
    await run(env);
    expect(log.entries).toEqual([
      [0, 'begins'],
      [1, 'callback'],
    ]);
  });

  it.each(['stopped', 'event', 'maxSteps'])(
    'that ends early as %s leaves the clock where it was',
    async (reason) => {
      const env = new Environment();
      const bell = env.event();
      env.schedule(2, () => {
        if (reason === 'stopped') env.stop();
        bell.succeed();
      });
      env.schedule(9, () => undefined);
      const limit = reason === 'event' ? { until: bell } : { until: 10 };
      const result = await run(env, { ...limit, ...(reason === 'maxSteps' ? { maxSteps: 1 } : {}) });
      expect([result.reason, result.now, env.now]).toEqual([reason, 2, 2]);
    },
  );

  it('asks no observer when the last has gone', async () => {
    const env = new Environment();
    const ends = [env.observe({}), env.observe({})];
    const observed = [env.kernel.observer !== undefined];
    for (const end of ends) {
      end();
      observed.push(env.kernel.observer !== undefined);
    }
    await run(env);
    expect(observed).toEqual([true, true, false]);
  });
});

it.each<[Pause, boolean]>([
  ['parked', false],
  ['microtask', false],
  ['turn', false],
  ['until', true],
  ['failed', true],
])('the pause %s is the end of a run: %j', (pause, expected) => {
  expect(isEnding(pause)).toBe(expected);
});
