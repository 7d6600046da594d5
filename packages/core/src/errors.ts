import type { Blocked } from './blocked.js';
import { brand, isBranded } from './brand.js';
import { describeValue } from './describe-value.js';

/** Where in a simulation something went wrong. */
export interface Place {
  /** Simulated time; `undefined` where no environment could be told. */
  readonly time: number | undefined;
  /** Name of the process that was running, if one was. */
  readonly process: string | undefined;
}

/** For an error that comes before an environment is known. */
export const NOWHERE: Place = { time: undefined, process: undefined };

/** Base of every error that asimjs itself raises. Its message ends with the simulated time and the process. */
export abstract class SimulationError extends Error implements Place {
  readonly time: number | undefined;
  readonly process: string | undefined;

  constructor(message: string, place: Place, options?: ErrorOptions) {
    super(`${message}${describePlace(place)}`, options);
    this.time = place.time;
    this.process = place.process;
  }
}

/** An argument is not what the call takes. Nothing was changed; the run can go on. */
export class ArgumentError extends SimulationError {
  override readonly name: string = 'ArgumentError';
}

/** A waitable or a promise was given as a value; `await` would unwrap it. Nothing was changed. */
export class WaitableValueError extends SimulationError {
  override readonly name: string = 'WaitableValueError';

  constructor(call: string, value: unknown, place: Place) {
    super(
      `${call} was given ${describeValue(value)} as its value, which 'await' would unwrap; wrap it in an object, such as { event }`,
      place,
    );
  }
}

/** An event was asked for what its state does not allow: a second outcome, or a value it does not have. */
export class EventStateError extends SimulationError {
  override readonly name: string = 'EventStateError';
}

/** An operation or a combination was used twice, by another process than its own, after it was withdrawn, or where it can't be taken back. */
export class OperationUseError extends SimulationError {
  override readonly name: string = 'OperationUseError';
}

/** A process ended normally with a get or an acquire that it never awaited. The operation was taken back. */
export class UnusedOperationError extends SimulationError {
  override readonly name: string = 'UnusedOperationError';

  constructor(process: string, operation: string, place: Place) {
    super(
      `process '${process}' ended without having awaited ${operation}, which was taken back; await it, race it with firstOf, or withdraw() it`,
      place,
    );
  }
}

/** Something that only a process can do was done outside any process. */
export class OutsideProcessError extends SimulationError {
  override readonly name: string = 'OutsideProcessError';
}

/** A process waited for two things at once, or ended while a helper of it still waited. Ends the run. */
export class ConcurrentWaitError extends SimulationError {
  override readonly name: string = 'ConcurrentWaitError';
}

/** The body of a process is neither an async function nor a generator, or yields where it should `yield*`. */
export class ProcessBodyError extends SimulationError {
  override readonly name: string = 'ProcessBodyError';
}

/** A callback that may only look (a filter, a comparison, an observer) tried to change the simulation. Nothing was changed. */
export class ReadOnlyError extends SimulationError {
  override readonly name: string = 'ReadOnlyError';

  constructor(who: string, place: Place) {
    super(
      `${who} tried to change the simulation; it may only look, so make the change in a process or a scheduled callback`,
      place,
    );
  }
}

/** `run`, `runSync` or `stop` was called when the environment was not in a state for it. */
export class RunStateError extends SimulationError {
  override readonly name: string = 'RunStateError';
}

/** The environment was used after an error had ended its run: it can be read, not run. The error is the cause. */
export class EnvironmentClosedError extends SimulationError {
  override readonly name: string = 'EnvironmentClosedError';

  constructor(cause: unknown, place: Place) {
    super(
      'the environment was closed by an error, its cause; it can be read, not run, so make a new Environment',
      place,
      {
        cause,
      },
    );
  }
}

/** A process failed and nobody was waiting for its end. Its error is the cause. Ends the run. */
export class ProcessFailedError extends SimulationError {
  override readonly name: string = 'ProcessFailedError';

  constructor(process: string, cause: unknown, time: number) {
    // An error of asimjs brings its own advice.
    const advice = bringsAdvice(cause) ? '' : "; catch the error in the process, or await its 'finished'";
    super(
      `process '${process}' failed and nobody was waiting for its end: ${describeValue(cause)}${advice}`,
      { time, process },
      { cause },
    );
  }
}

/** An event failed and nobody was waiting for it. Its error is the cause. Ends the run. */
export class EventFailedError extends SimulationError {
  override readonly name: string = 'EventFailedError';

  constructor(event: string, cause: unknown, place: Place) {
    super(`${event} failed and nobody was waiting for it: ${describeValue(cause)}`, place, { cause });
  }
}

/** A scheduled callback, a comparison, an observer or a progress callback threw. Its error is the cause. Ends the run. */
export class CallbackFailedError extends SimulationError {
  override readonly name: string = 'CallbackFailedError';

  constructor(callback: string, cause: unknown, place: Place) {
    super(`${callback} threw ${describeValue(cause)}`, place, { cause });
  }
}

/** More steps were done in one instant than the environment allows: the clock is not getting on. Ends the run. */
export class LivelockError extends SimulationError {
  override readonly name: string = 'LivelockError';

  constructor(steps: number, place: Place) {
    super(
      `${String(steps)} steps were done without the clock moving, the latest by ${place.process === undefined ? 'scheduled callbacks' : `process '${place.process}'`}; give its loop a delay, or raise maxStepsPerInstant of the Environment`,
      place,
    );
  }
}

/** A `strict` run came to its end with processes that will wait for ever. */
export class DeadlockError extends SimulationError {
  override readonly name: string = 'DeadlockError';
  /** The processes that wait, as in the result of a run. */
  readonly blocked: readonly Blocked[];

  constructor(blocked: readonly Blocked[], description: string, place: Place) {
    super(`nothing is left to do, but ${count(blocked.length, 'process')} will wait for ever`, place);
    this.message += `:\n${description}`;
    this.blocked = blocked;
  }
}

/** Thrown in a process that was cancelled, at its suspension and at every later one. */
export class Cancelled extends SimulationError {
  static {
    brand(this, 'cancelled');
  }

  override readonly name: string = 'Cancelled';
  /** What `cancel` was given. */
  readonly reason: unknown;

  constructor(target: string, reason: unknown, place: Place) {
    super(
      `process '${target}' was cancelled${reason === undefined ? '' : `: ${describeValue(reason)}`}`,
      place,
    );
    this.reason = reason;
  }
}

/** Whether `error` is the {@link Cancelled} of any copy of this package. */
export function isCancelled(error: unknown): error is Cancelled {
  return isBranded(error, 'cancelled');
}

function bringsAdvice(cause: unknown): boolean {
  try {
    return cause instanceof SimulationError;
  } catch {
    // A proxy may resist even this question.
    return false;
  }
}

function count(number: number, what: string): string {
  return number === 1 ? `1 ${what}` : `${String(number)} ${what}es`;
}

function describePlace({ time, process }: Place): string {
  if (time === undefined) return '';
  return process === undefined ? ` (time ${time})` : ` (time ${time}, in process '${process}')`;
}
