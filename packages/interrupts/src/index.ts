export { interrupt, Interrupt, isInterrupt } from './interrupt.js';
export { uninterruptible } from './uninterruptible.js';
export { work } from './work.js';
export type { Handled, WorkDecision, WorkOptions, WorkProgress, WorkReport } from './work.js';
export { isLoss, Loss } from './loss.js';
export type { Routine } from './routine.js';
