import fc from 'fast-check';

/** What a process waits for: plain data, so that a counterexample can be read. */
export type Plan =
  | { readonly wait: 'get'; readonly queue: number }
  | { readonly wait: 'put'; readonly queue: number }
  | {
      readonly wait: 'acquire';
      readonly resource: number;
      readonly amount: number;
      readonly priority: number;
    }
  | { readonly wait: 'timeout'; readonly delay: number }
  | { readonly wait: 'event'; readonly event: number }
  | { readonly wait: 'first'; readonly parts: readonly Plan[] }
  | { readonly wait: 'all'; readonly parts: readonly Plan[] }
  | { readonly wait: 'within'; readonly part: Plan; readonly delay: number };

export type Action =
  /** Makes what the plan says, sleeps if `delay` is not negative, and waits for it. */
  | { readonly act: 'wait'; readonly plan: Plan; readonly delay: number }
  /** Makes a get or an acquire, sleeps, and then races it against the plan, or joins it with that. */
  | { readonly act: 'race' | 'join'; readonly early: Plan; readonly plan: Plan; readonly delay: number }
  /** Makes a get, sleeps, and withdraws it, or awaits it if it was granted. */
  | { readonly act: 'withdraw'; readonly queue: number; readonly delay: number }
  | { readonly act: 'release' }
  | Change;

/** What a scheduled callback can do as well as a process. */
export type Change =
  | { readonly act: 'put' | 'tryPut' | 'tryGet' | 'read'; readonly queue: number }
  | {
      readonly act: 'tryAcquire';
      readonly resource: number;
      readonly amount: number;
      readonly priority: number;
    }
  | { readonly act: 'capacity'; readonly resource: number; readonly capacity: number }
  | { readonly act: 'cancel'; readonly process: number }
  | { readonly act: 'fire'; readonly event: number };

export interface Program {
  readonly queues: readonly { readonly capacity: number; readonly items: number }[];
  readonly resources: readonly number[];
  readonly processes: readonly {
    readonly start: number;
    /** Whether it releases what it holds when it ends. */
    readonly tidy: boolean;
    readonly actions: readonly Action[];
  }[];
  readonly changes: readonly { readonly time: number; readonly change: Change }[];
}

export const EVENTS = 3;
const index = fc.nat({ max: 2 });
const delay = fc.nat({ max: 3 });
const request = {
  resource: index,
  amount: fc.integer({ min: 1, max: 3 }),
  priority: fc.integer({ min: -1, max: 1 }),
};
const is = fc.constant;

const get = fc.record({ wait: is('get' as const), queue: index });
const acquire = fc.record({ wait: is('acquire' as const), ...request });

const leaf = fc.oneof(
  { weight: 4, arbitrary: get },
  { weight: 5, arbitrary: fc.record({ wait: is('put' as const), queue: index }) },
  { weight: 6, arbitrary: acquire },
  { weight: 2, arbitrary: fc.record({ wait: is('timeout' as const), delay }) },
  { weight: 1, arbitrary: fc.record({ wait: is('event' as const), event: index }) },
);

const { plan } = fc.letrec<{ plan: Plan }>((tie) => {
  const parts = fc.array(tie('plan'), { minLength: 1, maxLength: 3 });
  return {
    plan: fc.oneof(
      { maxDepth: 3, depthSize: 'medium' },
      { weight: 3, arbitrary: leaf },
      { weight: 3, arbitrary: fc.record({ wait: is('first' as const), parts }) },
      { weight: 3, arbitrary: fc.record({ wait: is('all' as const), parts }) },
      { weight: 1, arbitrary: fc.record({ wait: is('within' as const), part: tie('plan'), delay }) },
    ),
  };
});

const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constantFrom('put', 'tryPut', 'tryGet', 'read'), queue: index }),
  },
  { weight: 1, arbitrary: fc.record({ act: is('tryAcquire' as const), ...request }) },
  {
    weight: 1,
    arbitrary: fc.record({ act: is('capacity' as const), resource: index, capacity: fc.nat({ max: 3 }) }),
  },
  { weight: 2, arbitrary: fc.record({ act: is('cancel' as const), process: fc.nat({ max: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ act: is('fire' as const), event: index }) },
);

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      act: is('wait' as const),
      plan: plan.map((part) => legal(part)),
      delay: fc.constantFrom(-1, -1, 0, 1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constantFrom('race', 'join'),
      early: fc.oneof(get, acquire),
      plan: plan.map((part) => legal(part, true)),
      delay,
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: is('withdraw' as const), queue: index, delay }) },
  { weight: 2, arbitrary: fc.record({ act: is('release' as const) }) },
  { weight: 3, arbitrary: change },
);

/** Programs of up to six processes on up to three queues and two resources. */
export const programs: fc.Arbitrary<Program> = fc.record({
  queues: fc.array(
    fc
      .record({ capacity: fc.integer({ min: 1, max: 3 }), items: fc.nat({ max: 3 }) })
      .map(({ capacity, items }) => ({ capacity, items: Math.min(capacity, items) })),
    { minLength: 1, maxLength: 3 },
  ),
  resources: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 2 }),
  processes: fc.array(
    fc.record({ start: fc.nat({ max: 2 }), tidy: fc.boolean(), actions: fc.array(action, { maxLength: 7 }) }),
    { minLength: 1, maxLength: 6 },
  ),
  changes: fc.array(fc.record({ time: fc.nat({ max: 8 }), change }), { maxLength: 6 }),
});

/** `plan` with a get in place of each put that could not be taken back: one inside an allOf inside a choice. */
function legal(plan: Plan, inChoice = false, lasting = false): Plan {
  switch (plan.wait) {
    case 'put':
      return lasting ? { wait: 'get', queue: plan.queue } : plan;
    case 'first':
      return { wait: 'first', parts: plan.parts.map((part) => legal(part, true, lasting)) };
    case 'all':
      return { wait: 'all', parts: plan.parts.map((part) => legal(part, inChoice, lasting || inChoice)) };
    case 'within':
      return { wait: 'within', part: legal(plan.part, true, lasting), delay: plan.delay };
    case 'get':
    case 'acquire':
    case 'timeout':
    case 'event':
      return plan;
  }
}
