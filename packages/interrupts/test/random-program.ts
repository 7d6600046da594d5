import type { WorkDecision } from '@asimjs/interrupts';
import fc from 'fast-check';
import { BELLS } from './world.js';
import type { Goal } from './world.js';

/** What a process or a callback does at once. */
export type Deed =
  | { readonly do: 'ring'; readonly bell: number }
  | { readonly do: 'put' }
  | { readonly do: 'interrupt' | 'cancel'; readonly process: number };

/** A deed that a callback does later. */
export interface Call {
  readonly delay: number;
  readonly priority: number;
  readonly deed: Deed;
}

/** What a process does. One that does not catch lets an interrupt out, to what it is a part of. */
export type Action =
  | Deed
  | (Call & { readonly do: 'call' })
  | { readonly do: 'sleep'; readonly catches: boolean; readonly delay: number }
  | { readonly do: 'attain'; readonly catches: boolean; readonly goal: Goal }
  | { readonly do: 'hold'; readonly catches: boolean; readonly actions: readonly Action[] }
  | {
      readonly do: 'work';
      readonly catches: boolean;
      readonly duration: number;
      readonly handling: readonly Action[];
      readonly decision: WorkDecision | undefined;
    };

export interface Program {
  readonly processes: readonly (readonly Action[])[];
  /** What is done before the run. */
  readonly before: readonly Deed[];
  readonly callbacks: readonly Call[];
}

export const PROCESSES = 3;
const delay = fc.constantFrom(0, 1, 1, 2, 3, 5);
const priority = fc.constantFrom(-1, 0, 0, 1);
const process = fc.nat(PROCESSES - 1);
const bell = fc.nat(BELLS - 1);
const catches = fc.constantFrom(true, true, true, false);
const is = fc.constant;

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: is('interrupt' as const), process }) },
  { weight: 1, arbitrary: fc.record({ do: is('cancel' as const), process }) },
  { weight: 3, arbitrary: fc.record({ do: is('ring' as const), bell }) },
  { weight: 3, arbitrary: fc.record({ do: is('put' as const) }) },
);

const goal: fc.Arbitrary<Goal> = fc.record({
  for: fc.constantFrom('bell', 'item', 'both'),
  bell,
  within: fc.option(delay, { nil: undefined }),
});

const { action } = fc.letrec<{ action: Action }>((tie) => {
  const actions = fc.array(tie('action'), { maxLength: 4 });
  return {
    action: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      { weight: 4, arbitrary: fc.record({ do: is('sleep' as const), catches, delay }) },
      { weight: 6, arbitrary: fc.record({ do: is('attain' as const), catches, goal }) },
      { weight: 5, arbitrary: deed },
      { weight: 2, arbitrary: fc.record({ do: is('call' as const), delay, priority, deed }) },
      { weight: 2, arbitrary: fc.record({ do: is('hold' as const), catches, actions }) },
      {
        weight: 3,
        arbitrary: fc.record({
          do: is('work' as const),
          catches,
          duration: delay,
          handling: actions,
          decision: fc.constantFrom('resume', 'restart', 'drop', undefined),
        }),
      },
    ),
  };
});

export const programs: fc.Arbitrary<Program> = fc.record({
  processes: fc.array(fc.array(action, { minLength: 1, maxLength: 6 }), {
    minLength: PROCESSES,
    maxLength: PROCESSES,
  }),
  before: fc.array(deed, { maxLength: 2 }),
  callbacks: fc.array(fc.record({ delay: fc.nat(8), priority, deed }), { maxLength: 8 }),
});
