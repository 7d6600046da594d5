/**
 * What the combinators are made of, for those who write another one.
 *
 * @packageDocumentation
 */
export { Combination } from './combination.js';
export { AllOf } from './all-of.js';
export { partsOf } from './parts.js';
export type { Part } from './parts.js';
