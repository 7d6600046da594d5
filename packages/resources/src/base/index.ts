/**
 * What every resource is made of, for those who write another one.
 *
 * @packageDocumentation
 */
export { Buffer, Get, Put } from './buffer.js';
export type { BufferOptions, Shelf } from './buffer.js';
export { Line } from './line.js';
export { LineFacility } from './line-facility.js';
export { LineOperation } from './line-operation.js';
