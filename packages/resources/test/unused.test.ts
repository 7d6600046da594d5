import { allOf, firstOf } from '@asimjs/combinators';
import { Environment, UnusedOperationError } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Queue, Resource } from '@asimjs/resources';

const unused = { cause: expect.any(UnusedOperationError) as unknown };

describe.each(drivers)('an operation that was never used, with the $name driver,', ({ body, run }) => {
  it('is an error when its process ends, and the item goes back to its place', async () => {
    const env = new Environment();
    const queue = new Queue<string>(env, { items: ['x', 'y'] });
    env.process(
      body(function* (wait) {
        queue.get();
        yield* wait(env.timeout(1));
      }),
    );
    await expect(run(env)).rejects.toMatchObject(unused);
    expect(queue.items).toEqual(['x', 'y']);
  });

  it('is an error when its process ends in the same step', async () => {
    const env = new Environment();
    const queue = new Queue<string>(env, { items: ['x'] });
    env.process(
      body(function* () {
        queue.get();
      }),
    );
    await expect(run(env)).rejects.toMatchObject(unused);
    expect(queue.items).toEqual(['x']);
  });

  it('is an error if it was settled by a look at its resource', async () => {
    const env = new Environment();
    const queue = new Queue<string>(env, { items: ['x'] });
    env.process(
      body(function* () {
        queue.get();
        expect(queue.size).toBe(0);
      }),
    );
    await expect(run(env)).rejects.toMatchObject(unused);
    expect(queue.items).toEqual(['x']);
  });

  it('is an error if it was settled by a later operation on the same resource', async () => {
    const env = new Environment();
    const queue = new Queue<string>(env, { items: ['x', 'y'] });
    env.process(
      body(function* (wait) {
        queue.get();
        yield* wait(queue.get());
      }),
    );
    await expect(run(env)).rejects.toMatchObject(unused);
    expect(queue.items).toEqual(['x']);
  });

  it('is an error if it is an acquire, and the slot is freed', async () => {
    const env = new Environment();
    const desk = new Resource(env, { capacity: 2 });
    env.process(
      body(function* (wait) {
        desk.acquire();
        desk.acquire({ amount: 2 });
        yield* wait(env.timeout(1));
      }),
    );
    await expect(run(env)).rejects.toMatchObject(unused);
    expect([desk.inUse, desk.waiting]).toEqual([0, 0]);
  });

  it('is heard by who joins the process, and the run goes on', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const queue = new Queue<string>(env);
    const child = env.process(
      body(function* (wait) {
        queue.get();
        yield* wait(env.timeout(1));
      }),
      { name: 'careless' },
    );
    env.process(
      body(function* (wait) {
        try {
          yield* wait(child.finished);
        } catch (error) {
          log(error instanceof UnusedOperationError, (error as Error).message.includes("'careless'"));
        }
        yield* wait(queue.put('x'));
        log(queue.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, true, true],
      [1, ['x']],
    ]);
  });

  it('is no error if it was withdrawn, or if it is a put', async () => {
    const env = new Environment();
    const queue = new Queue<string>(env);
    env.process(
      body(function* (wait) {
        const get = queue.get();
        queue.put('x');
        get.withdraw();
        yield* wait(env.timeout(1));
      }),
    );
    await expect(run(env)).resolves.toMatchObject({ reason: 'exhausted' });
    expect(queue.items).toEqual(['x']);
  });

  it('is withdrawn when its process fails, whose error is told', async () => {
    const env = new Environment();
    const queue = new Queue<string>(env, { items: ['x'] });
    env.process(
      body(function* (wait) {
        queue.get();
        queue.get();
        yield* wait(env.timeout(1));
        throw new Error('own');
      }),
    );
    await expect(run(env)).rejects.toMatchObject({ cause: { message: 'own' } });
    expect(queue.items).toEqual(['x']);
  });

  it.each([
    ['a firstOf of gets', (queue: Queue<string>) => firstOf([queue.get(), queue.get()])],
    ['an allOf of gets', (queue: Queue<string>) => allOf([queue.get(), queue.get()])],
    ['an allOf that waits', (queue: Queue<string>) => allOf([queue.get(), queue.get(), queue.get()])],
    ['a nested one', (queue: Queue<string>) => firstOf([allOf([queue.get(), queue.get(), queue.get()])])],
  ] as const)('is an error if it is %s, and nothing is lost', async (_name, combine) => {
    const env = new Environment();
    const queue = new Queue<string>(env, { items: ['x', 'y'] });
    env.process(
      body(function* (wait) {
        combine(queue);
        yield* wait(env.timeout(1));
      }),
    );
    await expect(run(env)).rejects.toMatchObject(unused);
    expect(queue.items).toEqual(['x', 'y']);
  });

  it('is an error though the run was split in the step that made it', async () => {
    const env = new Environment();
    const queue = new Queue<string>(env, { items: ['x'] });
    const done = env.event();
    done.succeed();
    env.process(
      body(function* (wait) {
        queue.get();
        yield* wait(done);
        yield* wait(env.timeout(1));
      }),
    );
    const pieces = async (): Promise<void> => {
      for (let pieces = 0; pieces < 9; pieces++) await run(env, { maxSteps: 1 });
    };
    await expect(pieces()).rejects.toMatchObject(unused);
    expect(queue.items).toEqual(['x']);
  });
});
