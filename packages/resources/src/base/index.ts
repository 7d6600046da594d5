/**
 * What every resource is made of, for those who write another one.
 *
 * @packageDocumentation
 */
export { Acquire } from './acquire.js';
export { Buffer, BUFFER_OPTIONS } from './buffer.js';
export type { BufferOptions } from './buffer.js';
export { checkCapacity } from './capacity.js';
export { checkOptions } from './check-options.js';
export { controlOf, Grant } from './grant.js';
export type { GrantControl } from './grant.js';
export { Get } from './get.js';
export { Put } from './put.js';
export type { Shelf } from './shelf.js';
export type { Stock } from './stock.js';
export { Ledger } from './ledger.js';
export type { Terms } from './ledger.js';
export { Lender } from './lender.js';
export { Line } from './line.js';
export { OpenLine } from './open-line.js';
export type { News } from './open-line.js';
export { LineFacility } from './line-facility.js';
export { LineOperation } from './line-operation.js';
export { Ranked } from './ranked.js';
export type { Rankable } from './ranked.js';
export { Sorted } from './sorted.js';
export { Watch } from './watch.js';
