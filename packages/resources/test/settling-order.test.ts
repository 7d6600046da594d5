import { allOf, firstOf } from '@asimjs/combinators';
import { Environment, isCancelled } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Queue, Resource } from '@asimjs/resources';
import type { Get } from '@asimjs/resources';

describe.each(drivers)('with the $name driver, a choice among operations', ({ body, run }) => {
  it('leaves a loser withdrawn that was about to be settled as the winner was decided', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [qa, qb] = [new Queue<number>(env), new Queue<number>(env)];
    env.process(
      body(function* (wait) {
        const a = qa.get();
        allOf([qa.put(1), qb.put(2)]);
        const b = qb.get();
        log(yield* wait(firstOf({ a, b })), qa.items, qb.items);
        yield* wait(env.timeout(1));
        log(a.state, b.state, qa.items, qb.items);
        log(yield* wait(qb.get()));
      }),
    );
    expect(await run(env)).toMatchObject({ reason: 'exhausted', blocked: [] });
    expect(log.entries).toEqual([
      [0, { key: 'a', value: 1 }, [], [2]],
      [1, 'granted', 'withdrawn', [], [2]],
      [1, 2],
    ]);
  });

  it('does one of two puts that stood in line before, though both could be done before it is awaited', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [qa, qb] = [fullQueue(env), fullQueue(env)];
    env.process(
      body(function* (wait) {
        const [a, b] = [qa.put('a'), qb.put('b')];
        yield* wait(env.timeout(1));
        const choice = firstOf({ a, b });
        log(qa.tryGet(), qb.tryGet());
        log(qa.items, qb.items);
        log(yield* wait(choice));
        yield* wait(env.timeout(1));
        log(qa.items, qb.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, 'full', 'full'],
      [1, ['a'], []],
      [1, { key: 'a', value: undefined }],
      [2, ['a'], []],
    ]);
  });

  it('does no put that stood in line before, once an event has happened', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const qa = fullQueue(env);
    env.process(
      body(function* (wait) {
        const event = env.event<string>();
        const a = qa.put('a');
        yield* wait(env.timeout(1));
        const choice = firstOf({ event, a });
        event.succeed('event');
        log(qa.tryGet(), qa.items);
        log(yield* wait(choice), qa.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, 'full', []],
      [1, { key: 'event', value: 'event' }, []],
    ]);
  });

  it('takes one of two items for gets that stood in line before', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [qa, qb] = [new Queue<string>(env), new Queue<string>(env)];
    env.process(
      body(function* (wait) {
        const [a, b] = [qa.get(), qb.get()];
        yield* wait(env.timeout(1));
        const choice = firstOf({ a, b });
        log(qb.tryPut('y'), qb.size);
        log(qa.tryPut('x'), qa.size);
        log(yield* wait(choice), qa.items, qb.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, true, 0],
      [1, true, 1],
      [1, { key: 'b', value: 'y' }, ['x'], []],
    ]);
  });

  it('takes one of two slots for acquires that stood in line before', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [left, right] = [new Resource(env), new Resource(env)];
    env.process(
      body(function* (wait) {
        const held = yield* wait(allOf([left.acquire(), right.acquire()]));
        const [a, b] = [left.acquire(), right.acquire()];
        yield* wait(env.timeout(1));
        const choice = firstOf({ a, b });
        for (const grant of held) grant.release();
        log(left.inUse, right.inUse, right.waiting);
        const { key, value } = yield* wait(choice);
        value.release();
        log(key, left.inUse, right.inUse);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, 1, 0, 0],
      [1, 'a', 0, 0],
    ]);
  });

  it('does no operation of an enclosed choice that stood in line before, once an event has happened', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [qa, qb] = [new Queue<string>(env), new Queue<string>(env)];
    env.process(
      body(function* (wait) {
        const event = env.event();
        const [a, b] = [qa.get(), qb.get()];
        yield* wait(env.timeout(1));
        const choice = firstOf({ inner: firstOf([a, b]), event });
        event.succeed();
        qa.put('x');
        qb.put('y');
        log(qa.items, qb.items);
        log(yield* wait(choice), qa.items, qb.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, ['x'], ['y']],
      [1, { key: 'event', value: undefined }, ['x'], ['y']],
    ]);
  });
});

