import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Queue } from '@asimjs/resources';

describe.each(drivers)('an operation of a queue with the $name driver', ({ body, run }) => {
  it('takes effect when its step ends though nobody awaits it, if it is a put', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env);
    env.process(
      body(function* (wait) {
        queue.put('a');
        queue.put('b');
        yield* wait(env.timeout(1));
        log('putter', queue.items);
      }),
    );
    env.process(
      body(function* () {
        log('other', queue.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'other', ['a', 'b']],
      [1, 'putter', ['a', 'b']],
    ]);
  });

  it('takes effect though its process ends with the step', async () => {
    const env = new Environment();
    const queue = new Queue<string>(env, { capacity: 1 });
    env.process(
      body(function* () {
        queue.put('a');
        queue.put('b');
      }),
    );
    await run(env);
    expect(queue.items).toEqual(['a']);
    expect(queue.tryGet()).toBe('a');
    expect(queue.items).toEqual(['b']);
  });

  it('takes effect before its resource is read', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env, { items: ['x'] });
    env.process(
      body(function* (wait) {
        const get = queue.get();
        log(queue.size);
        queue.put('y');
        log(queue.items);
        log(yield* wait(get));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 0],
      [0, ['y']],
      [0, 'x'],
    ]);
  });

  it('joins its line in the order of creation, not of awaiting', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env, { items: ['1', '2', '3'] });
    env.process(
      body(function* (wait) {
        const [a, b, c] = [queue.get(), queue.get(), queue.get()];
        log('c', yield* wait(c));
        log('a', yield* wait(a));
        log('b', yield* wait(b));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'c', '3'],
      [0, 'a', '1'],
      [0, 'b', '2'],
    ]);
  });

  it('can be made outside any process, and by a scheduled callback, if it is a put', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env, { capacity: 2 });
    queue.put('before the run');
    env.process(
      body(function* (wait) {
        for (;;) log(yield* wait(queue.get()));
      }),
      { background: true },
    );
    env.schedule(2, () => {
      queue.put('from a callback');
    });
    await run(env, { until: 3 });
    queue.put('between runs');
    await run(env, { until: 4 });
    expect(log.entries).toEqual([
      [0, 'before the run'],
      [2, 'from a callback'],
      [3, 'between runs'],
    ]);
  });

  it('stands in line when it is made outside any process and there is no room', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env, { capacity: 1 });
    queue.put('a');
    queue.put('b');
    expect(queue.items).toEqual(['a']);
    env.process(
      body(function* (wait) {
        log(yield* wait(queue.get()), yield* wait(queue.get()));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, 'a', 'b']]);
  });

  it('may be awaited by another process than the one that made it, if it is a put', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env, { capacity: 1, items: ['full'] });
    const put = queue.put('x');
    env.process(
      body(function* (wait) {
        yield* wait(put);
        log('put');
      }),
    );
    env.schedule(2, () => log(queue.tryGet()));
    await run(env);
    expect(log.entries).toEqual([
      [2, 'full'],
      [2, 'put'],
    ]);
  });

  it('can be withdrawn while it waits, and then has had no effect', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env);
    env.process(
      body(function* (wait) {
        const get = queue.get();
        yield* wait(env.timeout(1));
        log(get.withdraw(), get.withdraw());
        queue.put('x');
        yield* wait(env.timeout(1));
        log(queue.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, true, true],
      [2, ['x']],
    ]);
  });

  it('cannot be withdrawn once it was granted, and still has to be awaited', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env, { items: ['x'] });
    env.process(
      body(function* (wait) {
        const get = queue.get();
        yield* wait(env.timeout(1));
        log(get.withdraw(), queue.items);
        log(yield* wait(get));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, false, []],
      [1, 'x'],
    ]);
  });

  it('lets those behind it go on when it is withdrawn', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env, { capacity: 1, items: ['full'] });
    env.process(
      body(function* (wait) {
        const put = queue.put('withdrawn');
        yield* wait(env.timeout(1));
        put.withdraw();
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(queue.put('next'));
        log('put', queue.items);
      }),
    );
    env.schedule(2, () => log(queue.tryGet()));
    await run(env);
    expect(log.entries).toEqual([
      [2, 'full'],
      [2, 'put', ['next']],
    ]);
  });
});
