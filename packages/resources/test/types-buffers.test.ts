import { firstOf } from '@asimjs/combinators';
import type { Environment, Outcome, ProcessFunction, SimEvent } from '@asimjs/core';
import { describe, expectTypeOf, it } from 'vitest';
import { Container, PriorityQueue, Store } from '@asimjs/resources';
import type {
  ContainerGet,
  ContainerPut,
  StoreFilter,
  Get,
  PriorityQueueOptions,
  Put,
  Queue,
  StoreGet,
  Watch,
} from '@asimjs/resources';

interface Apple {
  readonly kind: 'apple';
  readonly weight: number;
}

interface Pear {
  readonly kind: 'pear';
}

// What is declared here is checked by the compiler and never run.
declare const env: Environment;
declare const fruit: Store<Apple | Pear>;
declare const jobs: PriorityQueue<Apple>;
declare const tank: Container;

function isApple(item: Apple | Pear): item is Apple {
  return item.kind === 'apple';
}

describe('the types of a store', () => {
  it('narrow what a get gives by a type guard', () => {
    async function body(): Promise<void> {
      expectTypeOf(await fruit.get(isApple)).toEqualTypeOf<Apple>();
      expectTypeOf(await fruit.get((item): item is Pear => item.kind === 'pear')).toEqualTypeOf<Pear>();
      expectTypeOf(await fruit.get((item) => item.kind === 'pear' || item.weight > 1)).toEqualTypeOf<
        Apple | Pear
      >();
      expectTypeOf(await fruit.get()).toEqualTypeOf<Apple | Pear>();
      const first = await firstOf({ apple: fruit.get(isApple), any: fruit.get() });
      if (first.key === 'apple') expectTypeOf(first.value).toEqualTypeOf<Apple>();
      else expectTypeOf(first.value).toEqualTypeOf<Apple | Pear>();
    }
    expectTypeOf(body).toBeFunction();
    expectTypeOf<Outcome<StoreGet<Apple>>>().toEqualTypeOf<Apple>();
  });

  it('narrow what tryGet gives, which may be nothing', () => {
    function body(): void {
      expectTypeOf(fruit.tryGet(isApple)).toEqualTypeOf<Apple | undefined>();
      expectTypeOf(fruit.tryGet(({ kind }) => kind === 'pear')).toEqualTypeOf<Apple | Pear | undefined>();
      expectTypeOf(fruit.tryGet()).toEqualTypeOf<Apple | Pear | undefined>();
    }
    expectTypeOf(body).toBeFunction();
  });

  it('are the same in a generator', () => {
    function* body() {
      expectTypeOf(yield* fruit.get(isApple)).toEqualTypeOf<Apple>();
      return yield* fruit.get();
    }
    expectTypeOf(body).toExtend<ProcessFunction<Apple | Pear>>();
  });

  it('refuse filters that are none', () => {
    expectTypeOf<StoreFilter<Apple>>().toEqualTypeOf<(item: Apple) => boolean>();
    function calls(): void {
      // @ts-expect-error a filter cannot wait
      fruit.get(async () => true);
      // @ts-expect-error a filter is a function
      fruit.get('apple');
      // @ts-expect-error a filter gives a boolean
      fruit.tryGet((item) => item.kind);
      // @ts-expect-error a guard of something else
      fruit.get((item: number): item is 5 => item === 5);
    }
    expectTypeOf(calls).toBeFunction();
  });

  it('refuse items that are none, or that await would unwrap', () => {
    function calls(): void {
      // @ts-expect-error a text is no fruit
      fruit.put('apple');
      // @ts-expect-error a pear is no apple
      new Store<Apple>(env, { items: [{ kind: 'pear' }] });
      // @ts-expect-error an event would be unwrapped
      new Store<SimEvent>(env).put(env.event());
      // @ts-expect-error a promise would be unwrapped
      new Store<Promise<number>>(env).tryPut(Promise.resolve(1));
      // @ts-expect-error there is no such option
      new Store(env, { filter: isApple });
      expectTypeOf(new Store(env, { items: [1, 2] })).toEqualTypeOf<Store<number>>();
    }
    expectTypeOf(calls).toBeFunction();
  });
});

