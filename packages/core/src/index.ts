export { Environment } from './environment.js';
export type { EnvironmentOptions, EventOptions, ScheduleOptions } from './environment.js';
export { isSimEvent, SimEvent } from './event.js';
export type { EventStatus } from './event.js';
export { Timeout } from './timeout.js';
export { isProcess, Process } from './process.js';
export type { Body, ProcessOptions } from './process.js';
export type { ProcessFunction } from './function-process.js';
export type { ProcessStatus } from './task.js';
export type { Coroutine, Suspension } from './delegate.js';
export { isWaitable, Waitable } from './waitable.js';
export type { Outcome, Plain } from './waitable.js';
export { isEnvironment } from './checks.js';
export type { AbortSignalLike, Progress, RunOptions } from './run-options.js';
export type { RunResult } from './run.js';
export type { EndReason } from './pause.js';
export type { Blocked } from './blocked.js';
export type { ScheduleHandle } from './scheduled-call.js';
export type { Due, Explorer } from './explorer.js';
export type { Ending } from './body.js';
export type { Observer } from './observer.js';
export type { Facility } from './facility.js';
export type { Operation } from './operation.js';
export {
  ArgumentError,
  CallbackFailedError,
  Cancelled,
  ConcurrentWaitError,
  DeadlockError,
  EnvironmentClosedError,
  EventFailedError,
  EventStateError,
  isCancelled,
  LivelockError,
  OperationUseError,
  OutsideProcessError,
  ProcessBodyError,
  ProcessFailedError,
  ReadOnlyError,
  RunStateError,
  SimulationError,
  UnusedOperationError,
  WaitableValueError,
} from './errors.js';
export type { Place } from './errors.js';
