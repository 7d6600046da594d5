import type { Environment, Operation } from '@asimjs/core';
import { Container, PriorityQueue, Queue, Store } from '@asimjs/resources';
import { Notes } from './bench.js';
import type { Bench, Kind, Leaf, Operations } from './bench.js';

/** What buffers have in common, as a process sees them. */
interface Buffer {
  readonly name: string;
  readonly size: number;
  readonly capacity: number;
  readonly items: readonly number[];
  get(): Operation<number>;
  put(item: number): Operation<void>;
}

/** Operations on a buffer, and what each of them is for. */
class BufferBench<B extends Buffer = Buffer> {
  readonly buffer: B;
  private readonly puts = new Notes<number>();
  /** Which items each get takes. */
  private readonly gets = new Notes<(item: number) => boolean>();
  private readonly initial: readonly number[];
  private items = 0;

  constructor(buffer: B) {
    this.buffer = buffer;
    this.initial = buffer.items;
  }

  put(): Operation<void> {
    const item = 10 + this.items++;
    return this.puts.add(this.buffer.put(item), item);
  }

  get(operation: Operation<number>, passes: (item: number) => boolean = () => true): Operation<number> {
    return this.gets.add(operation, passes);
  }

  /** In line for an item that was got stand those who would have taken it. */
  lineOf(operation: Operation<unknown>, asking: Operations): Operations {
    if (this.puts.has(operation)) return this.puts.inOrder(asking);
    if (!this.gets.has(operation)) return [];
    const item = itemOf(operation);
    return this.gets.inOrder(asking).filter((one) => this.gets.of(one)(item));
  }

  exceeded(operation: Operation<unknown>): string | undefined {
    const { name, size, capacity } = this.buffer;
    if (!this.puts.has(operation) || size <= capacity) return undefined;
    return `${String(size)} items in '${name}' of capacity ${String(capacity)}`;
  }

  grantable(waiting: Operations): string | undefined {
    const { size, capacity, items } = this.buffer;
    const [put] = size < capacity ? this.puts.inOrder(waiting) : [];
    const get = this.gets.inOrder(waiting).find((one) => items.some(this.gets.of(one)));
    return (put ?? get)?.describe();
  }

  unbalanced(granted: Operations): string | undefined {
    const put = this.puts.inOrder(granted).map((one) => this.puts.of(one));
    const got = this.gets.inOrder(granted).map(itemOf);
    const entered = [...this.initial, ...put].sort(rising).join();
    const accounted = [...got, ...this.buffer.items].sort(rising).join();
    return entered === accounted ? undefined : `entered ${entered}, accounted for ${accounted}`;
  }
}

function itemOf(get: Operation<unknown>): number {
  if (typeof get.outcome === 'number') return get.outcome;
  throw new Error(`law 4: ${get.describe()} gave ${String(get.outcome)}, which nobody put`);
}

function rising(one: number, other: number): number {
  return one - other;
}

/** Two buffers of one kind, the first with an item in it: so the second is not like the first. */
export function bufferKind(
  name: string,
  make: (env: Environment, capacity: number, items: readonly number[]) => Buffer,
): Kind {
  return {
    name,
    settingName: 'capacity',
    settings: [1, 2],
    build: (env, capacity) => {
      const a = new BufferBench(make(env, capacity, [1]));
      const b = new BufferBench(make(env, capacity, []));
      return { ...together([a, b]), leaves: [...leavesOn(a, 'a'), ...leavesOn(b, 'b')] };
    },
  };
}

function leavesOn(bench: BufferBench, letter: string): Leaf[] {
  return [
    { name: `get ${letter}`, make: () => bench.get(bench.buffer.get()) },
    { name: `put ${letter}`, make: () => bench.put(), isPut: true },
  ];
}

function together(benches: readonly BufferBench[]): Omit<Bench, 'leaves'> {
  return {
    lineOf: (operation, asking) => benches.flatMap((bench) => bench.lineOf(operation, asking)),
    exceeded: (operation) => firstAnswer(benches, (bench) => bench.exceeded(operation)),
    grantable: (waiting) => firstAnswer(benches, (bench) => bench.grantable(waiting)),
    unbalanced: (granted) => firstAnswer(benches, (bench) => bench.unbalanced(granted)),
    release: () => undefined,
  };
}

function firstAnswer(
  benches: readonly BufferBench[],
  ask: (bench: BufferBench) => string | undefined,
): string | undefined {
  return benches.map(ask).find((answer) => answer !== undefined);
}

export function storeKind(
  name: string,
  make: (env: Environment, capacity: number, items: readonly number[]) => Store<number>,
): Kind {
  return {
    name,
    settingName: 'capacity',
    settings: [1, 2],
    build: (env, capacity) => {
      const bench = new BufferBench(make(env, capacity, [1]));
      const isEven = (item: number): boolean => item % 2 === 0;
      return {
        ...together([bench]),
        leaves: [
          { name: 'get', make: () => bench.get(bench.buffer.get()) },
          { name: 'get even', make: () => bench.get(bench.buffer.get(isEven), isEven) },
          { name: 'put', make: () => bench.put(), isPut: true },
        ],
      };
    },
  };
}

export function containerKind(
  name: string,
  make: (env: Environment, capacity: number, level: number) => Container,
): Kind {
  return {
    name,
    settingName: 'capacity',
    settings: [2, 3],
    build: (env, capacity) => {
      const tank = make(env, capacity, 1);
      /** What each adds to the level. */
      const flows = new Notes<number>();
      const lineOf = (direction: number, asking: Operations): Operations =>
        flows.inOrder(asking).filter((one) => Math.sign(flows.of(one)) === direction);
      const fits = (level: number): boolean => level >= 0 && level <= capacity;
      return {
        leaves: [
          { name: 'get 1', make: () => flows.add(tank.get(1), -1) },
          { name: 'get 2', make: () => flows.add(tank.get(2), -2) },
          { name: 'put 1', make: () => flows.add(tank.put(1), 1), isPut: true },
          { name: 'put 2', make: () => flows.add(tank.put(2), 2), isPut: true },
        ],
        lineOf: (operation, asking) => lineOf(Math.sign(flows.of(operation)), asking),
        exceeded: (operation) =>
          flows.of(operation) > 0 && tank.level > capacity
            ? `${String(tank.level)} in '${tank.name}' of capacity ${String(capacity)}`
            : undefined,
        grantable: (waiting) =>
          [lineOf(-1, waiting), lineOf(1, waiting)]
            .flatMap((line) => line.slice(0, 1))
            .find((head) => fits(tank.level + flows.of(head)))
            ?.describe(),
        unbalanced: (granted) => {
          const level = flows.inOrder(granted).reduce((sum, one) => sum + flows.of(one), 1);
          return level === tank.level ? undefined : `level ${String(tank.level)} instead of ${String(level)}`;
        },
        release: () => undefined,
      };
    },
  };
}

export const bufferKinds: readonly Kind[] = [
  bufferKind('Queue', (env, capacity, items) => new Queue<number>(env, { capacity, items })),
  bufferKind(
    'PriorityQueue',
    (env, capacity, items) =>
      new PriorityQueue<number>(env, { capacity, items, compare: (one, other) => (one % 3) - (other % 3) }),
  ),
  storeKind('Store', (env, capacity, items) => new Store<number>(env, { capacity, items })),
  containerKind('Container', (env, capacity, level) => new Container(env, { capacity, level })),
];
