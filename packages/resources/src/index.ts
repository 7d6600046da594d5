export { Queue } from './queue.js';
export type { BufferOptions as QueueOptions, Get, Put } from './base/buffer.js';
export { Resource } from './resource.js';
export type { Acquire, AcquireOptions, ResourceOptions } from './resource.js';
export { Grant } from './grant.js';
export { GrantReleasedError } from './errors.js';
