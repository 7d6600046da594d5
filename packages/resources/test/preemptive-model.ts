import { allOf, firstOf } from '@asimjs/combinators';
import { Environment, isCancelled } from '@asimjs/core';
import type { Process } from '@asimjs/core';
import type { Operation } from '@asimjs/core/protocol';
import { interrupt, isInterrupt, uninterruptible, work } from '@asimjs/interrupts';
import type { WorkDecision } from '@asimjs/interrupts';
import { traceLog } from '@asimjs/testing';
import type { Driver, Wait } from '@asimjs/testing';
import { Grant, isPreempted, PreemptiveResource } from '@asimjs/resources';
import type { PreemptiveAcquireOptions } from '@asimjs/resources';
import type { Action, Program } from './preemptive-program.js';

/** A program brought to life, which keeps books of who holds what, and of what has still to be told to whom. */
export class Model {
  readonly env = new Environment();
  readonly log = traceLog(this.env);
  readonly desk: PreemptiveResource;
  readonly processes: readonly Process[];
  private readonly driver: Driver;
  private readonly preempting = new Map<Operation<unknown>, boolean>();
  private readonly waiting = new Set<Operation<unknown>>();
  private readonly held = new Set<Grant>();
  /** Causes of interrupts, and evicted grants, in the order in which the process is to hear of them. */
  private readonly owed = new Map<Process, unknown[]>();
  private readonly heard = new Set<unknown>();
  private readonly protectedOnes = new Set<Process>();
  private inUse = 0;
  private causes = 0;

  constructor({ capacity, processes, changes }: Program, driver: Driver) {
    const { env } = this;
    this.driver = driver;
    this.desk = new PreemptiveResource(env, { capacity });
    this.processes = processes.map(({ start, actions }, number) =>
      env.process(
        driver.body((wait) => this.life(wait, number, start, actions)),
        { name: `process ${number}` },
      ),
    );
    for (const change of changes) env.schedule(change.time, () => this.log(change.act, this.change(change)));
    env.observe({
      operationQueued: (operation) => void this.waiting.add(operation),
      operationWithdrawn: (operation) => void this.waiting.delete(operation),
      operationGranted: (operation) => {
        this.waiting.delete(operation);
        if (operation.outcome instanceof Grant) this.obtained(operation.outcome);
      },
      operationGivenBack: ({ outcome }) => {
        const isBeingTold = (grant: Grant): boolean =>
          grant.holder?.status !== 'waiting' && this.owedTo(grant.holder!)[0] === grant;
        if (outcome instanceof Grant && !isBeingTold(outcome)) this.settleDebt(outcome);
      },
      resourceChanged: () => this.look(),
      clockMoved: () => this.endOfInstant(),
    });
  }

  /** Throws if a request that is first in line could be granted, a slot is lost, or somebody has not been told. */
  endOfInstant(): void {
    const { desk } = this;
    const held = [...this.held].filter(({ isHeld }) => isHeld);
    if (held.length !== desk.inUse) throw new Error(`${held.length} are held and ${desk.inUse} in use`);
    if (this.waiting.size !== desk.waiting) throw new Error(`${this.waiting.size} wait, not ${desk.waiting}`);
    const [first] = [...this.waiting].sort(
      (a, b) => priorityOf(a) - priorityOf(b) || a.sequence - b.sequence,
    );
    const worst = Math.max(...held.map(({ priority }) => priority));
    const mayEvict =
      this.preempting.get(first!) === true && worst > priorityOf(first) && held.length <= desk.capacity;
    if (first !== undefined && (held.length < desk.capacity || mayEvict))
      throw new Error('one waits for nothing');
    for (const [process, owed] of this.owed) {
      if (process.status === 'waiting' && owed.length > 0 && !this.protectedOnes.has(process))
        throw new Error(`${process.name} was not told of ${owed.length} things`);
    }
  }

  /** Looks at every change for those who were evicted by it. */
  private look(): void {
    const { inUse, capacity } = this.desk;
    if (inUse > this.inUse && inUse > capacity) throw new Error('a grant went beyond the capacity');
    this.inUse = inUse;
    for (const grant of this.held) {
      if (grant.isHeld) continue;
      this.held.delete(grant);
      if (grant.holder !== undefined) this.owedTo(grant.holder).push(grant);
    }
  }

  private obtained(grant: Grant): Grant {
    if (grant.isHeld) this.held.add(grant);
    else this.owedTo(grant.holder!).push(grant);
    return grant;
  }

  private owedTo(process: Process): unknown[] {
    const owed = this.owed.get(process) ?? [];
    this.owed.set(process, owed);
    return owed;
  }

