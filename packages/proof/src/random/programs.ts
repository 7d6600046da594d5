import fc from 'fast-check';
import { legal } from './legal.js';
import { KINDS, RANGE } from './program.js';
import type { Action, Change, Course, Cut, Handler, Kind, Plan, Program, Request } from './program.js';

const is = fc.constant;
const small = fc.nat({ max: 3 });
const delay = fc.nat({ max: 4 });
const who = fc.nat({ max: 11 });

const request: fc.Arbitrary<Request> = fc.record({
  at: small,
  amount: fc.constantFrom(1, 1, 2, 3),
  priority: fc.constantFrom(1, 1, 0, 2),
  rule: fc.constantFrom(RANGE, RANGE, 0, 1, 2),
});

const leaf: fc.Arbitrary<Plan> = fc.oneof(
  { weight: 5, arbitrary: request.map((asked): Plan => ({ wait: 'take', ...asked })) },
  { weight: 3, arbitrary: request.map((asked): Plan => ({ wait: 'put', ...asked })) },
  { weight: 3, arbitrary: fc.record({ wait: is('sleep' as const), delay }) },
  { weight: 1, arbitrary: fc.record({ wait: is('event' as const), event: small }) },
  { weight: 1, arbitrary: fc.record({ wait: is('deadline' as const), deadline: small }) },
  { weight: 1, arbitrary: fc.record({ wait: is('end' as const), of: who }) },
  { weight: 2, arbitrary: is<Plan>({ wait: 'kept' }) },
  {
    weight: 1,
    arbitrary: fc.record({
      wait: is('when' as const),
      at: small,
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
  { weight: 1, arbitrary: fc.record({ act: is('read' as const), at: small }) },
  { weight: 3, arbitrary: fc.record({ act: is('set' as const), at: small, value: small }) },
  { weight: 1, arbitrary: fc.record({ act: is('evictExcess' as const), at: small }) },
  {
    weight: 1,
    arbitrary: fc.record({
      act: is('follow' as const),
      at: small,
      shifts: fc.array(fc.record({ length: small, capacity: small }), {
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
      event: small,
      fails: fc.nat({ max: 9 }).map((number) => number === 9),
    }),
  },
  { weight: 5, arbitrary: fc.record({ act: is('interrupt' as const), who }) },
  { weight: 2, arbitrary: fc.record({ act: is('cancel' as const), who }) },
  { weight: 1, arbitrary: fc.record({ act: is('deadline' as const), deadline: small, delay }) },
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

/** A course of up to `maxActions` of these. */
function courseOf(actions: fc.Arbitrary<Action>, maxActions: number): fc.Arbitrary<Course> {
  return fc.record({
    catches,
    tidy: fc.boolean(),
    forgetful,
    actions: fc.array(actions, { maxLength: maxActions }),
  });
}

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
  course: courseOf(tie('action'), 4),
}));

/** The course of a process that is there from the beginning: it acts at once, or sleeps before. */
const topCourse: fc.Arbitrary<Course> = fc
  .tuple(delay, courseOf(action, 8))
  .map(([start, course]) =>
    start === 0
      ? course
      : { ...course, actions: [{ act: 'wait', plan: { wait: 'sleep', delay: start } }, ...course.actions] },
  );

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
    places: fc.array(fc.record({ kind, size: fc.constantFrom(1, 1, 2, 3), content: small }), {
      minLength: 1,
      maxLength: 3,
    }),
    courses: fc.array(topCourse, { minLength: 1, maxLength: 10 }),
    callbacks: fc.array(fc.record({ time: fc.nat({ max: 8 }), change }), { maxLength: 4 }),
  });
}
