// What a misuse says: the value, the right call, the simulated time and the process.
import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { AllOf } from '@asimjs/combinators/base';
import { ArgumentError, Environment, OperationUseError, OutsideProcessError } from '@asimjs/core';
import type { Process, SimEvent, Waitable } from '@asimjs/core';
import { drivers } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Shelf } from './shelf.js';

/** What there is at time 2, when the call is made. */
interface Scene {
  readonly env: Environment;
  readonly bell: SimEvent;
  /** It has happened. */
  readonly done: SimEvent;
  readonly foreign: Waitable;
  readonly process: Process;
  readonly shelf: Shelf;
  /** A take and a place that were granted before. */
  readonly taken: Waitable;
  readonly placed: Waitable;
}

type Row = readonly [call: string, message: string, misuse: (scene: Scene) => unknown];

const noChildren: readonly Row[] = [
  [
    'firstOf()',
    'firstOf takes one object or array of waitables, as in firstOf([a, b]), but was given undefined',
    // @ts-expect-error the children are missing
    () => firstOf(),
  ],
  [
    "allOf('ab')",
    'allOf takes one object or array of waitables, as in allOf([a, b]), but was given "ab"',
    // @ts-expect-error no waitables
    () => allOf('ab'),
  ],
  [
    'firstOf([])',
    'firstOf was given nothing to wait for; it takes at least one waitable, as in firstOf([a, b])',
    () => firstOf([]),
  ],
  [
    'allOf({})',
    'allOf was given nothing to wait for; it takes at least one waitable, as in allOf([a, b])',
    () => allOf({}),
  ],
  [
    'a combination of a third party',
    'both was given nothing to wait for; it takes at least one waitable, as in both([a, b])',
    () => new AllOf('both', [], () => undefined),
  ],
  [
    'withTimeout(5, 1)',
    "withTimeout takes waitables (an event, a timeout, an operation), but 'wait' is 5",
    // @ts-expect-error no waitable
    () => withTimeout(5, 1),
  ],
];

const wrongChildren: readonly Row[] = [
  [
    'firstOf(bell, done)',
    'firstOf takes one object or array of waitables, as in firstOf([a, b]), but was given an object of class SimEvent',
    // @ts-expect-error children come in one object or list
    ({ bell, done }) => firstOf(bell, done),
  ],
  [
    'a value',
    "firstOf takes waitables (an event, a timeout, an operation), but 'child' is 5",
    // @ts-expect-error no waitable
    ({ bell }) => firstOf({ child: 5, bell }),
  ],
  [
    'nothing',
    "allOf takes waitables (an event, a timeout, an operation), but '1' is undefined",
    // @ts-expect-error no waitable
    ({ bell }) => allOf([bell, undefined]),
  ],
  [
    'a process',
    "allOf takes waitables (an event, a timeout, an operation), but 'job' is an object of class FunctionProcess; to join a process give its 'finished'",
    // @ts-expect-error a process is joined by its 'finished'
    ({ bell, process }) => allOf({ bell, job: process }),
  ],
  [
    'a promise',
    "firstOf takes waitables (an event, a timeout, an operation), but '0' is an object of class Promise; what a process does by itself is raced by letting a process of its own do it: give the 'finished' of that",
    // @ts-expect-error no waitable
    ({ bell }) => firstOf([Promise.resolve(1), bell]),
  ],
  [
    'a child named then',
    "allOf takes no child named 'then', since 'await' would unwrap its result; give it another name",
    ({ bell, done }) => allOf({ bell, then: done }),
  ],
  [
    'a stranger after its own',
    "firstOf was given a timeout until 7 of another environment as 'late'; a process waits for what was made with its own",
    ({ bell, foreign }) => firstOf({ bell, late: foreign }),
  ],
  [
    'a stranger before its own',
    "allOf was given a timeout until 7 of another environment as '0'; a process waits for what was made with its own",
    ({ bell, foreign }) => allOf([foreign, bell]),
  ],
];

const wrongUse: readonly Row[] = [
  [
    'a take twice',
    "firstOf was given a take twice, the second time as 'b'; it serves one wait, so make another",
    ({ shelf }) => {
      const take = shelf.take();
      take.withdraw();
      return firstOf({ a: take, b: take });
    },
  ],
  [
    'two that were granted before',
    'firstOf(0: a take, 1: a place) has 2 operations that were granted before the choice; make them inside the call of firstOf',
    ({ taken, placed }) => firstOf([taken, placed]),
  ],
  [
    'a put that was done before and would lose',
    "firstOf(done: an event, put: a place) has 'put', which was put before the choice and would lose it; make it inside the call of firstOf",
    ({ done, placed }) => firstOf({ done, put: placed }),
  ],
  [
    'a put inside an allOf',
    "withTimeout(wait: allOf(put: a place), deadline: a timeout until 3) has a put inside an allOf, as 'wait', which could not be taken back if that lost; make the put after the choice",
    ({ shelf }) => withTimeout(allOf({ put: shelf.place('x') }), 1),
  ],
  [
    'a combination that is part of another',
    'allOf(0: an event) is already waited for; an operation serves one wait, so make a new one',
    ({ bell }) => {
      const inner = allOf([bell]);
      firstOf([inner]);
      return firstOf([inner]);
    },
  ],
];

/** What `call` throws. */
function caught(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  /** What `misuse` throws at 2, in a process named clerk. */
  async function thrownBy(misuse: (scene: Scene) => unknown): Promise<unknown> {
    const env = new Environment();
    let error: unknown;
    const [bell, done, shelf] = [env.event(), env.event(), new Shelf(env, ['x'])];
    done.succeed();
    const foreign = new Environment().timeout(7);
    const process = env.process(
      body(function* (wait) {
        const [taken, placed] = [shelf.take(), shelf.place('y')];
        yield* wait(env.timeout(2));
        error = caught(() => misuse({ env, bell, done, foreign, process, shelf, taken, placed }));
        yield* wait(taken);
      }),
      { name: 'clerk' },
    );
    await run(env);
    return error;
  }

  it.each(noChildren)('%s says so', async (_call, message, misuse) => {
    const error = await thrownBy(misuse);
    expect(error).toEqual(new ArgumentError(message, { time: undefined, process: undefined }));
  });

  it.each(wrongChildren)('%s as a child says so, and where it was', async (_call, message, misuse) => {
    const error = await thrownBy(misuse);
    expect(error).toEqual(new ArgumentError(message, { time: 2, process: 'clerk' }));
  });

  it.each(wrongUse)('%s says so, and where it was', async (_call, message, misuse) => {
    const error = await thrownBy(misuse);
    expect(error).toEqual(new OperationUseError(message, { time: 2, process: 'clerk' }));
  });

  it.each([
    ['firstOf', (event: SimEvent) => firstOf([event])],
    ['allOf', (event: SimEvent) => allOf([event])],
    ['withTimeout', (event: SimEvent) => withTimeout(event, 1)],
  ])('%s outside any process says so', async (call, combine) => {
    const env = new Environment();
    const errors: unknown[] = [];
    env.schedule(2, () => void errors.push(caught(() => combine(env.event()))));
    // The process of another environment is none of this.
    const other = new Environment();
    other.process(
      body(function* () {
        errors.push(caught(() => combine(env.event())));
      }),
    );
    await run(env);
    await run(other);
    const message = `${call} was called outside any process of its environment; call it in a body given to env.process`;
    const error = new OutsideProcessError(message, { time: 2, process: undefined });
    expect(errors).toEqual([error, error]);
  });
});
