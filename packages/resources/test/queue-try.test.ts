import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Queue } from '@asimjs/resources';

describe.each(drivers)('tryPut and tryGet with the $name driver', ({ body, run }) => {
  it('succeed where there is room, or an item', () => {
    const env = new Environment();
    const queue = new Queue<string>(env, { capacity: 1 });
    expect(queue.tryGet()).toBeUndefined();
    expect(queue.tryPut('a')).toBe(true);
    expect(queue.tryPut('b')).toBe(false);
    expect(queue.items).toEqual(['a']);
    expect(queue.tryGet()).toBe('a');
    expect(queue.tryGet()).toBeUndefined();
  });

  it('serve those who wait', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [empty, full] = [new Queue<string>(env), new Queue<string>(env, { capacity: 1, items: ['x'] })];
    env.process(
      body(function* (wait) {
        log('got', yield* wait(empty.get()));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(full.put('y'));
        log('put');
      }),
    );
    env.schedule(1, () => {
      log(empty.tryPut('a'), empty.items);
      log(full.tryGet(), full.items);
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, true, []],
      [1, 'x', ['y']],
      [1, 'got', 'a'],
      [1, 'put'],
    ]);
  });

  it('do not overtake what this step has asked before', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env, { capacity: 1, items: ['x'] });
    env.process(
      body(function* (wait) {
        const get = queue.get();
        log(queue.tryGet());
        queue.put('y');
        log(queue.tryPut('z'));
        log(yield* wait(get), queue.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, undefined],
      [0, false],
      [0, 'x', ['y']],
    ]);
  });

  it('fail while a line waits', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env, { capacity: 1, items: ['x'] });
    env.process(
      body(function* (wait) {
        yield* wait(queue.put('y'));
        yield* wait(queue.put('z'));
      }),
    );
    env.process(
      body(function* () {
        log(queue.tryPut('late'), queue.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, false, ['x']]]);
  });

  it('make an item go to those who wait, so that a tryGet after a tryPut finds none', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env);
    env.process(
      body(function* (wait) {
        log('got', yield* wait(queue.get()));
      }),
    );
    env.process(
      body(function* () {
        log(queue.tryPut('a'), queue.tryGet());
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, true, undefined],
      [0, 'got', 'a'],
    ]);
  });
});
