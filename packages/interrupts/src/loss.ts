import { brand, isBranded } from '@asimjs/core/protocol';

/**
 * A cause for an interrupt that took from the process something which it worked with, as an eviction takes a slot.
 * `work` goes on only if that is made good when its handler has ended; otherwise it throws the interrupt.
 */
export abstract class Loss {
  static {
    brand(this, 'loss');
  }

  /** Whether the process has what it lost again, or the like of it. */
  abstract get isMadeGood(): boolean;

  /** What was lost, in words. */
  abstract toString(): string;
}

/** Whether `cause` is a loss, of any copy of this package. */
export function isLoss(cause: unknown): cause is Loss {
  return isBranded(cause, 'loss');
}
