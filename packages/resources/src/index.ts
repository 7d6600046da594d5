export { Queue } from './queue.js';
export type { BufferOptions as QueueOptions } from './base/buffer.js';
export type { Get } from './base/get.js';
export type { Put } from './base/put.js';
export { Resource } from './resource.js';
export type { AcquireOptions, ResourceOptions } from './resource.js';
export type { Acquire } from './acquire.js';
export { Grant } from './grant.js';
export { GrantReleasedError } from './errors.js';
