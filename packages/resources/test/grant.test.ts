import { Environment, ReadOnlyError } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Grant, GrantReleasedError, Resource } from '@asimjs/resources';

describe.each(drivers)('a grant with the $name driver', ({ body, run }) => {
  it('says what it is for, who holds it, and since when', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { capacity: 3 });
    const process = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        const grant = yield* wait(desk.acquire({ amount: 2 }));
        log(grant.amount, grant.since, grant.isHeld);
        expect(grant).toBeInstanceOf(Grant);
        expect(grant.holder).toBe(process);
        expect(grant.resource).toBe(desk);
        grant.release();
        log(grant.isHeld, desk.inUse);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [2, 2, 2, true],
      [2, false, 0],
    ]);
  });

  it('throws when it is released twice, and frees its slots once', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { capacity: 2 });
    env.process(
      body(function* (wait) {
        const [first, second] = [yield* wait(desk.acquire()), yield* wait(desk.acquire())];
        first.release();
        expect(() => first.release()).toThrow(GrantReleasedError);
        log(desk.inUse, second.isHeld);
        first[Symbol.dispose]();
        log(desk.inUse);
        second[Symbol.dispose]();
        second[Symbol.dispose]();
        log(desk.inUse);
        expect(() => second.release()).toThrow(GrantReleasedError);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 1, true],
      [0, 1],
      [0, 0],
    ]);
  });

  it('is released at the end of a block by using, also on errors and after a release by hand', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env);
    env.process(
      body(function* (wait) {
        {
          using turn = yield* wait(desk.acquire());
          log(desk.inUse);
        }
        log(desk.inUse);
        try {
          using turn = yield* wait(desk.acquire());
          throw new Error('no');
        } catch (error) {
          log((error as Error).message, desk.inUse);
        }
        {
          using turn = yield* wait(desk.acquire());
          turn.release();
        }
        log(desk.inUse);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 1],
      [0, 0],
      [0, 'no', 0],
      [0, 0],
    ]);
  });

  it('is released by using when its process is cancelled, and the next is served after that', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env);
    const holder = env.process(
      body(function* (wait) {
        using turn = yield* wait(desk.acquire());
        try {
          yield* wait(env.timeout(9));
        } finally {
          log('unwinds');
        }
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(desk.acquire());
        log('next');
      }),
    );
    env.schedule(1, () => holder.cancel());
    await run(env);
    expect(log.entries).toEqual([
      [1, 'unwinds'],
      [1, 'next'],
    ]);
  });

  it('serves those who wait when it is released, after the step of who released it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env);
    env.process(
      body(function* (wait) {
        const grant = yield* wait(desk.acquire());
        yield* wait(env.timeout(1));
        grant.release();
        log('released', desk.inUse, desk.waiting);
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(desk.acquire());
        log('next');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, 'released', 1, 0],
      [1, 'next'],
    ]);
  });

  it('may be released by another process and outside any', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env);
    const grants: Grant[] = [];
    env.process(
      body(function* (wait) {
        grants.push(yield* wait(desk.acquire()));
      }),
    );
    await run(env);
    grants[0]!.release();
    const taken = desk.tryAcquire()!;
    expect(taken.holder).toBeUndefined();
    env.process(
      body(function* () {
        taken.release();
        log(desk.inUse);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, 0]]);
  });

  it('can be disposed of where only looking is allowed, if it was released before', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { capacity: 2 });
    const [released, held] = [desk.tryAcquire()!, desk.tryAcquire()!];
    released.release();
    env.observe({
      clockMoved: () => {
        released[Symbol.dispose]();
        expect(() => held[Symbol.dispose]()).toThrow(ReadOnlyError);
        log(desk.inUse);
      },
    });
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[1, 1]]);
  });

  it('stays held in an environment that an error has closed, and using says nothing of it', async () => {
    const env = new Environment();
    const desk = new Resource(env);
    const grant = desk.tryAcquire()!;
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        throw new Error('broken');
      }),
    );
    await expect(run(env)).rejects.toThrow('broken');
    grant[Symbol.dispose]();
    expect([grant.isHeld, desk.inUse]).toEqual([true, 1]);
  });

  it('stays held when its process ends without releasing it', async () => {
    const env = new Environment();
    const desk = new Resource(env, { name: 'desk' });
    const holder = env.process(
      body(function* (wait) {
        yield* wait(desk.acquire());
      }),
      { name: 'forgetful' },
    );
    env.process(
      body(function* (wait) {
        yield* wait(desk.acquire());
      }),
    );
    const { reason, blocked } = await run(env);
    expect(reason).toBe('exhausted');
    expect(desk.inUse).toBe(1);
    expect(blocked.map(({ holders, cycle }) => ({ holders, cycle }))).toEqual([
      { holders: [holder], cycle: undefined },
    ]);
    expect(holder.status).toBe('finished');
  });
});
