import { firstOf } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Queue } from '@asimjs/resources';

describe.each(drivers)(
  'an enclosed choice with a get that stands in line, with the $name driver',
  ({ body, run }) => {
    it('takes nothing while the choice around it may be lost', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const empty = new Queue<string>(env);
      const full = new Queue<string>(env, { capacity: 1, items: ['old'] });
      env.process(
        body(function* (wait) {
          yield* wait(full.put('new'));
        }),
      );
      env.process(
        body(function* (wait) {
          const [kept, deadline] = [empty.get(), env.timeout(1)];
          yield* wait(deadline);
          log((yield* wait(firstOf({ deadline, more: firstOf([kept, full.get()]) }))).key);
        }),
      );
      await run(env);
      expect([...log.entries, full.items]).toEqual([[1, 'deadline'], ['old']]);
    });

    it('puts nothing while the choice around it may be lost', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const empty = new Queue<string>(env);
      const queue = new Queue<string>(env);
      env.process(
        body(function* (wait) {
          const [kept, deadline] = [empty.get(), env.timeout(1)];
          yield* wait(deadline);
          log((yield* wait(firstOf({ deadline, more: firstOf({ kept, put: queue.put('x') }) }))).key);
        }),
      );
      await run(env);
      expect([...log.entries, queue.items]).toEqual([[1, 'deadline'], []]);
    });

    it('is tried in its turn', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const empty = new Queue<string>(env);
      const [one, other] = [new Queue(env, { items: ['one'] }), new Queue(env, { items: ['other'] })];
      env.process(
        body(function* (wait) {
          const kept = empty.get();
          yield* wait(env.timeout(1));
          log((yield* wait(firstOf({ one: one.get(), more: firstOf({ kept, other: other.get() }) }))).key);
        }),
      );
      await run(env);
      expect([...log.entries, one.items, other.items]).toEqual([[1, 'one'], [], ['other']]);
    });

    it('is given back if it is granted before it is waited for, and its process fails', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const queue = new Queue<string>(env);
      const failing = env.process(
        body(function* (wait) {
          const kept = queue.get();
          yield* wait(env.timeout(1));
          void firstOf([kept, env.timeout(9)]);
          queue.put('x');
          log(queue.items.length);
          throw new Error('a fault');
        }),
      );
      env.process(
        body(function* (wait) {
          try {
            yield* wait(failing.finished);
          } catch {
            log('heard', queue.items.join());
          }
        }),
      );
      await run(env);
      expect(log.entries).toEqual([
        [1, 0],
        [1, 'heard', 'x'],
      ]);
    });
  },
);