describe('the types of a priority queue', () => {
  it('are those of its items', () => {
    async function body(): Promise<void> {
      expectTypeOf(jobs.get()).toEqualTypeOf<Get<Apple>>();
      expectTypeOf(await jobs.get()).toEqualTypeOf<Apple>();
      expectTypeOf(jobs.put({ kind: 'apple', weight: 1 })).toEqualTypeOf<Put<Apple>>();
      expectTypeOf<Outcome<Put<Apple>>>().toBeVoid();
      expectTypeOf(jobs.tryPut({ kind: 'apple', weight: 1 })).toEqualTypeOf<boolean>();
      expectTypeOf(jobs.tryGet()).toEqualTypeOf<Apple | undefined>();
      expectTypeOf(jobs.items).toEqualTypeOf<Apple[]>();
      expectTypeOf([jobs.size, jobs.capacity]).toEqualTypeOf<number[]>();
    }
    expectTypeOf(body).toBeFunction();
  });

  it('take a comparison of its items, and are known by it', () => {
    expectTypeOf<PriorityQueueOptions<Apple>['compare']>().toEqualTypeOf<
      (one: Apple, other: Apple) => number
    >();
    function calls(): void {
      const byWeight = (one: Apple, other: Apple): number => one.weight - other.weight;
      expectTypeOf(new PriorityQueue(env, { compare: byWeight })).toEqualTypeOf<PriorityQueue<Apple>>();
      // @ts-expect-error a comparison gives a number
      new PriorityQueue<Apple>(env, { compare: (one, other) => one.weight < other.weight });
      // @ts-expect-error a comparison cannot wait
      new PriorityQueue<Apple>(env, { compare: async () => 1 });
      // @ts-expect-error the comparison is missing
      new PriorityQueue<Apple>(env, { capacity: 5 });
      // @ts-expect-error pears have no weight
      new PriorityQueue<Pear>(env, { compare: byWeight });
      // @ts-expect-error a get of a priority queue has no filter
      jobs.get(isApple);
    }
    expectTypeOf(calls).toBeFunction();
  });
});

describe('the types of a container', () => {
  it('are those of amounts', () => {
    async function body(): Promise<void> {
      expectTypeOf(tank.get(5)).toEqualTypeOf<ContainerGet>();
      expectTypeOf(await tank.get(5)).toEqualTypeOf<number>();
      expectTypeOf(tank.put(5)).toEqualTypeOf<ContainerPut>();
      expectTypeOf<Outcome<ContainerPut>>().toBeVoid();
      expectTypeOf([tank.tryGet(1), tank.tryPut(1)]).toEqualTypeOf<boolean[]>();
      expectTypeOf([tank.level, tank.capacity]).toEqualTypeOf<number[]>();
    }
    expectTypeOf(body).toBeFunction();
  });

  it('refuse what is no amount, and to set the level', () => {
    function calls(): void {
      // @ts-expect-error an amount is a number
      tank.get('5');
      // @ts-expect-error the amount is missing
      tank.put();
      // @ts-expect-error the level changes by what is put and got
      tank.level = 5;
      // @ts-expect-error the capacity of a container is fixed
      tank.capacity = 5;
      // @ts-expect-error there is no such option
      new Container(env, { items: [] });
    }
    expectTypeOf(calls).toBeFunction();
  });
});

describe('the types of watchers', () => {
  it('give nothing, on every buffer', () => {
    function body(queue: Queue<Apple>): void {
      for (const buffer of [queue, jobs, fruit, tank]) {
        expectTypeOf(buffer.whenEmpty()).toEqualTypeOf<Watch>();
        expectTypeOf(buffer.whenFull()).toEqualTypeOf<Watch>();
        expectTypeOf(buffer.whenChanged()).toEqualTypeOf<Watch>();
        expectTypeOf([buffer.isEmpty, buffer.isFull]).toEqualTypeOf<boolean[]>();
      }
    }
    expectTypeOf<Outcome<Watch>>().toBeVoid();
    expectTypeOf(body).toBeFunction();
  });
});
