import { allOf, Environment, firstOf, interrupt, Queue, withTimeout } from 'asimjs';
import { replaySync } from '@asimjs/testing';
import { expect, it } from 'vitest';

it('the trace of a schedule says how a wait ended: which child won, whether in time, what was thrown', () => {
  const { trace } = replaySync(() => {
    const env = new Environment();
    const parcels = new Queue<string>(env, { name: 'parcels' });
    const clerk = env.process(
      function* () {
        yield* firstOf({ parcel: parcels.get(), closing: env.timeout(1) });
        yield* firstOf([env.timeout(2), env.timeout(1)]);
        yield* withTimeout(parcels.get(), 1);
        yield* withTimeout(parcels.get(), 9);
        yield* allOf([env.timeout(1, { plain: true })]);
        yield* env.timeout(1);
        yield* env.timeout(9);
      },
      { name: 'clerk' },
    );
    env.schedule(4, () => {
      parcels.put('a book');
    });
    env.schedule(6.5, () => {
      interrupt(clerk, 'a call');
    });
    env.process(
      function* () {
        try {
          yield* clerk.finished;
        } catch {
          // It has failed, as it should.
        }
      },
      { name: 'guard' },
    );
    return { env };
  }, 'usual');
  expect(trace.filter(([, who, what]) => who === 'clerk' && String(what).startsWith('goes on'))).toEqual([
    [1, 'clerk', "goes on, with 'closing'"],
    [2, 'clerk', 'goes on, with child 1'],
    [3, 'clerk', 'goes on, timed out'],
    [4, 'clerk', 'goes on, in time'],
    [5, 'clerk', 'goes on'],
    [6, 'clerk', 'goes on'],
    [
      6.5,
      'clerk',
      "goes on, is thrown Interrupt: process 'clerk' was interrupted: \"a call\" (time 6.5, in process 'clerk')",
    ],
  ]);
});
