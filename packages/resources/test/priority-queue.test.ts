import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { PriorityQueue } from '@asimjs/resources';

interface Job {
  readonly name: string;
  urgency: number;
}

function job(name: string, urgency: number): Job {
  return { name, urgency };
}

function byUrgency(one: Job, other: Job): number {
  return one.urgency - other.urgency;
}

function names(queue: PriorityQueue<Job>): string[] {
  return queue.items.map(({ name }) => name);
}

describe.each(drivers)('a priority queue with the $name driver', ({ body, run }) => {
  it('gives items in the order of compare, equal ones as they came', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new PriorityQueue<Job>(env, { compare: byUrgency });
    env.process(
      body(function* (wait) {
        for (const [index, urgency] of [2, 1, 2, 0, 1, 2].entries())
          yield* wait(queue.put(job(`job ${index}`, urgency)));
        log(names(queue));
        while (queue.size > 0) log((yield* wait(queue.get())).name);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, ['job 3', 'job 1', 'job 4', 'job 0', 'job 2', 'job 5']],
      [0, 'job 3'],
      [0, 'job 1'],
      [0, 'job 4'],
      [0, 'job 0'],
      [0, 'job 2'],
      [0, 'job 5'],
    ]);
  });

  it('gives equal items in the order of their arrival, however many there are', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new PriorityQueue<number>(env, { compare: () => 0 });
    const numbers = Array.from({ length: 1000 }, (_, index) => index);
    env.process(
      body(function* (wait) {
        for (const number of numbers) queue.put(number);
        const got: number[] = [];
        while (queue.size > 0) got.push(yield* wait(queue.get()));
        log(got);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, numbers]]);
  });

  it('sorts the items that it has at the beginning, equal ones in the order given', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const items = [job('b', 2), job('a', 1), job('c', 2), job('z', 0)];
    const queue = new PriorityQueue<Job>(env, { compare: byUrgency, items });
    env.process(
      body(function* (wait) {
        log((yield* wait(queue.get())).name, names(queue));
      }),
    );
    expect(names(queue)).toEqual(['z', 'a', 'b', 'c']);
    await run(env);
    expect(log.entries).toEqual([[0, 'z', ['a', 'b', 'c']]]);
    expect(items.map(({ name }) => name)).toEqual(['b', 'a', 'c', 'z']);
  });

  it('gives an item to the first who waits, however urgent the next one is', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new PriorityQueue<Job>(env, { compare: byUrgency });
    for (const name of ['first', 'second', 'third']) {
      env.process(
        body(function* (wait) {
          log(name, (yield* wait(queue.get())).name);
        }),
      );
    }
    env.schedule(1, () => {
      queue.put(job('later', 5));
      queue.put(job('urgent', 0));
    });
    env.schedule(2, () => {
      queue.put(job('last', 9));
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'first', 'later'],
      [1, 'second', 'urgent'],
      [2, 'third', 'last'],
    ]);
  });

  it('asks compare as an item goes in, and not as it is read or goes out', async () => {
    const env = new Environment();
    const log = traceLog(env);
    let asked = 0;
    const compare = (one: number, other: number): number => {
      asked++;
      return one - other;
    };
    const queue = new PriorityQueue<number>(env, { compare, items: [5, 3, 4] });
    const before = asked;
    env.process(
      body(function* (wait) {
        const { items, size, isEmpty, isFull } = queue;
        log(items, size, isEmpty, isFull, queue.toString());
        log(yield* wait(queue.get()), queue.tryGet(), yield* wait(queue.get()));
        log(asked - before);
        yield* wait(queue.put(1));
        log('alone', asked - before);
        yield* wait(queue.put(2));
        log('beside another', asked > before);
      }),
    );
    await run(env);
    expect(before).toBeGreaterThan(0);
    expect(log.entries).toEqual([
      [0, [3, 4, 5], 3, false, false, "priority queue 'priority queue 1' (3 of Infinity items)"],
      [0, 3, 4, 5],
      [0, 0],
      [0, 'alone', 0],
      [0, 'beside another', true],
    ]);
  });

  it('keeps an item where it went in though its key changes later, and loses none', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const jobs = [job('a', 1), job('b', 2), job('c', 3)] as const;
    const queue = new PriorityQueue<Job>(env, { compare: byUrgency, items: jobs });
    env.process(
      body(function* (wait) {
        jobs[0].urgency = 10;
        jobs[2].urgency = -10;
        log(names(queue));
        yield* wait(queue.put(job('d', 20)));
        const got: string[] = [];
        while (queue.size > 0) got.push((yield* wait(queue.get())).name);
        log(got.toSorted(), got.indexOf('a') < got.indexOf('b'), got.indexOf('b') < got.indexOf('c'));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, ['a', 'b', 'c']],
      [0, ['a', 'b', 'c', 'd'], true, true],
    ]);
  });

  it('takes a comparison that gives Infinity, -0 or fractions', async () => {
    const env = new Environment();
    const compare = (one: number, other: number): number => {
      if (one === other) return -0;
      return one < other ? -Infinity : 0.25;
    };
    const queue = new PriorityQueue<number>(env, { compare, items: [3, 1, 2, 1] });
    await run(env);
    expect(queue.items).toEqual([1, 1, 2, 3]);
  });

  it('knows its size, and whether it is empty or full', async () => {
    const env = new Environment();
    const queue = new PriorityQueue<number>(env, { compare: (a, b) => a - b, capacity: 2, items: [2] });
    const states = [[queue.size, queue.capacity, queue.isEmpty, queue.isFull]];
    queue.put(1);
    states.push([queue.size, queue.capacity, queue.isEmpty, queue.isFull]);
    expect([queue.tryGet(), queue.tryGet(), queue.tryGet()]).toEqual([1, 2, undefined]);
    states.push([queue.size, queue.capacity, queue.isEmpty, queue.isFull]);
    await run(env);
    expect(states).toEqual([
      [1, 2, false, false],
      [2, 2, false, true],
      [0, 2, true, false],
    ]);
  });
});
