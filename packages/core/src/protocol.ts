/**
 * For authors of waitables, resources and combinations. Models do not need this entry.
 *
 * @packageDocumentation
 */
export { isThenable, Waitable } from './waitable.js';
export type { Listener } from './waitable.js';
export { SingleUse } from './single-use.js';
export type { SingleUseChange, SingleUseState } from './single-use.js';
export { Operation } from './operation.js';
export { Facility } from './facility.js';
export { Ring } from './ring.js';
export { LinkedLine } from './linked-line.js';
export type { Linked } from './linked-line.js';
export type { Served } from './settling.js';
export type { Kernel } from './kernel.js';
export { taskOf } from './process.js';
export type { ProcessControl } from './process.js';
export type { Delivery } from './deliveries.js';
export { brand, isBranded } from './brand.js';
export {
  argumentError,
  assertFlag,
  assertOptions,
  assertPlain,
  assertPriority,
  isObject,
  kernelOf,
} from './checks.js';
export { printAsText } from './print.js';
export { describeValue } from './describe-value.js';
export { NOWHERE } from './errors.js';
