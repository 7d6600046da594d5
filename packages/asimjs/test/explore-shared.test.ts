import { exploreSync } from '@asimjs/testing';
import type { ExploredModel } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Environment, Queue } from 'asimjs';

/** Models that fail in an order in which one process sees what another has made or looked at. */
const models: Record<string, () => ExploredModel> = {
  'a put that the model has made is awaited by a process': () => {
    const env = new Environment();
    const queue = new Queue<number>(env, { capacity: 1, items: [0] });
    const list = new Queue<string>(env);
    const put = queue.put(1);
    env.process(function* waiting() {
      yield* env.timeout(1);
      yield* put;
      yield* list.put('B');
    });
    env.process(function* taking() {
      yield* env.timeout(1);
      yield* queue.get();
      env.process(function* writing() {
        yield* list.put('C');
      });
    });
    return {
      env,
      atEnd: () => {
        if (list.items[0] !== 'B') throw new Error('C went first');
      },
    };
  },
  'two processes want the same put': () => {
    const env = new Environment();
    const put = new Queue<number>(env, { capacity: 1, items: [0] }).put(1);
    const refused: string[] = [];
    for (const name of ['first', 'second']) {
      env.process(function* () {
        yield* env.timeout(1);
        try {
          yield* put;
        } catch {
          refused.push(name);
        }
      });
    }
    return {
      env,
      atEnd: () => {
        if (refused[0] === 'first') throw new Error('the first was refused');
      },
    };
  },
  'an observer is added': () => {
    const env = new Environment();
    const queue = new Queue<number>(env);
    let seen = 0;
    env.process(function* () {
      yield* env.timeout(1);
      env.observe({ resourceChanged: () => (seen += 1) });
    });
    env.process(function* () {
      yield* env.timeout(1);
      queue.put(1);
    });
    return {
      env,
      atEnd: () => {
        if (seen === 0) throw new Error('nothing was seen');
      },
    };
  },
  'an observer is taken away': () => {
    const env = new Environment();
    const queue = new Queue<number>(env);
    let seen = 0;
    const stop = env.observe({ resourceChanged: () => (seen += 1) });
    env.process(function* () {
      yield* env.timeout(1);
      queue.put(1);
    });
    env.process(function* () {
      yield* env.timeout(1);
      stop();
    });
    return {
      env,
      atEnd: () => {
        if (seen === 0) throw new Error('nothing was seen');
      },
    };
  },
  'it is asked whether an event is pending': () => {
    const env = new Environment();
    const bell = env.event();
    env.process(function* () {
      yield* env.timeout(1);
      if (!bell.pending) throw new Error('it has rung');
    });
    env.process(function* () {
      yield* env.timeout(1);
      bell.succeed();
    });
    return { env };
  },
  'processes are named by the order in which they begin': () => {
    const env = new Environment();
    const names: string[] = [];
    for (const index of [0, 1]) {
      env.process(function* () {
        yield* env.timeout(1);
        names[index] = new Queue(env).name;
      });
    }
    return {
      env,
      atEnd: () => {
        if (names[0] === 'queue 2') throw new Error('the second had its queue first');
      },
    };
  },
};

describe.each(Object.entries(models))('an order that matters because %s', (_, model) => {
  it.each([true, false])('is found if those that cannot differ are left out: %s', (reduce) => {
    const { failure } = exploreSync(model, { reduce, allowBlocked: true });
    expect(failure).toBeDefined();
  });
});
