import { allOf, firstOf } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { isPreempted, PreemptiveResource, Queue } from '@asimjs/resources';

describe.each(drivers)('eviction after a put with the $name driver', ({ body, run }) => {
  it('does not keep back the value of a wait for which something was put before', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    const items = new Queue<string>(env);
    env.process(
      body(function* (wait) {
        using turn = yield* wait(desk.acquire({ priority: 1 }));
        log(yield* wait(items.get()), turn.isHeld);
        try {
          yield* wait(env.timeout(5));
        } catch (error) {
          log(isPreempted(error) && 'evicted');
        }
      }),
    );
    env.schedule(1, () => {
      void items.put('x');
      desk.tryAcquire();
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'x', false],
      [1, 'evicted'],
    ]);
  });

  it('tells each of several who are evicted at once only after what was put for them before', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env, { capacity: 2 });
    const shelves = [new Queue<string>(env), new Queue<string>(env)];
    for (const shelf of shelves) {
      env.process(
        body(function* (wait) {
          yield* wait(desk.acquire({ priority: 1 }));
          log(yield* wait(shelf.get()));
          try {
            yield* wait(env.timeout(5));
          } catch (error) {
            log(isPreempted(error) && 'evicted');
          }
        }),
      );
    }
    env.schedule(1, () => {
      for (const [number, shelf] of shelves.entries()) void shelf.put(`item ${number}`);
      desk.capacity = 0;
      log(desk.evictExcess());
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 2],
      [1, 'item 1'],
      [1, 'evicted'],
      [1, 'item 0'],
      [1, 'evicted'],
    ]);
  });

  it('has nothing to tell if that decides a choice in which the slot is given back', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env);
    const items = new Queue<string>(env);
    env.process(
      body(function* (wait) {
        const trip = allOf([desk.acquire({ priority: 1 }), env.event()]);
        log((yield* wait(firstOf({ trip, item: items.get() }))).key);
        yield* wait(env.timeout(5));
        log('undisturbed');
      }),
    );
    env.schedule(1, () => {
      void items.put('x');
      desk.tryAcquire();
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'item'],
      [6, 'undisturbed'],
    ]);
  });
});
