import * as combinators from '@asimjs/combinators';
import * as core from '@asimjs/core';
import * as interrupts from '@asimjs/interrupts';
import * as resources from '@asimjs/resources';
import * as umbrella from 'asimjs';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Choice, NamedChildren, Outcome, QueueOptions, RunOptions, Timed, Waitable } from 'asimjs';

const packages: readonly (readonly [string, Record<string, unknown>])[] = [
  ['@asimjs/core', { ...core }],
  ['@asimjs/combinators', { ...combinators }],
  ['@asimjs/interrupts', { ...interrupts }],
  ['@asimjs/resources', { ...resources }],
];

describe('the umbrella', () => {
  it('exports the public names of its packages and no others', () => {
    const names = packages.flatMap(([, exported]) => Object.keys(exported));
    expect(Object.keys(umbrella).sort()).toEqual(names.sort());
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(packages)('exports the very values of %s', (_name, exported) => {
    expect({ ...umbrella }).toMatchObject(exported);
    for (const [name, value] of Object.entries(exported)) {
      expect((umbrella as Record<string, unknown>)[name]).toBe(value);
    }
  });

  it('exports the types of its packages', () => {
    expectTypeOf<RunOptions>().toEqualTypeOf<core.RunOptions>();
    expectTypeOf<QueueOptions<string>>().toEqualTypeOf<resources.QueueOptions<string>>();
    expectTypeOf<Timed<string>>().toEqualTypeOf<combinators.Timed<string>>();
    expectTypeOf<Outcome<Waitable<string>>>().toBeString();
    expectTypeOf<Choice<NamedChildren>['value']>().toBeUnknown();
  });

  it('has the words of the design', () => {
    expect(Object.keys(umbrella)).toEqual(
      expect.arrayContaining([
        'Environment',
        'Process',
        'SimEvent',
        'Timeout',
        'firstOf',
        'allOf',
        'withTimeout',
        'Queue',
        'PriorityQueue',
        'Store',
        'Container',
        'Resource',
        'PreemptiveResource',
        'Barrier',
        'Gate',
        'State',
        'Pool',
        'Grant',
        'Preempted',
        'acquireAll',
        'followSchedule',
        'interrupt',
        'Interrupt',
        'uninterruptible',
        'work',
        'isWaitable',
        'isProcess',
        'isEnvironment',
        'isCancelled',
      ]),
    );
  });
});
