import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { Environment, isCancelled } from '@asimjs/core';
import { Operation } from '@asimjs/core/protocol';
import type { Process, RunResult, SimEvent, Waitable } from '@asimjs/core';
import { interrupt, isInterrupt, uninterruptible, work } from '@asimjs/interrupts';
import { acquireAll } from '@asimjs/resources';
import type { ScheduleEntry } from '@asimjs/resources';
import { traceLog } from '@asimjs/testing';
import type { Driver, TraceEntry, TraceLog, Wait } from '@asimjs/testing';
import { Audit } from './audit.js';
import type { Asked } from './books.js';
import { explain, explainEnd, progressText } from './explain.js';
import { Life } from './life.js';
import { EVENTS } from './program.js';
import type { PlaceSpec, Program, Request } from './program.js';
import { heldOf, makePlace, readingOf, wish } from './real-places.js';
import type { RealPlace, RealWish } from './real-places.js';
import type { WorkDecision, Hold, Script, Simulation } from './simulation.js';

/** How a run is cut into pieces. */
export type Pieces = (model: RealModel) => Promise<RunResult>;

/** A program brought to life on asimjs. */
export class RealModel implements Simulation<RealWish> {
  readonly env: Environment = new Environment();
  readonly places: readonly PlaceSpec[];
  readonly driver: Driver;
  readonly trace: TraceLog = traceLog(this.env);
  readonly real: readonly RealPlace[];
  readonly processes: Process[] = [];
  private readonly events: readonly SimEvent<string>[];
  private readonly deadlines = new Map<number, Waitable>();
  /** How a process of this driver waits. */
  private waitFor: Wait | undefined = undefined;
  private readonly audit: Audit | undefined;
  private initialItems = 0;
  private teams = 0;

  /** @param isAudited whether books are kept, and looked at at the end of every instant */
  constructor(program: Program, driver: Driver, isAudited = false) {
    const { env } = this;
    this.driver = driver;
    this.places = program.places;
    this.events = Array.from({ length: EVENTS }, () => env.event<string>());
    this.real = program.places.map((spec, at) =>
      makePlace(env, spec, `place ${String(at)}`, () => {
        const number = this.initialItems++;
        return `i${String(number)}:${String(number % 3)}`;
      }),
    );
    const audited = this.real.map((place, at) => ({
      spec: this.pick(this.places, at),
      read: () => readingOf(place),
    }));
    this.audit = isAudited ? new Audit(audited) : undefined;
    if (this.audit !== undefined) env.observe(this.audit);
    new Life(this, program);
  }

  /** Runs it, in pieces or at once, and gives its trace. */
  async run(pieces: Pieces = whole): Promise<readonly TraceEntry[]> {
    try {
      const { blocked } = await pieces(this);
      this.audit?.endOfInstant();
      const waiting = blocked.map(({ process, since }) => `${process.name} since ${String(since)}`);
      this.trace('blocked', waiting.sort().join(', '));
      this.trace('places', this.real.map((place) => place.look()).join('; '));
      this.trace('processes', this.processes.map(({ status }) => status).join(' '));
    } catch (error) {
      this.trace('run fails', ...explainEnd(error));
    }
    return this.trace.entries;
  }

  get now(): number {
    return this.env.now;
  }

  log(...what: readonly unknown[]): void {
    this.trace(...what);
  }

  // Things to wait for

  sleep(delay: number): RealWish {
    return wish(this.env.timeout(delay), () => 'slept');
  }

  event(number: number): RealWish {
    return wish(this.pick(this.events, number), (value) => value);
  }

  deadline(number: number): RealWish {
    return wish(this.deadlines.get(number) ?? this.env.timeout(Infinity), () => 'deadline');
  }

  end(of: number): RealWish {
    return wish(this.pick(this.processes, of).finished, () => `end of p${String(of)}`);
  }

  take(request: Request, hold: Hold): RealWish {
    const made = this.pick(this.real, request.at).take(request, hold);
    this.note(made.waitable, request, 'take');
    return made;
  }

  put(request: Request, item: string): RealWish {
    return wish(this.putAt(request, item), () => `put ${item}`);
  }

  when(at: number, what: 'empty' | 'full' | 'changed'): RealWish {
    const { facility } = this.pick(this.real, at);
    const tell = (): string => what;
    const waitable = {
      changed: () => facility.whenChanged(),
      empty: () => facility.whenEmpty(),
      full: () => facility.whenFull(),
    }[what]();
    this.note(waitable, { at, amount: 0, priority: 0, rule: 0 }, what);
    return wish(waitable, tell);
  }

  team(members: readonly Request[], hold: Hold): RealWish {
    const team = this.teams++;
    const requests = members.map((member) => {
      const acquire = this.pick(this.real, member.at).acquire?.(member);
      if (acquire === undefined) throw new Error('no member of a team');
      this.note(acquire, member, 'take', '', team);
      return acquire;
    });
    return wish(acquireAll(requests), (grants) => {
      for (const grant of grants) hold(heldOf(grant));
      return `team ${grants.map(({ amount }) => amount).join(' ')}`;
    });
  }

