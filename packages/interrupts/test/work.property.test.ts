import { Environment } from '@asimjs/core';
import { assertSameTrace, drivers, traceLog } from '@asimjs/testing';
import type { Driver, TraceEntry, Wait } from '@asimjs/testing';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { interrupt, work } from '@asimjs/interrupts';
import type { WorkDecision, WorkOptions, WorkReport } from '@asimjs/interrupts';

// Many runs, maybe on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
const runs = { numRuns: 300 };

/** A task whose interruptions are tasks, and so on: as deep as `handling` is nested. */
interface Plan {
  readonly duration: number;
  /** What becomes of it at each interruption in turn; after these it is resumed. */
  readonly decisions: readonly (WorkDecision | undefined)[];
  /** What is done at each interruption in turn; after these nothing. */
  readonly handling: readonly Plan[];
}

/** What was done of a plan, and what was done in its handlers. */
interface Account {
  readonly plan: Plan;
  readonly started: number;
  readonly inner: Account[];
  finished: number;
  report: WorkReport | undefined;
}

const DEPTH = 3;

function plans(
  time: fc.Arbitrary<number>,
  decisions: readonly (WorkDecision | undefined)[],
  depth = 0,
): fc.Arbitrary<Plan> {
  return fc.record({
    duration: time,
    decisions: fc.array(fc.constantFrom(...decisions), { maxLength: 3 }),
    handling:
      depth === DEPTH ? fc.constant([]) : fc.array(plans(time, decisions, depth + 1), { maxLength: 3 }),
  });
}

/** Carries out a plan, interrupted at `times`. */
async function carryOut(
  plan: Plan,
  times: readonly number[],
  { body, run }: Driver,
): Promise<{ account: Account; trace: readonly TraceEntry[] }> {
  const env = new Environment();
  const log = traceLog(env);
  const accounts: Account[] = [];

  function* perform(wait: Wait, task: Plan, siblings: Account[]): Generator<unknown, void> {
    const account: Account = { plan: task, started: env.now, inner: [], finished: NaN, report: undefined };
    siblings.push(account);
    const onInterrupt: WorkOptions['onInterrupt'] = ({ cause }, progress) => {
      log('handles', cause, progress);
      const index = progress.interruptions - 1;
      const inner = task.handling[index];
      return body(function* (innerWait) {
        if (inner !== undefined) yield* perform(innerWait, inner, account.inner);
        return task.decisions[index];
      })();
    };
    account.report = yield* wait(work(env, task.duration, { onInterrupt }));
    account.finished = env.now;
    log('finished', account.report);
  }

  const worker = env.process(
    body(function* (wait) {
      yield* perform(wait, plan, accounts);
    }),
  );
  for (const [index, time] of times.entries()) env.schedule(time, () => log(interrupt(worker, index)));
  await run(env);
  log(worker.status);
  return { account: accounts[0]!, trace: log.entries };
}

/** Every account in it, its own included. */
function all(account: Account): Account[] {
  return [account, ...account.inner.flatMap(all)];
}

function timeOf({ started, finished }: Account): number {
  return finished - started;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

const wholes = fc.integer({ min: 0, max: 12 });
const halves = fc.integer({ min: 0, max: 60 }).map((half) => half / 2);
const tenths = fc.integer({ min: 0, max: 300 }).map((tenth) => tenth * 0.1);

describe.each(drivers)('work with interruptions up to three deep, with the $name driver:', (driver) => {
  it('if all is resumed, it ends at its start, plus its duration, plus the time of handling', async () => {
    const moments = fc.array(halves, { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(plans(wholes, ['resume', undefined]), moments, async (plan, times) => {
        const { account } = await carryOut(plan, times, driver);
        for (const { plan: task, started, inner, finished, report } of all(account)) {
          expect(finished).toBe(started + task.duration + sum(inner.map(timeOf)));
          expect(report).toEqual({
            completed: true,
            worked: task.duration,
            remaining: 0,
            interruptions: report?.interruptions,
          });
        }
      }),
      runs,
    );
  });

  it('whatever is decided, the time taken is the time worked plus the time of handling', async () => {
    const decisions = ['resume', 'restart', 'drop', undefined] as const;
    const moments = fc.array(halves, { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(plans(wholes, decisions), moments, async (plan, times) => {
        const { account } = await carryOut(plan, times, driver);
        for (const one of all(account)) {
          const { plan: task, report } = one;
          expect(timeOf(one)).toBe(report!.worked + sum(one.inner.map(timeOf)));
          const made = task.decisions.slice(0, report!.interruptions);
          expect(report!.completed).toBe(!made.includes('drop'));
          if (!made.includes('restart')) expect(report!.worked + report!.remaining).toBe(task.duration);
        }
      }),
      runs,
    );
  });

  it('times that are rounded change nothing but the last digits', async () => {
    const moments = fc.array(tenths, { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(plans(tenths, ['resume']), moments, async (plan, times) => {
        const { account } = await carryOut(plan, times, driver);
        for (const one of all(account)) {
          expect(one.report).toMatchObject({ completed: true, worked: one.plan.duration, remaining: 0 });
          expect(timeOf(one)).toBeCloseTo(one.plan.duration + sum(one.inner.map(timeOf)), 9);
        }
      }),
      runs,
    );
  });

  it('every interrupt is handled once and in order, unless the work has ended', async () => {
    const moments = fc.array(wholes, { maxLength: 12 }).map((times) => times.sort((a, b) => a - b));
    await fc.assert(
      fc.asyncProperty(plans(wholes, ['resume', 'restart', 'drop']), moments, async (plan, times) => {
        const { account, trace } = await carryOut(plan, times, driver);
        const handled = trace.filter(([, what]) => what === 'handles').map(([, , cause]) => cause);
        expect(handled).toEqual(handled.map((_, index) => index));
        expect(handled.length).toBe(sum(all(account).map(({ report }) => report!.interruptions)));
        const last = Math.max(-Infinity, ...times.slice(handled.length, handled.length + 1));
        if (handled.length < times.length) expect(last).toBeGreaterThanOrEqual(account.finished);
      }),
      runs,
    );
  });
});

it('work with interruptions has the same trace in both styles of process', async () => {
  const [generator, async] = drivers;
  const decisions = ['resume', 'restart', 'drop', undefined] as const;
  await fc.assert(
    fc.asyncProperty(plans(halves, decisions), fc.array(halves), async (plan, times) => {
      const { trace } = await carryOut(plan, times, generator!);
      assertSameTrace((await carryOut(plan, times, async!)).trace, trace);
    }),
    runs,
  );
});
