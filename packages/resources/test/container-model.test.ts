import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import { interrupt, isInterrupt } from '@asimjs/interrupts';
import { assertSameTrace, drivers, traceLog } from '@asimjs/testing';
import type { Driver, TraceEntry, Wait } from '@asimjs/testing';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { Container } from '@asimjs/resources';
import type { ContainerGet, ContainerPut } from '@asimjs/resources';

// Many runs, maybe on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const CAPACITY = 10;
const amount = fc.integer({ min: 1, max: CAPACITY });
const amounts = fc.array(amount, { minLength: 1, maxLength: 3 });
const patience = fc.nat({ max: 4 });
const action = fc.oneof(
  fc.record({ act: fc.constantFrom('put' as const, 'get' as const), amount }),
  fc.record({ act: fc.constantFrom('tryPut' as const, 'tryGet' as const), amount }),
  fc.record({ act: fc.constant('race' as const), puts: amounts, gets: amounts, patience }),
  fc.record({ act: fc.constant('both' as const), gets: amounts, patience }),
  fc.record({ act: fc.constant('choice' as const), gets: amounts, other: amount, patience }),
  fc.record({ act: fc.constant('pause' as const), patience }),
  fc.record({ act: fc.constantFrom('interrupt' as const, 'cancel' as const), process: fc.nat() }),
);
const programs = fc.record({
  level: fc.nat({ max: CAPACITY }),
  processes: fc.array(fc.array(action, { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 8 }),
});

type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;
type Program = typeof programs extends fc.Arbitrary<infer P> ? P : never;

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Runs a program, and throws where a law is broken. */
async function traceOf({ level, processes }: Program, { body, run }: Driver): Promise<TraceEntry[]> {
  const env = new Environment();
  const log = traceLog(env);
  const tank = new Container(env, { capacity: CAPACITY, level });
  const puts: ContainerPut[] = [];
  const gets: ContainerGet[] = [];
  /** What was tried at once, below zero if it was taken out, and what processes were told they got. */
  const tried: number[] = [];
  const got: number[] = [];
  let mayBeOverfull = false;

  const put = (amount: number): ContainerPut => {
    const made = tank.put(amount);
    puts.push(made);
    return made;
  };
  const get = (amount: number): ContainerGet => {
    const made = tank.get(amount);
    gets.push(made);
    return made;
  };

  function* perform(wait: Wait, action: Action): Generator<unknown, unknown, unknown> {
    switch (action.act) {
      case 'put':
        return yield* wait(put(action.amount));
      case 'get':
        return got.push(yield* wait(get(action.amount)));
      case 'tryPut':
        return tank.tryPut(action.amount) && tried.push(action.amount);
      case 'tryGet':
        return tank.tryGet(action.amount) && tried.push(-action.amount);
      case 'race': {
        const children = { put: firstOf(action.puts.map(put)), get: firstOf(action.gets.map(get)) };
        const result = yield* wait(withTimeout(firstOf(children), action.patience));
        if (!result.timedOut && result.value.key === 'get') got.push(result.value.value.value);
        return result;
      }
      case 'both': {
        // It may hold all that it asks for, and give that back.
        const parts = [...action.gets.map(get), env.timeout(3, 0)];
        const result = yield* wait(withTimeout(allOf(parts), action.patience));
        if (!result.timedOut) got.push(...result.value);
        return result;
      }
      case 'choice': {
        const children = {
          all: allOf([...action.gets.map(get), env.timeout(1, 0)]),
          other: get(action.other),
        };
        const result = yield* wait(withTimeout(firstOf(children), action.patience));
        if (result.timedOut) return result;
        got.push(...[result.value.value].flat());
        return result;
      }
      case 'pause':
        return yield* wait(env.timeout(action.patience));
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
            log(number, next.act, yield* perform(wait, next), tank.level);
          } catch (error) {
            if (!isInterrupt(error)) throw error;
            log(number, 'interrupted', tank.level);
          }
        }
      }),
    ),
  );

  const checkLines = (): void => {
    const [firstGet] = gets.filter(({ state }) => state === 'waiting');
    const [firstPut] = puts.filter(({ state }) => state === 'waiting');
    if (firstGet !== undefined && firstGet.amount <= tank.level) throw new Error('a get sleeps');
    if (firstPut !== undefined && tank.level + firstPut.amount <= CAPACITY) throw new Error('a put sleeps');
    if (tank.level < 0) throw new Error('more was taken than there was');
    if (tank.level > CAPACITY && !mayBeOverfull) throw new Error('the tank runs over');
  };
  env.observe({
    clockMoved: checkLines,
    operationGivenBack: () => {
      mayBeOverfull = true;
    },
    operationGranted: (operation) => {
      const isPut = puts.some((one) => one === operation);
      if (isPut && tank.level > CAPACITY) throw new Error('a put went beyond the capacity');
    },
  });
  await run(env);
  for (const process of made) process.cancel();
  await run(env);
  checkLines();
  const entered = puts.filter(({ state }) => state === 'granted').map((one) => one.amount);
  expect(tank.level).toBe(level + sum(entered) + sum(tried) - sum(got));
  return log.entries;
}

describe('over random programs with a container', () => {
  it('nothing is lost or doubled, the excess is what was given back, nobody sleeps, and both drivers agree', async () => {
    const [generator, async] = drivers;
    if (generator === undefined || async === undefined) throw new Error('there are two drivers');
    await fc.assert(
      fc.asyncProperty(programs, async (program) => {
        assertSameTrace(await traceOf(program, async), await traceOf(program, generator));
      }),
      { numRuns: 500 },
    );
  });
});
