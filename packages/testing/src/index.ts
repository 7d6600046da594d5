export { drivers } from './drivers.js';
export type { Driver, Script, Wait } from './drivers.js';
export type { ContractCase } from './contract.js';
export { waitableContract } from './waitable-contract.js';
export type { WaitableSubject } from './waitable-contract.js';
export { resourceContract } from './resource-contract.js';
export type { ResourceSubject } from './resource-contract.js';
export { assertSameTrace, diffTraces, traceLog, TraceMismatchError } from './trace.js';
export type { TraceEntry, TraceLog } from './trace.js';
export type {
  BodyLike,
  EnvironmentLike,
  ProcessLike,
  RunResultLike,
  WaitableLike,
} from './structure.js';