  firstOf(parts: readonly RealWish[]): RealWish {
    return wish(
      firstOf(parts.map(({ waitable }) => waitable)),
      ({ index, value }) => `first ${String(index)}: ${this.pick(parts, index).tell(value)}`,
    );
  }

  allOf(parts: readonly RealWish[]): RealWish {
    return wish(
      allOf(parts.map(({ waitable }) => waitable)),
      (values) => `all (${values.map((value, index) => this.pick(parts, index).tell(value)).join(', ')})`,
    );
  }

  withTimeout(part: RealWish, delay: number): RealWish {
    return wish(withTimeout(part.waitable, delay), (timed) =>
      timed.timedOut ? 'timed out' : `in time: ${part.tell(timed.value)}`,
    );
  }

  // What a process does

  *wait(wished: RealWish): Script<string> {
    return wished.tell(yield* this.waiting()(wished.waitable));
  }

  withdraw({ waitable }: RealWish): boolean | undefined {
    return waitable instanceof Operation ? waitable.withdraw() : undefined;
  }

  *work(
    duration: number,
    handle: (error: unknown, progress: string) => Script<WorkDecision>,
  ): Script<string> {
    const done = yield* this.waiting()(
      work(this.env, duration, {
        onInterrupt: (error, { worked, remaining, interruptions }) =>
          this.driver.body(() => handle(error, progressText(worked, remaining, interruptions)))(),
      }),
    );
    return `${done.completed ? 'completed' : 'dropped'}: ${progressText(done.worked, done.remaining, done.interruptions)}`;
  }

  *shield(body: () => Script): Script {
    yield* this.waiting()(uninterruptible(this.env, this.driver.body(body)));
  }

  // Changes

  start(name: string, body: () => Script): void {
    const script = (wait: Wait): Script => {
      this.waitFor = wait;
      return body();
    };
    this.processes.push(this.env.process(this.driver.body(script), { name }));
  }

  putUnheard(request: Request, item: string): void {
    void this.putAt(request, item);
  }

  tryPut(request: Request, item: string): boolean {
    const isDone = this.pick(this.real, request.at).tryPut?.(request, item) ?? false;
    if (isDone) this.audit?.tried(request, 'put', item);
    return isDone;
  }

  tryTake(request: Request, hold: Hold): string {
    let what: unknown = undefined;
    const told = this.pick(this.real, request.at).tryTake?.(request, (held) => {
      what = held.grant;
      hold(held);
    });
    if (told === undefined || told === 'nothing') return 'nothing';
    this.audit?.tried(request, 'take', what ?? told);
    return told;
  }

  look(at: number): string {
    return this.pick(this.real, at).look();
  }

  set(at: number, value: number): string {
    return this.pick(this.real, at).set?.(value) ?? 'nothing to set';
  }

  evictExcess(at: number): string {
    return this.pick(this.real, at).evictExcess?.() ?? 'nobody to evict';
  }

  follow(at: number, timetable: readonly ScheduleEntry[], evicts: boolean): string {
    return this.pick(this.real, at).follow?.(timetable, evicts) ?? 'no slots';
  }

  fire(number: number, error: Error | undefined): string {
    const event = this.pick(this.events, number);
    if (event.status !== 'pending') return 'has happened';
    if (error === undefined) event.succeed(`event ${String(number)}`);
    else event.fail(error);
    return error === undefined ? 'succeeds' : 'fails';
  }

  interrupt(who: number, cause: string): boolean {
    return interrupt(this.pick(this.processes, who), cause);
  }

  cancel(who: number, reason: string): boolean {
    return this.pick(this.processes, who).cancel(reason);
  }

  beginDeadline(number: number, delay: number): void {
    this.deadlines.set(number, this.env.timeout(delay));
  }

  schedule(time: number, callback: () => void): void {
    this.env.schedule(time, callback);
  }

  kindOf(error: unknown): 'interrupt' | 'cancelled' | 'other' {
    if (isInterrupt(error)) return 'interrupt';
    return isCancelled(error) ? 'cancelled' : 'other';
  }

  explain(error: unknown): string {
    return explain(error);
  }

  private putAt(request: Request, item: string): Waitable {
    const put = this.pick(this.real, request.at).put?.(request, item);
    if (put === undefined) throw new Error('nowhere to put');
    this.note(put, request, 'put', item);
    return put;
  }

  /** Tells the audit of an operation as it is made. */
  private note(
    { operations: [operation] }: Waitable,
    request: Request,
    act: Asked['act'],
    item = '',
    team?: number,
  ): void {
    if (operation !== undefined) this.audit?.note({ operation, at: request.at, act, request, item, team });
  }

  private waiting(): Wait {
    if (this.waitFor === undefined) throw new Error('no process has begun');
    return this.waitFor;
  }

  private pick<T>(list: readonly T[], index: number): T {
    const one = list[index];
    if (one === undefined) throw new Error(`nothing has number ${String(index)}`);
    return one;
  }
}

async function whole({ env, driver }: RealModel): Promise<RunResult> {
  return await driver.run(env);
}
