export { firstOf } from './first-of.js';
export type { Choice, ListedChoice } from './first-of.js';
export { allOf } from './all-of.js';
export type { Outcomes } from './all-of.js';
export { withTimeout } from './with-timeout.js';
export type { Timed } from './with-timeout.js';
export type { ListedChildren, NamedChildren } from './parts.js';
