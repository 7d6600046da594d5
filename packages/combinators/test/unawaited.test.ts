import { Environment, UnusedOperationError } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { allOf, firstOf } from '@asimjs/combinators';
import { Shelf } from './shelf.js';

describe.each(drivers)('a combination that nobody awaits, with the $name driver,', ({ body, run }) => {
  it('puts when its step ends', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [left, right] = [new Shelf(env, ['full'], 1), new Shelf(env)];
    env.process(
      body(function* (wait) {
        firstOf({ left: left.place('x'), right: right.place('x') });
        allOf([right.place('y'), right.place('z')]);
        yield* wait(env.timeout(0));
        log(left.items, right.items, left.waiting);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, ['full'], ['x', 'y', 'z'], 0]]);
  });

  it('still puts when the process ends with that step', async () => {
    const env = new Environment();
    const [left, right] = [new Shelf(env), new Shelf(env)];
    env.process(
      body(function* () {
        firstOf({ left: left.place('x'), right: right.place('x') });
      }),
    );
    await run(env);
    expect([left.items, right.items]).toEqual([['x'], []]);
  });

  it('needs no use if it holds events only', async () => {
    const env = new Environment();
    env.process(
      body(function* () {
        firstOf([env.timeout(5), env.event()]);
        allOf([env.timeout(5), env.event()]);
      }),
    );
    await expect(run(env)).resolves.toMatchObject({ reason: 'exhausted', blocked: [] });
  });

  it('does not swallow the error of a child once its process has ended', async () => {
    const env = new Environment();
    const broken = env.event({ name: 'broken' });
    env.process(
      body(function* () {
        allOf([broken, env.event()]);
      }),
    );
    env.schedule(1, () => broken.fail(new Error('no')));
    await expect(run(env)).rejects.toThrow('broken');
  });

  it.each([
    ['firstOf', (stock: Shelf, other: Shelf) => firstOf([stock.take(), other.take()])],
    ['allOf', (stock: Shelf, other: Shelf) => allOf([stock.take(), other.take()])],
    [
      'firstOf with a put',
      (stock: Shelf, other: Shelf) => firstOf({ take: stock.take(), put: other.place('p') }),
    ],
    ['nested', (stock: Shelf, other: Shelf) => firstOf([allOf([stock.take(), other.take()]), other.take()])],
  ] as const)('is an error at the end of its process if it takes: %s', async (_name, combine) => {
    const env = new Environment();
    const [stock, other] = [new Shelf(env, ['1', '2']), new Shelf(env)];
    env.process(
      body(function* (wait) {
        combine(stock, other);
        yield* wait(env.timeout(1));
      }),
    );
    await expect(run(env)).rejects.toMatchObject({ cause: expect.any(UnusedOperationError) as unknown });
    expect([stock.items, stock.waiting, other.items, other.waiting]).toEqual([['1', '2'], 0, [], 0]);
  });

  it('is an error as well if its process ends in the step that made it', async () => {
    const env = new Environment();
    const stock = new Shelf(env, ['1', '2']);
    env.process(
      body(function* () {
        allOf([stock.take(), stock.take()]);
      }),
    );
    await expect(run(env)).rejects.toMatchObject({ cause: expect.any(UnusedOperationError) as unknown });
    expect(stock.items).toEqual(['1', '2']);
  });

  it('is an error as well if it was settled by a look at its resource', async () => {
    const env = new Environment();
    const stock = new Shelf(env, ['1', '2']);
    env.process(
      body(function* () {
        allOf([stock.take(), stock.take()]);
        expect(stock.items).toEqual([]);
      }),
    );
    await expect(run(env)).rejects.toMatchObject({ cause: expect.any(UnusedOperationError) as unknown });
    expect(stock.items).toEqual(['1', '2']);
  });

  it('gives an allOf with a put back but for the put', async () => {
    const env = new Environment();
    const [stock, target] = [new Shelf(env, ['1']), new Shelf(env)];
    env.process(
      body(function* (wait) {
        allOf([stock.take(), target.place('p')]);
        yield* wait(env.timeout(1));
      }),
    );
    await expect(run(env)).rejects.toMatchObject({ cause: expect.any(UnusedOperationError) as unknown });
    expect([stock.items, target.items]).toEqual([['1'], ['p']]);
  });

  it('is given back when its process fails, whose own error is told', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const stock = new Shelf(env, ['1', '2']);
    const child = env.process(
      body(function* (wait) {
        allOf([stock.take(), stock.take(), stock.take()]);
        yield* wait(env.timeout(1));
        throw new Error('own');
      }),
    );
    env.process(
      body(function* (wait) {
        try {
          yield* wait(child.finished);
        } catch (error) {
          log((error as Error).message, stock.items, stock.waiting);
        }
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[1, 'own', ['1', '2'], 0]]);
  });

  it('is given back when its process is cancelled while it waits for something else', async () => {
    const env = new Environment();
    const stock = new Shelf(env, ['1', '2']);
    const child = env.process(
      body(function* (wait) {
        firstOf([stock.take(), stock.take()]);
        yield* wait(env.timeout(9));
      }),
    );
    env.schedule(1, () => child.cancel());
    const { now } = await run(env);
    expect([stock.items, stock.waiting, now, child.status]).toEqual([['1', '2'], 0, 1, 'cancelled']);
  });
});
