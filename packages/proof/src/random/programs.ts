import fc from 'fast-check';
import { KINDS, RANGE } from './program.js';
import type { Action, Change, Course, Cut, Handler, Kind, Plan, Program, Request } from './program.js';

const is = fc.constant;
const number = fc.nat({ max: 3 });
const delay = fc.nat({ max: 4 });
const who = fc.nat({ max: 11 });

const request: fc.Arbitrary<Request> = fc.record({
  at: number,
  amount: fc.constantFrom(1, 1, 2, 3),
  priority: fc.constantFrom(1, 1, 0, 2),
  rule: fc.constantFrom(RANGE, RANGE, 0, 1, 2),
});

const leaf: fc.Arbitrary<Plan> = fc.oneof(
  { weight: 5, arbitrary: request.map((asked): Plan => ({ wait: 'take', ...asked })) },
  { weight: 3, arbitrary: request.map((asked): Plan => ({ wait: 'put', ...asked })) },
  { weight: 3, arbitrary: fc.record({ wait: is('sleep' as const), delay }) },
  { weight: 1, arbitrary: fc.record({ wait: is('event' as const), event: number }) },
  { weight: 1, arbitrary: fc.record({ wait: is('deadline' as const), deadline: number }) },
  { weight: 1, arbitrary: fc.record({ wait: is('end' as const), of: who }) },
  { weight: 2, arbitrary: is<Plan>({ wait: 'kept' }) },
  {
    weight: 1,
    arbitrary: fc.record({
      wait: is('when' as const),
      at: number,
      what: fc.constantFrom('empty' as const, 'full' as const, 'changed' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      wait: is('team' as const),
      members: fc.array(request, { minLength: 1, maxLength: 3 }),
    }),
  },
);

const { plan } = fc.letrec<{ plan: Plan }>((tie) => {
  const parts = fc.array(tie('plan'), { minLength: 1, maxLength: 3 });
  return {
    plan: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      { weight: 4, arbitrary: leaf },
      { weight: 2, arbitrary: fc.record({ wait: is('first' as const), parts }) },
      { weight: 2, arbitrary: fc.record({ wait: is('all' as const), parts }) },
      { weight: 1, arbitrary: fc.record({ wait: is('within' as const), part: tie('plan'), delay }) },
    ),
  };
});

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 3, arbitrary: request.map((asked): Change => ({ act: 'put', ...asked })) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(request, fc.boolean())
      .map(([asked, give]): Change => ({ act: 'try', ...asked, give })),
  },
  { weight: 1, arbitrary: fc.record({ act: is('read' as const), at: number }) },
  { weight: 3, arbitrary: fc.record({ act: is('set' as const), at: number, value: number }) },
  { weight: 1, arbitrary: fc.record({ act: is('evictExcess' as const), at: number }) },
  {
    weight: 1,
    arbitrary: fc.record({
      act: is('follow' as const),
      at: number,
      shifts: fc.array(fc.record({ length: fc.nat({ max: 3 }), capacity: number }), {
        minLength: 1,
        maxLength: 3,
      }),
      evicts: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: is('fire' as const),
      event: number,
      fails: fc.nat({ max: 9 }).map((number) => number === 9),
    }),
  },
  { weight: 5, arbitrary: fc.record({ act: is('interrupt' as const), who }) },
  { weight: 2, arbitrary: fc.record({ act: is('cancel' as const), who }) },
  { weight: 1, arbitrary: fc.record({ act: is('deadline' as const), deadline: number, delay }) },
);

const handler: fc.Arbitrary<Handler> = fc.record({
  decision: fc.constantFrom('resume', 'restart', 'drop', undefined),
  first: fc.constantFrom(
    'nothing',
    'nothing',
    'sleep',
    'shielded sleep',
    'work',
    'acquire',
    'acquire',
    'fail',
  ),
  delay,
  request,
});

/** Most survive: a process that fails unheard ends the run. */
const catches: fc.Arbitrary<Course['catches']> = fc.oneof(
  { weight: 12, arbitrary: is('everything' as const) },
  { weight: 2, arbitrary: is('interrupts' as const) },
  { weight: 1, arbitrary: is('nothing' as const) },
);

