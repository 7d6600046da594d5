import { describe, expect, it } from 'vitest';
import { check } from '../src/random/check.js';
import type { Action, Course, Kind, PlaceSpec, Plan, Program, Request } from '../src/random/program.js';
import { ReferenceModel } from '../src/random/reference/reference-model.js';

const request: Request = { at: 0, amount: 1, priority: 1, rule: 3 };
const sleep = (delay: number): Plan => ({ wait: 'sleep', delay });
const take = (asked: Partial<Request> = {}): Plan => ({ wait: 'take', ...request, ...asked });
const put = (asked: Partial<Request> = {}): Plan => ({ wait: 'put', ...request, ...asked });
const wait = (plan: Plan): Action => ({ act: 'wait', plan });
const course = (...actions: Action[]): Course => ({
  catches: 'everything',
  tidy: false,
  forgetful: false,
  actions,
});
const place = (kind: Kind, size = 1, content = 0): PlaceSpec => ({ kind, size, content });

/** The trace of a program by the reference, with which asimjs agrees. */
async function traceOf(places: readonly PlaceSpec[], ...courses: Course[]): Promise<string[]> {
  const program: Program = { places, courses, callbacks: [] };
  await check(program, []);
  return new ReferenceModel(program).run().map((entry) => entry.join(' '));
}

describe('the reference knows the traps of other libraries', () => {
  it('a get that is granted and interrupted in one instant gives its value, and the interrupt comes at the next wait', async () => {
    const trace = await traceOf(
      [place('queue')],
      course(wait(take()), wait(sleep(5)), wait(sleep(5))),
      course(wait(sleep(2)), { act: 'put', ...request }, { act: 'interrupt', who: 0 }),
    );
    expect(trace).toEqual([
      '2 p1 wait slept',
      '2 p1 put 0:0',
      '2 p1 interrupt true',
      '2 p1 ends',
      '2 p0 wait 0:0',
      "2 p0 wait throws interrupt 'message 0' by p1, left undefined",
      '7 p0 wait slept',
      '7 p0 ends',
      '7 blocked ',
      '7 places items ',
      '7 processes finished finished',
    ]);
  });

  it('two interrupts in one instant are both thrown, in order', async () => {
    const trace = await traceOf(
      [place('queue')],
      course(wait(sleep(9)), wait(sleep(5)), wait(sleep(5))),
      course(wait(sleep(2)), { act: 'interrupt', who: 0 }, { act: 'interrupt', who: 0 }),
    );
    expect(trace).toEqual([
      '2 p1 wait slept',
      '2 p1 interrupt true',
      '2 p1 interrupt true',
      '2 p1 ends',
      "2 p0 wait throws interrupt 'message 0' by p1, left undefined",
      "2 p0 wait throws interrupt 'message 1' by p1, left undefined",
      '7 p0 wait slept',
      '7 p0 ends',
      '7 blocked ',
      '7 places items ',
      '7 processes finished finished',
    ]);
  });

  it('a deadline of 10 that is raced against ticks of 4 fires at 10', async () => {
    const race = wait({ wait: 'first', parts: [sleep(4), { wait: 'deadline', deadline: 0 }] });
    const trace = await traceOf(
      [place('queue')],
      course({ act: 'deadline', deadline: 0, delay: 10 }, race, race, race),
    );
    expect(trace).toEqual([
      '0 p0 deadline 10',
      '4 p0 wait first 0: slept',
      '8 p0 wait first 0: slept',
      '10 p0 wait first 1: deadline',
      '10 p0 ends',
      '10 blocked ',
      '10 places items ',
      '10 processes finished',
    ]);
  });

  it('a choice of two puts puts one item, and a losing get leaves a full queue as it is', async () => {
    const trace = await traceOf(
      [place('queue'), place('queue', 1, 1)],
      course(wait({ wait: 'first', parts: [put(), put()] })),
      course(wait(put({ at: 1 }))),
      course(wait({ wait: 'first', parts: [take({ at: 0 }), take({ at: 1 })] })),
    );
    expect(trace).toEqual([
      '0 p0 wait first 0: put 0:0',
      '0 p0 ends',
      '0 p2 wait first 0: 0:0',
      '0 p2 ends',
      '0 blocked p1 since 0',
      '0 places items ; items i0:0',
      '0 processes finished waiting finished',
    ]);
  });

  it('a half-done allOf gives back what it holds, and the interrupted process goes on before who gets it', async () => {
    const trace = await traceOf(
      [place('queue', 1, 1), place('gate')],
      course(wait({ wait: 'all', parts: [take(), take({ at: 1 })] })),
      course(wait(take())),
      course(wait(sleep(3)), { act: 'interrupt', who: 0 }),
    );
    expect(trace).toEqual([
      '3 p2 wait slept',
      '3 p2 interrupt true',
      '3 p2 ends',
      "3 p0 wait throws interrupt 'message 0' by p2, left undefined",
      '3 p0 ends',
      '3 p1 wait i0:0',
      '3 p1 ends',
      '3 blocked ',
      '3 places items ; closed, waiting 0',
      '3 processes finished finished finished',
    ]);
  });

  it('a holder whose wait ends in the instant of its eviction hears of it only if it has not released by then', async () => {
    const holder = (delay: number, ...actions: Action[]): Course =>
      course(wait(take({ priority: 2 })), wait(sleep(delay)), ...actions, wait(sleep(1)));
    const trace = await traceOf(
      [place('preemptive', 2)],
      course(wait(sleep(4)), wait(take({ priority: 0 })), wait(take({ priority: 0 }))),
      holder(4),
      holder(4, { act: 'release', all: true }),
    );
    expect(trace).toEqual([
      '0 p1 wait slots 1',
      '0 p2 wait slots 1',
      '4 p0 wait slept',
      '4 p0 wait slots 1',
      '4 p0 wait slots 1',
      '4 p0 ends',
      '4 p1 wait slept',
      '4 p1 wait throws evicted from place 0 by p0, held since 0, left undefined',
      '4 p1 ends',
      '4 p2 wait slept',
      '4 p2 release 1',
      '5 p2 wait slept',
      '5 p2 ends',
      '5 blocked ',
      '5 places in use 2 of 2, waiting 0',
      '5 processes finished finished finished',
    ]);
  });

  it('the slot of a holder that has ended is taken without a notice', async () => {
    const trace = await traceOf(
      [place('preemptive')],
      course(wait(take({ priority: 2 }))),
      course(wait(take({ priority: 0 }))),
    );
    expect(trace).toEqual([
      '0 p0 wait slots 1',
      '0 p0 ends',
      '0 p1 wait slots 1',
      '0 p1 ends',
      '0 blocked ',
      '0 places in use 1 of 1, waiting 0',
      '0 processes finished finished',
    ]);
  });
});
