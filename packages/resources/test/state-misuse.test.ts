import {
  ArgumentError,
  Environment,
  OutsideProcessError,
  ReadOnlyError,
  WaitableValueError,
} from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { State } from '@asimjs/resources';

function nameOf(error: unknown): unknown {
  return error instanceof Error ? error.name : error;
}

describe.each(drivers)('misuse of a state with the $name driver', ({ body, run }) => {
  it('a predicate that throws or changes something fails its own wait, and no other', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const state = new State(env, { value: 0 });
    const other = new State(env, { value: 0 });
    const bad: ((value: number) => boolean)[] = [
      (value) => {
        if (value > 0) throw new TypeError('no');
        return false;
      },
      (value) => {
        if (value > 0) state.set(0);
        return false;
      },
      (value) => {
        if (value > 0) other.set(1);
        return false;
      },
    ];
    for (const [number, predicate] of bad.entries()) {
      env.process(
        body(function* (wait) {
          for (let again = 0; again < 2; again++) {
            try {
              yield* wait(state.until(predicate));
            } catch (error) {
              log(number, nameOf(error), state.value);
            }
          }
        }),
      );
      env.process(
        body(function* (wait) {
          log(number, yield* wait(state.until((value) => value > 0)));
        }),
      );
    }
    env.schedule(1, () => {
      state.set(5);
      log(state.waiting, other.value);
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 0, 0],
      [1, 0, 'TypeError', 5],
      [1, 0, 'TypeError', 5],
      [1, 0, 5],
      [1, 1, 'ReadOnlyError', 5],
      [1, 1, 'ReadOnlyError', 5],
      [1, 1, 5],
      [1, 2, 'ReadOnlyError', 5],
      [1, 2, 'ReadOnlyError', 5],
      [1, 2, 5],
    ]);
  });

  it('a predicate that returns a promise fails its wait', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const state = new State(env, { value: 0 });
    env.process(
      body(function* (wait) {
        try {
          // @ts-expect-error it answers at once
          yield* wait(state.until(async () => true));
        } catch (error) {
          log(nameOf(error));
        }
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, 'ProcessBodyError']]);
  });

  it('takes any value that await does not unwrap, and functions to ask', async () => {
    const env = new Environment();
    // @ts-expect-error it has a value from the beginning on
    expect(() => new State(env)).toThrow(ArgumentError);
    // @ts-expect-error it has no capacity
    expect(() => new State(env, { value: 1, capacity: 1 })).toThrow(ArgumentError);
    // @ts-expect-error await would unwrap an event
    expect(() => new State(env, { value: env.event() })).toThrow(WaitableValueError);
    const state = new State<unknown>(env, { value: undefined });
    expect(state.value).toBeUndefined();
    expect(() => state.set(Promise.resolve(1))).toThrow(WaitableValueError);
    expect(() => state.until(() => true)).toThrow(OutsideProcessError);
    // @ts-expect-error a value is no predicate
    expect(() => state.until('green')).toThrow(ArgumentError);
    env.observe({
      clockMoved: () => {
        expect(() => state.set(2)).toThrow(ReadOnlyError);
      },
    });
    env.schedule(1, () => state.set({ event: env.event() }));
    await run(env);
    expect(state.value).toHaveProperty('event');
  });
});