/** Few leave unused what they have asked for: that is an error, which ends the run if it is unheard. */
const forgetful: fc.Arbitrary<boolean> = fc.nat({ max: 31 }).map((number) => number === 31);

const { action } = fc.letrec<{ action: Action; course: Course }>((tie) => ({
  action: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    { weight: 12, arbitrary: plan.map((planned): Action => ({ act: 'wait', plan: legal(planned) })) },
    {
      weight: 5,
      arbitrary: fc.oneof(leaf, leaf, plan).map((planned): Action => ({ act: 'keep', plan: legal(planned) })),
    },
    { weight: 2, arbitrary: is<Action>({ act: 'withdraw' }) },
    { weight: 8, arbitrary: change },
    { weight: 3, arbitrary: fc.record({ act: is('release' as const), all: fc.boolean() }) },
    { weight: 6, arbitrary: fc.record({ act: is('work' as const), duration: delay, handler }) },
    {
      weight: 1,
      arbitrary: fc.record({
        act: is('shield' as const),
        actions: fc.array(tie('action'), { maxLength: 3 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ act: is('start' as const), course: tie('course') }) },
    { weight: 1, arbitrary: is<Action>({ act: 'fail' }) },
  ),
  course: fc.record({
    catches,
    tidy: fc.boolean(),
    forgetful,
    actions: fc.array(tie('action'), { maxLength: 4 }),
  }),
}));

/** `planned` with a take for each put that could not be taken back: one inside an allOf inside a choice. */
function legal(planned: Plan, inChoice = false, lasting = false): Plan {
  switch (planned.wait) {
    case 'put':
      return lasting ? { ...planned, wait: 'take' } : planned;
    case 'first':
      return { ...planned, parts: planned.parts.map((part) => legal(part, true, lasting)) };
    case 'all':
      return { ...planned, parts: planned.parts.map((part) => legal(part, inChoice, lasting || inChoice)) };
    case 'within':
      return { ...planned, part: legal(planned.part, true, lasting) };
    case 'sleep':
    case 'take':
    case 'when':
    case 'event':
    case 'deadline':
    case 'end':
    case 'team':
    case 'kept':
      return planned;
  }
}

/** A process that begins with a sleep: at time 0, most often, or a little later. */
const topCourse: fc.Arbitrary<Course> = fc
  .record({
    start: fc.nat({ max: 4 }),
    catches,
    tidy: fc.boolean(),
    forgetful,
    actions: fc.array(action, { maxLength: 8 }),
  })
  .map(({ start, actions, ...rest }) => ({
    ...rest,
    actions: start === 0 ? actions : [{ act: 'wait', plan: { wait: 'sleep', delay: start } }, ...actions],
  }));

/** Where a run is split. */
export const cuts: fc.Arbitrary<Cut[]> = fc.array(
  fc.oneof(
    fc.record({ until: fc.nat({ max: 10 }) }),
    fc.record({ before: fc.nat({ max: 10 }) }),
    fc.record({ maxSteps: fc.integer({ min: 1, max: 20 }) }),
  ),
  { maxLength: 4 },
);

/** Of the kinds whose places get along with each other least, more. */
const WEIGHTS: Partial<Record<Kind, number>> = { preemptive: 4, resource: 2, pool: 2 };

/** Programs of up to ten processes on up to three places of these kinds. */
export function programs(kinds: readonly Kind[] = KINDS): fc.Arbitrary<Program> {
  const kind = fc.oneof(...kinds.map((one) => ({ weight: WEIGHTS[one] ?? 1, arbitrary: is(one) })));
  return fc.record({
    places: fc.array(fc.record({ kind, size: fc.constantFrom(1, 1, 2, 3), content: number }), {
      minLength: 1,
      maxLength: 3,
    }),
    courses: fc.array(topCourse, { minLength: 1, maxLength: 10 }),
    callbacks: fc.array(fc.record({ time: fc.nat({ max: 8 }), change }), { maxLength: 4 }),
  });
}
