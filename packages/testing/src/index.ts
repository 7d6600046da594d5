export { drivers } from './drivers.js';
export type { Driver, Script, Wait } from './drivers.js';
export { assertSameTrace, diffTraces, traceLog, TraceMismatchError } from './trace.js';
export type { TraceEntry, TraceLog } from './trace.js';
export type {
  BodyLike,
  EnvironmentLike,
  ProcessLike,
  RunResultLike,
  WaitableLike,
} from './structure.js';
