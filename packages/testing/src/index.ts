export { drivers } from './drivers.js';
export type { Driver, Script, Wait } from './drivers.js';
export type { ContractCase } from './contract.js';
export { waitableContract } from './waitable-contract.js';
export type { WaitableSubject } from './waitable-contract.js';
export { resourceContract } from './resource-contract.js';
export type { ResourceSubject } from './resource-contract.js';
export { assertSameTrace, diffTraces, traceLog, TraceMismatchError } from './trace.js';
export type { TraceEntry, TraceLog } from './trace.js';
export type { BodyLike, EnvironmentLike, ProcessLike, RunResultLike, WaitableLike } from './structure.js';
export {
  assertEveryOrder,
  assertEveryOrderSync,
  explore,
  exploreSync,
  replay,
  replaySync,
} from './explore/explore.js';
export type { Replay } from './explore/search.js';
export type { ExploreOptions, ReplayOptions } from './explore/options.js';
export type { Fault } from './explore/attempt.js';
export type { ExploredEnvironment, ExploredModel, Exploration, ModelFactory } from './explore/model.js';
export { ExplorationError, printTrace } from './explore/report.js';
export type { ExplorationReport, Failure } from './explore/report.js';
export { ExplorerUseError } from './explore/explorer-use-error.js';
export { ScheduleError } from './explore/schedule.js';
