import type { Action, Course, Plan, Program, Request } from './program.js';

/** A program as text, one action a line. */
export function printProgram({ places, courses, callbacks }: Program): string {
  return [
    ...places.map(
      ({ kind, size, content }, at) =>
        `place ${String(at)}: ${kind}, size ${String(size)}, content ${String(content)}`,
    ),
    ...courses.flatMap((course, number) => printCourse(`p${String(number)}`, course)),
    ...callbacks.map(({ time, change }) => `callback at ${String(time)}: ${printAction(change).join('\n')}`),
  ].join('\n');
}

function printCourse(name: string, { catches, tidy, forgetful, actions }: Course): string[] {
  return [
    `${name} catches ${catches}${tidy ? ', is tidy' : ''}${forgetful ? ', is forgetful' : ''}`,
    ...actions.flatMap(printAction).map(indented),
  ];
}

function printAction(action: Action): string[] {
  switch (action.act) {
    case 'wait':
      return [`wait ${printPlan(action.plan)}`];
    case 'keep':
      return [`keep ${printPlan(action.plan)}`];
    case 'shield':
      return ['shield', ...action.actions.flatMap(printAction).map(indented)];
    case 'start':
      return printCourse('start', action.course);
    case 'put':
      return [`put ${printRequest(action)}`];
    case 'try':
      return [`try to ${action.give ? 'put' : 'take'} ${printRequest(action)}`];
    case 'work': {
      const { decision, first, delay, request } = action.handler;
      return [
        `work ${String(action.duration)}, handler: ${first} (${String(delay)}; ${printRequest(request)}), ${String(decision)}`,
      ];
    }
    case 'read':
    case 'set':
    case 'evictExcess':
    case 'follow':
    case 'withdraw':
    case 'fire':
    case 'interrupt':
    case 'cancel':
    case 'deadline':
    case 'release':
    case 'fail':
      return [JSON.stringify(action)];
  }
}

function printPlan(plan: Plan): string {
  switch (plan.wait) {
    case 'first':
    case 'all':
      return `${plan.wait}(${plan.parts.map(printPlan).join(', ')})`;
    case 'within':
      return `within ${String(plan.delay)}(${printPlan(plan.part)})`;
    case 'take':
    case 'put':
      return `${plan.wait} ${printRequest(plan)}`;
    case 'team':
      return `team(${plan.members.map(printRequest).join(', ')})`;
    case 'sleep':
    case 'when':
    case 'event':
    case 'deadline':
    case 'end':
    case 'kept':
      return Object.values(plan).join(' ');
  }
}

function printRequest({ at, amount, priority, rule }: Request): string {
  return `at ${String(at)} (amount ${String(amount)}, priority ${String(priority)}, rule ${String(rule)})`;
}

function indented(line: string): string {
  return `  ${line}`;
}
