import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import type { Operation } from '@asimjs/core';
import { interrupt, isInterrupt } from '@asimjs/interrupts';
import { assertSameTrace, drivers, traceLog } from '@asimjs/testing';
import type { Driver, TraceEntry, Wait } from '@asimjs/testing';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { Store } from '@asimjs/resources';
import type { StoreGet } from '@asimjs/resources';

// Many runs, maybe on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const KINDS = 3;
const kinds = fc.uniqueArray(fc.nat({ max: KINDS - 1 }), { minLength: 1, maxLength: KINDS });
const wants = fc.array(kinds, { minLength: 1, maxLength: 3 });
const action = fc.oneof(
  fc.record({ act: fc.constant('put' as const), kind: fc.nat({ max: KINDS - 1 }) }),
  fc.record({ act: fc.constantFrom('first' as const, 'all' as const), wants, patience: fc.nat({ max: 4 }) }),
  fc.record({ act: fc.constant('early' as const), kinds, wants, delay: fc.nat({ max: 2 }) }),
  fc.record({ act: fc.constant('try' as const), kinds }),
  fc.record({ act: fc.constant('pause' as const), delay: fc.nat({ max: 3 }) }),
  fc.record({ act: fc.constantFrom('interrupt' as const, 'cancel' as const), process: fc.nat() }),
);
const programs = fc.record({
  capacity: fc.constantFrom(1, 2, 4, Infinity),
  processes: fc.array(fc.array(action, { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 8 }),
});

type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;
type Program = typeof programs extends fc.Arbitrary<infer P> ? P : never;

interface Item {
  readonly kind: number;
  readonly number: number;
}

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

/** Runs a program, and throws where a law is broken. */
async function traceOf({ capacity, processes }: Program, { body, run }: Driver): Promise<TraceEntry[]> {
  const env = new Environment();
  const log = traceLog(env);
  const store = new Store<Item>(env, { capacity });
  const puts: Operation<unknown>[] = [];
  const gets: { get: StoreGet<Item>; kinds: readonly number[] }[] = [];
  const got: number[] = [];
  const timesGivenBack = new Map<number, number>();
  let items = 0;

  const get = (wanted: readonly number[]): StoreGet<Item> => {
    const asked = new Map<number, number>();
    const made = store.get(({ kind, number }) => {
      const times = (asked.get(number) ?? 0) + 1;
      asked.set(number, times);
      // An item that comes back is offered anew.
      if (times > 1 + (timesGivenBack.get(number) ?? 0)) throw new Error('a filter was asked twice');
      return wanted.includes(kind);
    });
    gets.push({ get: made, kinds: wanted });
    return made;
  };

  function* perform(wait: Wait, action: Action): Generator<unknown, unknown, unknown> {
    switch (action.act) {
      case 'put': {
        const put = store.put({ kind: action.kind, number: items++ });
        puts.push(put);
        return yield* wait(withTimeout(put, 2));
      }
      case 'first': {
        const choice = firstOf(action.wants.map(get));
        const result = yield* wait(withTimeout(choice, action.patience));
        if (!result.timedOut) got.push(result.value.value.number);
        return result;
      }
      case 'all': {
        const result = yield* wait(withTimeout(allOf(action.wants.map(get)), action.patience));
        if (!result.timedOut) got.push(...result.value.map(({ number }) => number));
        return result;
      }
      case 'early': {
        const early = get(action.kinds);
        try {
          yield* wait(env.timeout(action.delay));
        } catch (error) {
          if (!early.withdraw()) got.push((yield* wait(early)).number);
          throw error;
        }
        // What it may have got already goes back as soon as it gets another.
        const both = allOf([early, env.timeout(3)]);
        const result = yield* wait(firstOf({ both, other: firstOf(action.wants.map(get)) }));
        got.push(result.key === 'both' ? result.value[0].number : result.value.value.number);
        return result.key;
      }
      case 'try': {
        const item = store.tryGet(({ kind }) => action.kinds.includes(kind));
        if (item !== undefined) got.push(item.number);
        return item;
      }
      case 'pause':
        return yield* wait(env.timeout(action.delay));
      case 'interrupt':
        return interrupt(made[action.process % made.length]!);
      case 'cancel':
        return made[action.process % made.length]!.cancel();
    }
  }

  const made = processes.map((actions, number) =>
    env.process(
      body(function* (wait) {
        for (const next of actions) {
          try {
            log(number, next.act, yield* perform(wait, next));
          } catch (error) {
            if (!isInterrupt(error)) throw error;
            log(number, 'interrupted');
          }
        }
      }),
    ),
  );

  const checkNobodySleeps = (): void => {
    const { items: there } = store;
    const waiting = gets.filter((one) => one.get.state === 'waiting');
    const sleeper = waiting.find((one) => there.some(({ kind }) => one.kinds.includes(kind)));
    if (sleeper !== undefined) throw new Error(`${sleeper.get.describe()} sleeps beside its item`);
    if (there.length < capacity && puts.some(({ state }) => state === 'waiting'))
      throw new Error('a put sleeps though there is room');
    const arrivals = there.map(({ number }) => number);
    if (capacity === Infinity && arrivals.some((number, index) => number < (arrivals[index - 1] ?? 0)))
      throw new Error('an item did not return to its old place');
  };
  env.observe({
    clockMoved: checkNobodySleeps,
    operationGivenBack: ({ outcome }) => {
      if (isItem(outcome)) timesGivenBack.set(outcome.number, (timesGivenBack.get(outcome.number) ?? 0) + 1);
    },
    operationGranted: (operation) => {
      if (puts.includes(operation) && store.size > capacity)
        throw new Error('a put went beyond the capacity');
    },
  });
  await run(env);
  for (const process of made) process.cancel();
  await run(env);
  checkNobodySleeps();
  const put = puts.filter(({ state }) => state === 'granted').length;
  const everywhere = [...got, ...store.items.map(({ number }) => number)];
  expect([everywhere.length, new Set(everywhere).size]).toEqual([put, put]);
  return log.entries;
}

describe('over random programs with a store', () => {
  it('nobody sleeps beside an item, none is lost or doubled, no filter is asked twice, and both drivers agree', async () => {
    const [generator, async] = drivers;
    if (generator === undefined || async === undefined) throw new Error('there are two drivers');
    await fc.assert(
      fc.asyncProperty(programs, async (program) => {
        assertSameTrace(await traceOf(program, async), await traceOf(program, generator));
      }),
      { numRuns: 1000 },
    );
  });
});
