import { Environment } from '@asimjs/core';
import type { Operation } from '@asimjs/core/protocol';
import { acquireAll, Container, Pool, PreemptiveResource, Queue, Resource } from '@asimjs/resources';
import { describe, expect, it } from 'vitest';
import { Audit } from '../src/random/audit.js';
import type { Audited } from '../src/random/audit.js';
import type { Asked, Reading } from '../src/random/books.js';
import type { Kind, Request } from '../src/random/program.js';

const request: Request = { at: 0, amount: 1, priority: 0, rule: 3 };
const blank: Reading = {
  ...{ capacity: 2, items: [], level: 0, inUse: 0, free: [], isOpen: false, value: 0, parties: 0 },
  ...{ isEmpty: false, isFull: false },
};

/** A place of which the audit reads what `read` says, whatever there is. */
function place(kind: Kind, read: () => Partial<Reading>): Audited {
  return { spec: { kind, size: 2, content: 0 }, read: () => ({ ...blank, ...read() }) };
}

/** An audit of `places`, and what tells it of operations. */
function watch(env: Environment, ...places: Audited[]) {
  const audit = new Audit(places);
  env.observe(audit);
  const tell = <T extends Operation<unknown>>(operation: T, asked: Partial<Asked>): T => {
    audit.note({ operation, at: 0, act: 'take', request, item: '', team: undefined, ...asked });
    return operation;
  };
  /** A process that makes an operation and waits for it. */
  const wait = (make: () => Operation<unknown>, asked: Partial<Asked> = {}): void => {
    env.process(function* () {
      yield* tell(make(), asked);
    });
  };
  const atEnd = (): void => {
    env.runSync();
    audit.endOfInstant();
  };
  return { audit, tell, wait, atEnd };
}

describe('the audit of what is there', () => {
  it('finds an item missing that was put', () => {
    const env = new Environment();
    const queue = new Queue<string>(env);
    let lost = 0;
    const { wait, atEnd } = watch(
      env,
      place('queue', () => ({ items: queue.items.slice(lost) })),
    );
    wait(() => queue.put('1:0'), { act: 'put', item: '1:0' });
    expect(atEnd).not.toThrow();
    lost = 1;
    expect(atEnd).toThrow('place 0: items is , by the books 1:0');
  });

  it('finds an item that was never put', () => {
    let items: string[] = [];
    const { atEnd } = watch(
      new Environment(),
      place('queue', () => ({ items })),
    );
    expect(atEnd).not.toThrow();
    items = ['1:0'];
    expect(atEnd).toThrow('place 0: items is 1:0, by the books ');
  });

  it('finds that an item was given back twice', () => {
    const env = new Environment();
    const queue = new Queue<string>(env, { items: ['1:0', '2:0'] });
    const { audit, tell, atEnd } = watch(
      env,
      place('queue', () => ({ items: queue.items })),
    );
    env.process(function* () {
      const get = tell(queue.get(), {});
      yield* get;
      audit.operationGivenBack(get);
      audit.operationGivenBack(get);
    });
    expect(atEnd).toThrow('1:0 was given back, and nobody has it');
  });

  it('finds a level that is not what was put and got', () => {
    const env = new Environment();
    const tank = new Container(env, { capacity: 9 });
    let lost = 0;
    const { wait, atEnd } = watch(
      env,
      place('container', () => ({ level: tank.level - lost, capacity: 9 })),
    );
    wait(() => tank.put(5), { act: 'put', request: { ...request, amount: 5 } });
    wait(() => tank.get(2), { request: { ...request, amount: 2 } });
    expect(atEnd).not.toThrow();
    lost = 1;
    expect(atEnd).toThrow('place 0: level is 2, by the books 3');
  });

  it.each([
    ['resource', Resource],
    ['preemptive', PreemptiveResource],
  ] as const)('finds a slot of a %s that is held and not in use', (kind, Kind) => {
    const env = new Environment();
    const resource = new Kind(env, { capacity: 2 });
    let lost = 0;
    const { wait, atEnd } = watch(
      env,
      place(kind, () => ({ inUse: resource.inUse - lost })),
    );
    wait(() => resource.acquire());
    expect(atEnd).not.toThrow();
    lost = 1;
    expect(atEnd).toThrow('place 0: in use is 0, by the books 1');
  });

  it('finds a unit of a pool that is held and free', () => {
    const env = new Environment();
    const pool = new Pool<number>(env, { units: [0, 1] });
    let extra: number[] = [];
    const { wait, atEnd } = watch(
      env,
      place('pool', () => ({ inUse: pool.inUse, free: [...pool.free, ...extra] })),
    );
    wait(() => pool.acquire());
    expect(atEnd).not.toThrow();
    extra = [0];
    expect(atEnd).toThrow('place 0: free is 2, by the books 1');
  });
});

