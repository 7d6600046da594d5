import { isObject } from '@asimjs/core/protocol';

/** Whether `for (... of value)` can go through it. */
export function isIterable(value: unknown): boolean {
  return (isObject(value) || typeof value === 'string') && Symbol.iterator in Object(value);
}