  /** There is nothing to tell of a grant any more. */
  private settleDebt(grant: Grant): void {
    const owed = grant.holder === undefined ? [] : this.owedTo(grant.holder);
    if (owed.includes(grant)) owed.splice(owed.indexOf(grant), 1);
  }

  private release(grant: Grant): void {
    this.held.delete(grant);
    this.settleDebt(grant);
    grant.release();
  }

  /** Throws unless `error` is what was to come next. @returns what it is, for the trace */
  private hear(error: unknown): unknown {
    if (!isInterrupt(error)) throw error;
    const what = isPreempted(error) ? `evicted, held since ${error.cause.since}` : error.cause;
    if (this.heard.has(error)) return [what, 'passed on', error.remaining];
    this.heard.add(error);
    const next = this.owedTo(this.env.activeProcess!).shift();
    const isRight = isPreempted(error)
      ? next instanceof Grant && next.since === error.cause.since
      : next === error.cause;
    if (!isRight) throw new Error(`heard of ${String(what)} before ${String(next)}`);
    return what;
  }

  private change({ act, process, capacity, how }: Program['changes'][number]): unknown {
    const target = this.processes[process % this.processes.length]!;
    switch (act) {
      case 'interrupt': {
        const cause = this.causes++;
        this.owedTo(target).push(cause);
        return interrupt(target, cause);
      }
      case 'cancel':
        return target.cancel();
      case 'capacity':
        return (this.desk.capacity = capacity);
      case 'evictExcess':
        return this.desk.evictExcess();
      case 'try':
        return this.tryAcquire(how)?.isHeld;
    }
  }

  private tryAcquire(how: PreemptiveAcquireOptions): Grant | undefined {
    const grant = this.desk.tryAcquire(how);
    return grant && this.obtained(grant);
  }

  private acquire(how: PreemptiveAcquireOptions): ReturnType<PreemptiveResource['acquire']> {
    const request = this.desk.acquire(how);
    this.preempting.set(request, how.preempt ?? true);
    return request;
  }

  private *life(
    wait: Wait,
    number: number,
    start: number,
    actions: readonly Action[],
  ): Generator<unknown, void> {
    const { env } = this;
    for (const action of [undefined, ...actions]) {
      try {
        if (action === undefined) yield* wait(env.timeout(start));
        else this.log(number, action.act, yield* this.perform(wait, action));
      } catch (error) {
        if (isCancelled(error)) throw error;
        this.log(number, this.hear(error));
      }
    }
  }

  private *perform(wait: Wait, action: Action): Generator<unknown, unknown> {
    const { env } = this;
    const { act, how } = action;
    if (act === 'shed') return this.desk.evictExcess();
    if (act === 'pause') return yield* wait(env.timeout(action.delay));
    if (act === 'protected') return yield* this.protectedly(wait, action);
    if (act === 'race' || act === 'trip') {
      const turn = act === 'race' ? this.acquire(how) : allOf([this.acquire(how), env.timeout(action.delay)]);
      const { key, value } = yield* wait(firstOf({ turn, late: env.timeout(action.late) }));
      if (key === 'turn') this.release(value instanceof Grant ? value : value[0]);
      return key;
    }
    let turn = act === 'try' ? this.tryAcquire(how) : yield* wait(this.acquire(how));
    if (turn === undefined || act === 'keep') return turn?.isHeld;
    const { again, decision } = action;
    try {
      if (act !== 'work') return yield* wait(env.timeout(action.delay));
      const handler = (
        error: unknown,
      ): Promise<WorkDecision | undefined> | Generator<never, WorkDecision | undefined> =>
        this.driver.body((wait) => handle.call(this, wait, error))();
      return yield* wait(work(env, action.delay, { onInterrupt: handler }));
    } catch (error) {
      return this.hear(error);
    } finally {
      this.release(turn);
    }

    function* handle(this: Model, wait: Wait, error: unknown): Generator<unknown, WorkDecision | undefined> {
      this.log('handles', this.hear(error));
      if (again && turn?.isHeld === false) turn = yield* wait(this.acquire(how));
      return decision;
    }
  }

  private *protectedly(wait: Wait, { how, delay, again }: Action): Generator<unknown, unknown> {
    const self = this.env.activeProcess!;
    const part = this.driver.body((wait) => inside.call(this, wait));
    this.protectedOnes.add(self);
    try {
      return yield* wait(uninterruptible(this.env, part));
    } finally {
      this.protectedOnes.delete(self);
    }

    function* inside(this: Model, wait: Wait): Generator<unknown, boolean> {
      const turn = yield* wait(this.acquire(how));
      yield* wait(this.env.timeout(delay));
      if (again) this.release(turn);
      return turn.isHeld;
    }
  }
}

function priorityOf(operation: Operation<unknown> | undefined): number {
  return operation !== undefined && 'priority' in operation ? Number(operation.priority) : Infinity;
}