describe('the audit of what is granted', () => {
  it('finds a put beyond the capacity', () => {
    const env = new Environment();
    const queue = new Queue<string>(env);
    const { wait, atEnd } = watch(
      env,
      place('queue', () => ({ items: queue.items, capacity: 1 })),
    );
    wait(() => queue.put('1:0'), { act: 'put', item: '1:0' });
    expect(atEnd).not.toThrow();
    wait(() => queue.put('2:0'), { act: 'put', item: '2:0' });
    expect(atEnd).toThrow('a grant went beyond the capacity of');
  });

  it('finds an amount beyond the capacity', () => {
    const env = new Environment();
    const tank = new Container(env);
    const { wait, atEnd } = watch(
      env,
      place('container', () => ({ level: tank.level, capacity: 1 })),
    );
    wait(() => tank.put(1), { act: 'put' });
    expect(atEnd).not.toThrow();
    wait(() => tank.put(1), { act: 'put' });
    expect(atEnd).toThrow('a grant went beyond the capacity of');
  });

  it('finds a slot beyond the capacity', () => {
    const env = new Environment();
    const resource = new Resource(env, { capacity: 2 });
    const { wait, atEnd } = watch(
      env,
      place('resource', () => ({ inUse: resource.inUse, capacity: 1 })),
    );
    wait(() => resource.acquire());
    expect(atEnd).not.toThrow();
    wait(() => resource.acquire());
    expect(atEnd).toThrow('a grant went beyond the capacity of');
  });

  it('finds an operation that nobody has asked for', () => {
    const env = new Environment();
    const queue = new Queue<string>(env, { items: ['1:0'] });
    const { atEnd } = watch(
      env,
      place('queue', () => ({ items: queue.items })),
    );
    env.process(function* () {
      yield* queue.get();
    });
    expect(atEnd).toThrow('nobody asked for');
  });
});

describe('the audit of who waits', () => {
  it('finds one who waits beside an item at the end of the instant, which ends the run', () => {
    const env = new Environment();
    const queue = new Queue<string>(env);
    const { wait } = watch(
      env,
      place('queue', () => ({ items: ['1:0'] })),
    );
    wait(() => queue.get());
    env.schedule(1, () => undefined);
    expect(() => env.runSync()).toThrow('waits and could be granted');
  });

  it('finds a team that could be granted', () => {
    const env = new Environment();
    const [busy, free] = [new Resource(env), new Resource(env)];
    const desks = [busy, free];
    let more = 0;
    const { tell, wait, atEnd } = watch(
      env,
      ...desks.map((desk) => place('resource', () => ({ inUse: desk.inUse, capacity: 1 + more }))),
    );
    wait(() => busy.acquire());
    env.process(function* () {
      yield* acquireAll(desks.map((desk, at) => tell(desk.acquire(), { at, team: 1 })));
    });
    expect(atEnd).not.toThrow();
    more = 1;
    expect(atEnd).toThrow('waits and could be granted');
  });
});
