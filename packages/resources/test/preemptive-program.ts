import type { WorkDecision } from '@asimjs/interrupts';
import fc from 'fast-check';

const acts = ['hold', 'keep', 'try', 'race', 'trip', 'protected', 'work', 'pause', 'shed'] as const;
const delay = fc.nat({ max: 4 });
const how = {
  priority: fc.integer({ min: 0, max: 3 }),
  preempt: fc.boolean().map((first) => first || undefined),
};
/** Programs of up to six processes at one resource, and what disturbs them. */
export const programs = fc.record({
  capacity: fc.integer({ min: 1, max: 3 }),
  processes: fc.array(
    fc.record({
      start: delay,
      actions: fc.array(
        fc.record({
          act: fc.constantFrom(...acts),
          how: fc.record(how),
          delay,
          late: delay,
          again: fc.boolean(),
          decision: fc.constantFrom<WorkDecision | undefined>('resume', 'restart', 'drop', undefined),
        }),
        { maxLength: 5 },
      ),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  changes: fc.array(
    fc.record({
      time: fc.nat({ max: 12 }),
      act: fc.constantFrom('interrupt', 'interrupt', 'cancel', 'capacity', 'evictExcess', 'try'),
      process: fc.nat({ max: 5 }),
      capacity: fc.nat({ max: 3 }),
      how: fc.record(how),
    }),
    { maxLength: 8 },
  ),
});
export type Program = typeof programs extends fc.Arbitrary<infer P> ? P : never;
export type Action = Program['processes'][number]['actions'][number];