describe.each(drivers)('with the $name driver, an acquire that is not awaited yet', ({ body, run }) => {
  it('goes before one of worse priority that waits for a slot given back in its step', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const slot = new Resource(env);
    const event = env.event();
    env.process(
      body(function* (wait) {
        const all = allOf([slot.acquire(), env.event()]);
        log('first', (yield* wait(firstOf({ all, event }))).key);
      }),
    );
    env.process(
      body(function* (wait) {
        const grant = yield* wait(slot.acquire({ priority: 5 }));
        log('second');
        grant.release();
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        const acquire = slot.acquire({ priority: 0 });
        event.succeed();
        const grant = yield* wait(acquire);
        log('third');
        yield* wait(env.timeout(1));
        grant.release();
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, 'third'],
      [1, 'first', 'event'],
      [2, 'second'],
    ]);
  });

  it('goes before one of worse priority that waits for a slot released in its step', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const slot = new Resource(env);
    env.process(
      body(function* (wait) {
        const grant = yield* wait(slot.acquire());
        yield* wait(env.timeout(1));
        const again = slot.acquire({ priority: 0 });
        grant.release();
        const second = yield* wait(again);
        log('again');
        yield* wait(env.timeout(1));
        second.release();
      }),
    );
    env.process(
      body(function* (wait) {
        const grant = yield* wait(slot.acquire({ priority: 5 }));
        log('worse');
        grant.release();
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, 'again'],
      [2, 'worse'],
    ]);
  });
});

describe.each(drivers)('with the $name driver, a process that was cancelled', ({ body, run }) => {
  it.each([
    ['made before and granted', ['x'], 'before', ['x']],
    ['made before and waiting', [], 'before', ['late']],
    ['made in its last step', ['x'], 'after', ['x']],
  ] as const)(
    'and ends with an unused get (%s) is cancelled, and the get is given back',
    async (_name, items, when, left) => {
      const env = new Environment();
      const log = traceLog(env);
      const queue = new Queue<string>(env, { items });
      const gets: Get<string>[] = [];
      const process = env.process(
        body(function* (wait) {
          if (when === 'before') gets.push(queue.get());
          try {
            yield* wait(env.timeout(9));
          } catch (error) {
            log(isCancelled(error));
            if (when === 'after') gets.push(queue.get());
          }
        }),
      );
      env.schedule(1, () => process.cancel());
      env.schedule(2, () => {
        if (items.length === 0) queue.put('late');
        log(process.status, gets[0]?.state, queue.items);
      });
      expect(await run(env)).toMatchObject({ reason: 'exhausted', now: 2 });
      expect(log.entries).toEqual([
        [1, true],
        [2, 'cancelled', 'withdrawn', left],
      ]);
    },
  );

  it('and ends with an unused get is heard as cancelled by who joins it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env, { items: ['x'] });
    const process = env.process(
      body(function* (wait) {
        queue.get();
        try {
          yield* wait(env.timeout(9));
        } catch (error) {
          log(isCancelled(error));
        }
      }),
    );
    env.process(
      body(function* (wait) {
        try {
          yield* wait(process.finished);
        } catch (error) {
          log('joined', isCancelled(error), queue.items);
        }
      }),
    );
    env.schedule(1, () => process.cancel());
    await run(env);
    expect(log.entries).toEqual([
      [1, true],
      [1, 'joined', true, ['x']],
    ]);
  });
});

function fullQueue(env: Environment): Queue<string> {
  return new Queue<string>(env, { capacity: 1, items: ['full'] });
}
