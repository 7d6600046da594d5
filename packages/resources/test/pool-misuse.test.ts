import {
  ArgumentError,
  Environment,
  OutsideProcessError,
  ReadOnlyError,
  WaitableValueError,
} from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { GrantReleasedError, Pool } from '@asimjs/resources';

describe.each(drivers)('misuse of a pool with the $name driver', ({ body, run }) => {
  it.each<[string, unknown]>([
    ['no units', { units: [] }],
    ['a unit that stands there twice', { units: ['a', 'b', 'a'] }],
    ['a number that is none, twice', { units: [NaN, NaN] }],
    ['something that is no iterable', { units: 5 }],
    ['an object', { units: { a: 1 } }],
    ['nothing', {}],
    ['no options', undefined],
    ['an option that it does not have', { units: ['a'], capacity: 1 }],
    ['a name that is no text', { units: ['a'], name: 5 }],
  ])('a pool of %s throws', (_, options) => {
    const env = new Environment();
    // @ts-expect-error the types take options
    expect(() => new Pool(env, options)).toThrow(ArgumentError);
  });

  it('a pool of waitables throws, and one of anything else can be made', () => {
    const env = new Environment();
    // @ts-expect-error a unit is handed on, and await would unwrap it
    expect(() => new Pool(env, { units: [env.event()] })).toThrow(WaitableValueError);
    // @ts-expect-error so it is with a promise
    expect(() => new Pool(env, { units: [Promise.resolve(1)] })).toThrow(WaitableValueError);
    expect(new Pool<unknown>(env, { units: [undefined, null, NaN, 0, ''] }).units).toEqual([
      undefined,
      null,
      NaN,
      0,
      '',
    ]);
    expect(new Pool(env, { units: 'abc' }).units).toEqual(['a', 'b', 'c']);
  });

  it.each<[string, unknown]>([
    ['a priority that is none', { priority: NaN }],
    ['a priority of text', { priority: '1' }],
    ['a where that is no function', { where: 'a' }],
    ['a select that is no function', { select: 0 }],
    ['an amount', { amount: 2 }],
    ['no object', 5],
  ])('a request with %s throws, and takes nothing', async (_, options) => {
    const env = new Environment();
    const log = traceLog(env);
    const pool = new Pool(env, { units: ['a', 'b'] });
    env.process(
      body(function* (wait) {
        // @ts-expect-error the types take options
        expect(() => pool.acquire(options)).toThrow(ArgumentError);
        // @ts-expect-error the types take options
        expect(() => pool.tryAcquire(options)).toThrow(ArgumentError);
        log(pool.free, (yield* wait(pool.acquire({ priority: undefined, where: undefined }))).unit);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, ['a', 'b'], 'a']]);
  });

  it('a request outside any process throws, and a try does not', async () => {
    const env = new Environment();
    const pool = new Pool(env, { units: ['a'] });
    expect(() => pool.acquire()).toThrow(OutsideProcessError);
    const grant = pool.tryAcquire();
    expect([grant?.unit, grant?.holder, pool.tryAcquire()]).toEqual(['a', undefined, undefined]);
    grant?.release();
    expect(() => grant?.release()).toThrow(GrantReleasedError);
    await run(env);
    expect(pool.free).toEqual(['a']);
  });

  it('an observer that takes or releases a unit gets an error, and changes nothing', async () => {
    const env = new Environment();
    const pool = new Pool(env, { units: ['a', 'b'] });
    const grant = pool.tryAcquire();
    const seen: unknown[] = [];
    env.observe({
      clockMoved: () => {
        expect(() => pool.tryAcquire()).toThrow(ReadOnlyError);
        expect(() => grant?.release()).toThrow(ReadOnlyError);
        seen.push(pool.free, grant?.isHeld);
      },
    });
    env.schedule(1, () => undefined);
    await run(env);
    expect(seen).toEqual([['b'], true]);
  });
});
