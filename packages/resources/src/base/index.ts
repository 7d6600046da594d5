/**
 * What every resource is made of, for those who write another one.
 *
 * @packageDocumentation
 */
export { Buffer } from './buffer.js';
export type { BufferOptions } from './buffer.js';
export { checkCapacity } from './capacity.js';
export { Get } from './get.js';
export { Put } from './put.js';
export type { Shelf } from './shelf.js';
export type { Stock } from './stock.js';
export { Line } from './line.js';
export { LineFacility } from './line-facility.js';
export { LineOperation } from './line-operation.js';
