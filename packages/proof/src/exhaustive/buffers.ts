import type { Environment, Operation } from '@asimjs/core';
import { Container, PriorityQueue, Queue, Store } from '@asimjs/resources';
import type { Bench, Kind, Leaf } from './bench.js';

type Operations = readonly Operation<unknown>[];

/** What buffers have in common, as a process sees them. */
interface Buffer {
  readonly size: number;
  readonly capacity: number;
  readonly items: readonly number[];
  get(): Operation<number>;
  put(item: number): Operation<void>;
}

/** Operations on a buffer, and what each of them is for. */
class BufferBench {
  readonly puts: Map<Operation<unknown>, number> = new Map<Operation<unknown>, number>();
  readonly gets: Map<Operation<unknown>, (item: number) => boolean> = new Map();
  private readonly buffer: Buffer;
  private readonly initial: readonly number[];
  private items = 0;

  constructor(buffer: Buffer) {
    this.buffer = buffer;
    this.initial = buffer.items;
  }

  put(): Operation<void> {
    const item = 10 + this.items++;
    const operation = this.buffer.put(item);
    this.puts.set(operation, item);
    return operation;
  }

  get(operation: Operation<number>, passes: (item: number) => boolean = () => true): Operation<number> {
    this.gets.set(operation, passes);
    return operation;
  }

  grantable(waiting: Operations): string | undefined {
    const { size, capacity, items } = this.buffer;
    for (const operation of waiting) {
      const passes = this.gets.get(operation);
      const canPut = this.puts.has(operation) && size < capacity;
      if (canPut || (passes !== undefined && items.some(passes))) return operation.describe();
    }
    return undefined;
  }

  unbalanced(granted: Operations): string | undefined {
    const put = granted.flatMap((operation) => this.puts.get(operation) ?? []);
    const got = granted.flatMap((operation) =>
      this.gets.has(operation) ? (operation.outcome as number) : [],
    );
    const entered = [...this.initial, ...put].sort(rising).join();
    const accounted = [...got, ...this.buffer.items].sort(rising).join();
    return entered === accounted ? undefined : `entered ${entered}, accounted for ${accounted}`;
  }
}

function rising(one: number, other: number): number {
  return one - other;
}

/** Two buffers of one kind, the first with an item in it. */
function bufferKind(
  name: string,
  make: (env: Environment, capacity: number, items: number[]) => Buffer,
): Kind {
  return {
    name,
    capacities: [1, 2],
    build: (env, capacity) => {
      const buffers = [make(env, capacity, [1]), make(env, capacity, [])];
      const benches = buffers.map((buffer) => new BufferBench(buffer));
      const leaves = benches.flatMap((bench, index): Leaf[] => {
        const buffer = buffers[index] as Buffer;
        return [
          { name: `get ${'ab'[index] ?? ''}`, make: () => bench.get(buffer.get()), isOfSecond: index === 1 },
          { name: `put ${'ab'[index] ?? ''}`, make: () => bench.put(), isPut: true, isOfSecond: index === 1 },
        ];
      });
      return { ...together(benches), leaves };
    },
  };
}

function together(benches: readonly BufferBench[]): Omit<Bench, 'leaves'> {
  return {
    grantable: (waiting) => firstOf(benches, (bench) => bench.grantable(waiting)),
    unbalanced: (granted) => firstOf(benches, (bench) => bench.unbalanced(granted)),
    release: () => undefined,
  };
}

function firstOf<T>(
  benches: readonly BufferBench[],
  ask: (bench: BufferBench) => T | undefined,
): T | undefined {
  for (const bench of benches) {
    const answer = ask(bench);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

const storeKind: Kind = {
  name: 'Store',
  capacities: [1, 2],
  build: (env, capacity) => {
    const store = new Store<number>(env, { capacity, items: [1] });
    const bench = new BufferBench(store);
    const isEven = (item: number): boolean => item % 2 === 0;
    return {
      ...together([bench]),
      leaves: [
        { name: 'get', make: () => bench.get(store.get()) },
        { name: 'get even', make: () => bench.get(store.get(isEven), isEven) },
        { name: 'put', make: () => bench.put(), isPut: true },
      ],
    };
  },
};

const containerKind: Kind = {
  name: 'Container',
  capacities: [2, 3],
  build: (env, capacity) => {
    const tank = new Container(env, { capacity, level: 1 });
    const flows = new Map<Operation<unknown>, number>();
    const noted = <T>(operation: Operation<T>, flow: number): Operation<T> => {
      flows.set(operation, flow);
      return operation;
    };
    return {
      leaves: [
        { name: 'get 1', make: () => noted(tank.get(1), -1) },
        { name: 'get 2', make: () => noted(tank.get(2), -2) },
        { name: 'put 1', make: () => noted(tank.put(1), 1), isPut: true },
        { name: 'put 2', make: () => noted(tank.put(2), 2), isPut: true },
      ],
      grantable: (waiting) => {
        const heads = [
          waiting.find((one) => (flows.get(one) ?? 0) < 0),
          waiting.find((one) => (flows.get(one) ?? 0) > 0),
        ];
        const head = heads.find((one) => {
          const level = tank.level + (one === undefined ? NaN : (flows.get(one) ?? NaN));
          return level >= 0 && level <= capacity;
        });
        return head?.describe();
      },
      unbalanced: (granted) => {
        const level = granted.reduce((sum, one) => sum + (flows.get(one) ?? 0), 1);
        return level === tank.level ? undefined : `level ${String(tank.level)} instead of ${String(level)}`;
      },
      release: () => undefined,
    };
  },
};

export const bufferKinds: readonly Kind[] = [
  bufferKind('Queue', (env, capacity, items) => new Queue<number>(env, { capacity, items })),
  bufferKind(
    'PriorityQueue',
    (env, capacity, items) =>
      new PriorityQueue<number>(env, { capacity, items, compare: (one, other) => (one % 3) - (other % 3) }),
  ),
  storeKind,
  containerKind,
];
