import {
  ArgumentError,
  CallbackFailedError,
  Cancelled,
  ConcurrentWaitError,
  DeadlockError,
  Environment,
  EnvironmentClosedError,
  EventFailedError,
  EventStateError,
  LivelockError,
  OperationUseError,
  OutsideProcessError,
  ProcessBodyError,
  ProcessFailedError,
  ReadOnlyError,
  RunStateError,
  UnusedOperationError,
  WaitableValueError,
} from '@asimjs/core';
import { NOWHERE } from '@asimjs/core/protocol';
import { describe, expect, it } from 'vitest';

const outside = { time: 2.5, process: undefined };
const inside = { time: 2.5, process: 'clerk' };
const cause = new Error('broken');
const { proxy, revoke } = Proxy.revocable({}, {});
revoke();

/** What a run says of so many processes that wait for ever. */
function blocked(number: number): DeadlockError['blocked'] {
  const env = new Environment();
  for (let count = 0; count < number; count++) {
    env.process(function* () {
      yield* env.event();
    });
  }
  return env.runSync().blocked;
}

describe('an error prints its name, what is wrong, and the simulated time and process', () => {
  it.each<[text: string, error: Error]>([
    ['ArgumentError: wrong', new ArgumentError('wrong', NOWHERE)],
    ['ArgumentError: wrong (time 2.5)', new ArgumentError('wrong', outside)],
    ["ArgumentError: wrong (time 2.5, in process 'clerk')", new ArgumentError('wrong', inside)],
    [
      "WaitableValueError: put was given an object of class Map as its value, which 'await' would unwrap; wrap it in an object, such as { event } (time 2.5)",
      new WaitableValueError('put', new Map(), outside),
    ],
    ['EventStateError: wrong (time 2.5)', new EventStateError('wrong', outside)],
    ['OperationUseError: wrong (time 2.5)', new OperationUseError('wrong', outside)],
    [
      "UnusedOperationError: process 'clerk' ended without having awaited a get from 'desk', which was taken back; await it, race it with firstOf, or withdraw() it (time 2.5)",
      new UnusedOperationError('clerk', "a get from 'desk'", outside),
    ],
    ['OutsideProcessError: wrong (time 2.5)', new OutsideProcessError('wrong', outside)],
    ['ConcurrentWaitError: wrong (time 2.5)', new ConcurrentWaitError('wrong', outside)],
    ['ProcessBodyError: wrong (time 2.5)', new ProcessBodyError('wrong', outside)],
    [
      'ReadOnlyError: a filter tried to change the simulation; it may only look, so make the change in a process or a scheduled callback (time 2.5)',
      new ReadOnlyError('a filter', outside),
    ],
    ['RunStateError: wrong (time 2.5)', new RunStateError('wrong', outside)],
    [
      'EnvironmentClosedError: the environment was closed by an error, its cause; it can be read, not run, so make a new Environment (time 2.5)',
      new EnvironmentClosedError(cause, outside),
    ],
    [
      "EventFailedError: event 'bell' failed and nobody was waiting for it: Error: broken (time 2.5)",
      new EventFailedError("event 'bell'", cause, outside),
    ],
    [
      'CallbackFailedError: an observer threw Error: broken (time 2.5)',
      new CallbackFailedError('an observer', cause, outside),
    ],
    [
      "LivelockError: 51 steps were done without the clock moving, the latest by process 'clerk'; give its loop a delay, or raise maxStepsPerInstant of the Environment (time 2.5, in process 'clerk')",
      new LivelockError(51, inside),
    ],
    [
      'LivelockError: 51 steps were done without the clock moving, the latest by scheduled callbacks; give its loop a delay, or raise maxStepsPerInstant of the Environment (time 2.5)',
      new LivelockError(51, outside),
    ],
    ["Cancelled: process 'clerk' was cancelled (time 2.5)", new Cancelled('clerk', undefined, outside)],
    [
      'Cancelled: process \'clerk\' was cancelled: "strike" (time 2.5)',
      new Cancelled('clerk', 'strike', outside),
    ],
  ])('%s', (text, error) => {
    expect(String(error)).toBe(text);
  });

  it.each([
    [1, '1 process'],
    [2, '2 processes'],
  ])('a deadlock of %i', (number, who) => {
    const error = new DeadlockError(blocked(number), '  the list', outside);
    expect(String(error)).toBe(
      `DeadlockError: nothing is left to do, but ${who} will wait for ever (time 2.5):\n  the list`,
    );
    expect(error.blocked).toHaveLength(number);
  });
});

describe('the failure of a process that nobody joins', () => {
  it.each<[who: string, cause: unknown, text: string]>([
    [
      'the model',
      cause,
      "process 'clerk' failed and nobody was waiting for its end: Error: broken; catch the error in the process, or await its 'finished' (time 2.5, in process 'clerk')",
    ],
    [
      'a proxy that resists',
      proxy,
      "process 'clerk' failed and nobody was waiting for its end: an object that cannot be described; catch the error in the process, or await its 'finished' (time 2.5, in process 'clerk')",
    ],
    [
      'asimjs, which brings its own advice',
      new ArgumentError('wrong', outside),
      "process 'clerk' failed and nobody was waiting for its end: ArgumentError: wrong (time 2.5) (time 2.5, in process 'clerk')",
    ],
  ])('by an error of %s says what to do', (_, thrown, text) => {
    const error = new ProcessFailedError('clerk', thrown, 2.5);
    expect([error.name, error.message]).toEqual(['ProcessFailedError', text]);
    expect(Object.is(error.cause, thrown)).toBe(true);
  });
});
