import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Shelf } from './shelf.js';

describe.each(drivers)('an abandoned allOf with the $name driver', ({ body, run }) => {
  it('gives items back in their old order when it loses', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [stock, empty] = [new Shelf(env, ['1', '2', '3']), new Shelf(env)];
    env.process(
      body(function* (wait) {
        const all = allOf([stock.take(), stock.take(), empty.take()]);
        log(yield* wait(firstOf({ all, late: env.timeout(1) })));
        log(stock.items, empty.waiting);
      }),
    );
    env.process(
      body(function* () {
        log(stock.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, ['3']],
      [1, { key: 'late', value: undefined }],
      [1, ['1', '2', '3'], 0],
    ]);
  });

  it('gives items back when one of its children fails', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const stock = new Shelf(env, ['1', '2']);
    const broken = env.event();
    env.schedule(1, () => broken.fail(new Error('no')));
    env.process(
      body(function* (wait) {
        try {
          yield* wait(allOf([stock.take(), stock.take(), stock.take(), broken]));
        } catch (error) {
          log((error as Error).message, stock.items, stock.waiting);
        }
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[1, 'no', ['1', '2'], 0]]);
  });

  it('gives items back when its process is cancelled', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const stock = new Shelf(env, ['1', '2']);
    const process = env.process(
      body(function* (wait) {
        yield* wait(allOf([stock.take(), stock.take(), stock.take()]));
      }),
    );
    env.schedule(1, () => {
      log(stock.items);
      process.cancel();
      log(stock.items, stock.waiting);
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, []],
      [1, ['1', '2'], 0],
    ]);
  });

  it('resumes its own process before those whom its items serve', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const stock = new Shelf(env, ['1']);
    const holder = env.process(
      body(function* (wait) {
        try {
          yield* wait(allOf([stock.take(), env.event()]));
        } finally {
          log('cancelled');
        }
      }),
    );
    env.process(
      body(function* (wait) {
        log('served', yield* wait(stock.take()));
      }),
    );
    env.schedule(1, () => {
      holder.cancel();
      log('cancel called');
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'cancel called'],
      [1, 'cancelled'],
      [1, 'served', '1'],
    ]);
  });

  it('resumes the process whose choice it lost before those whom its items serve', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const stock = new Shelf(env, ['1']);
    env.process(
      body(function* (wait) {
        log(yield* wait(withTimeout(allOf([stock.take(), env.event()]), 1)));
      }),
    );
    env.process(
      body(function* (wait) {
        log('served', yield* wait(stock.take()));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, { timedOut: true }],
      [1, 'served', '1'],
    ]);
  });

  it('leaves a granted put done', async () => {
    const env = new Environment();
    const shelf = new Shelf(env, [], 1);
    const process = env.process(
      body(function* (wait) {
        yield* wait(allOf([shelf.place('done'), shelf.place('waiting')]));
      }),
    );
    env.schedule(1, () => process.cancel());
    await run(env);
    expect(shelf.items).toEqual(['done']);
    expect(shelf.waiting).toBe(0);
  });

  it('gives back the take of an inner allOf that was complete, though a put of it stays done', async () => {
    const env = new Environment();
    const [stock, target] = [new Shelf(env, ['x']), new Shelf(env)];
    const process = env.process(
      body(function* (wait) {
        yield* wait(allOf([allOf([stock.take(), target.place('p')]), env.event()]));
      }),
    );
    env.schedule(1, () => process.cancel());
    await run(env);
    expect([stock.items, target.items]).toEqual([['x'], ['p']]);
  });

  it('gives back the take that won an inner choice, though a put was a child of that', async () => {
    const env = new Environment();
    const [stock, target] = [new Shelf(env, ['x']), new Shelf(env)];
    const process = env.process(
      body(function* (wait) {
        const choice = firstOf({ take: stock.take(), put: target.place('p') });
        yield* wait(allOf({ choice, never: env.event() }));
      }),
    );
    env.schedule(1, () => process.cancel());
    await run(env);
    expect([stock.items, target.items]).toEqual([['x'], []]);
  });

  it('keeps the place in line of nobody: its waiting takes are withdrawn', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const stock = new Shelf(env);
    const first = env.process(
      body(function* (wait) {
        yield* wait(allOf([stock.take(), stock.take()]));
      }),
    );
    env.process(
      body(function* (wait) {
        log('served', yield* wait(stock.take()));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        first.cancel();
        stock.place('x');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[1, 'served', 'x']]);
  });
});
