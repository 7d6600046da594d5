// What those who write a resource of their own are given.
import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Queue, Resource, Store } from '@asimjs/resources';
import { controlOf, Get, OpenLine } from '@asimjs/resources/base';

/** A queue of one's own that gives in exchange. */
class Exchange extends Queue<string> {
  /** Puts `item` in place of the next, which it gives, if those who wait allow it. */
  swap(item: string): [got: string | undefined, isPut: boolean] {
    return this.change(() => {
      const { shelf } = this.stock;
      const got = shelf.take(shelf.nextPlace);
      this.changed();
      return [got, this.tryPut(item)];
    });
  }

  /** Puts `item` in, and takes one, if those who wait allow it. */
  passThrough(item: string): string | undefined {
    return this.change(() => {
      this.stock.shelf.add(item);
      this.changed();
      return this.tryGet();
    });
  }
}

/** A store of one's own of which the oldest can be asked for, whatever it is. */
class Cellar extends Store<string> {
  getOldest(): Get<string> {
    return new Get(this, this.stock);
  }
}

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  it('a try in the middle of a change overtakes nobody who waits', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [full, empty] = [new Exchange(env, { capacity: 1, items: ['a'] }), new Exchange(env)];
    env.process(
      body(function* (wait) {
        yield* wait(full.put('b'));
        log('put', yield* wait(empty.get()));
      }),
    );
    env.schedule(1, () => log(full.swap('x'), full.items));
    env.schedule(2, () => log(empty.passThrough('y'), empty.items));
    env.schedule(3, () => log(full.swap('z'), empty.passThrough('z')));
    await run(env);
    expect(log.entries).toEqual([
      [1, ['a', false], ['b']],
      [2, undefined, []],
      [2, 'put', 'y'],
      [3, ['b', true], 'z'],
    ]);
  });

  it('a plain get from a store takes the item that came first, or waits for one', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const cellar = new Cellar(env, { items: ['a', 'b', 'c'] });
    env.process(
      body(function* (wait) {
        log(yield* wait(cellar.get((item) => item === 'b')));
        for (let number = 0; number < 3; number++) log(yield* wait(cellar.getOldest()), cellar.items);
      }),
    );
    env.schedule(1, () => log(cellar.tryPut('d'), cellar.tryPut('e')));
    await run(env);
    expect(log.entries).toEqual([
      [0, 'b'],
      [0, 'a', ['c']],
      [0, 'c', []],
      [1, true, true],
      [1, 'd', ['e']],
    ]);
  });

  it('revoking what was released or revoked before does nothing', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { capacity: 2 });
    env.process(
      body(function* (wait) {
        const [first, second] = [yield* wait(desk.acquire()), yield* wait(desk.acquire())];
        first.release();
        controlOf(first).revoke(() => log('never'));
        log(desk.inUse, String(first));
        controlOf(second).revoke();
        controlOf(second).revoke();
        second.release();
        first[Symbol.dispose]();
        log(desk.inUse, String(second));
      }),
      { name: 'clerk' },
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 1, "a slot of 'resource 1' (released, granted to 'clerk' at 0)"],
      [0, 0, "a slot of 'resource 1' (revoked, granted to 'clerk' at 0)"],
    ]);
  });
});

describe('an open line', () => {
  it('admits everybody, and holds nobody back', () => {
    const line = new OpenLine({ isThere: false, clear: () => undefined });
    expect([line.admits(), line.isHeldBackBy(), line.isAsking, line.serve()]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
