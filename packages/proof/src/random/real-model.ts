import { Environment } from '@asimjs/core';
import { Operation } from '@asimjs/core/protocol';
import type { Process, RunResult, SimEvent, Waitable } from '@asimjs/core';
import { interrupt, isInterrupt, uninterruptible, work } from '@asimjs/interrupts';
import type { ScheduleEntry } from '@asimjs/resources';
import { traceLog } from '@asimjs/testing';
import type { Driver, TraceEntry, TraceLog, Wait } from '@asimjs/testing';
import { Audit } from './audit.js';
import { explain, explainEnd } from './explain.js';
import { enact } from './life.js';
import { makePlace } from './make-real-place.js';
import { pick } from './pick.js';
import { EVENTS, initialItems } from './program.js';
import type { PlaceSpec, Program, Request } from './program.js';
import { progressText } from './progress-text.js';
import { readingOf } from './real-place.js';
import type { RealPlace, RealWish } from './real-place.js';
import { RealWishes } from './real-wishes.js';
import type { WorkDecision, Hold, Script, Simulation } from './simulation.js';

/** How a run is cut into pieces. */
export type Pieces = (model: RealModel) => Promise<RunResult>;

/** A program brought to life on asimjs. */
export class RealModel implements Simulation<RealWish> {
  readonly env: Environment = new Environment();
  readonly places: readonly PlaceSpec[];
  readonly driver: Driver;
  readonly wishes: RealWishes;
  private readonly trace: TraceLog = traceLog(this.env);
  private readonly real: readonly RealPlace[];
  private readonly processes: Process[] = [];
  private readonly events: readonly SimEvent<string>[];
  private readonly deadlines = new Map<number, Waitable>();
  /** How a process of this driver waits. */
  private waitFor: Wait | undefined = undefined;
  private readonly audit: Audit | undefined;

  /** @param isAudited whether books are kept, and looked at at the end of every instant */
  constructor(program: Program, driver: Driver, isAudited = false) {
    const { env } = this;
    this.driver = driver;
    this.places = program.places;
    this.events = Array.from({ length: EVENTS }, () => env.event<string>());
    const items = initialItems();
    this.real = program.places.map((spec, at) => makePlace(env, spec, `place ${String(at)}`, items));
    this.audit = isAudited ? this.audited() : undefined;
    const { processes, events, deadlines, audit } = this;
    this.wishes = new RealWishes({ env, places: this.real, processes, events, deadlines, audit });
    enact(this, program);
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

  log(...what: readonly unknown[]): void {
    this.trace(...what);
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
    void this.wishes.putAt(request, item);
  }

  tryPut(request: Request, item: string): boolean {
    const isDone = pick(this.real, request.at).tryPut?.(request, item) ?? false;
    if (isDone) this.audit?.tried(request, 'put', item);
    return isDone;
  }

  tryTake(request: Request, hold: Hold): string {
    let what: unknown = undefined;
    const told = pick(this.real, request.at).tryTake?.(request, (held) => {
      what = held.grant;
      hold(held);
    });
    if (told === undefined || told === 'nothing') return 'nothing';
    this.audit?.tried(request, 'take', what ?? told);
    return told;
  }

  look(at: number): string {
    return pick(this.real, at).look();
  }

  set(at: number, value: number): string {
    return pick(this.real, at).set?.(value) ?? 'nothing to set';
  }

  evictExcess(at: number): string {
    return pick(this.real, at).evictExcess?.() ?? 'nobody to evict';
  }

  follow(at: number, timetable: readonly ScheduleEntry[], evicts: boolean): string {
    return pick(this.real, at).follow?.(timetable, evicts) ?? 'no slots';
  }

  fire(number: number, error: Error | undefined): string {
    const event = pick(this.events, number);
    if (event.status !== 'pending') return 'has happened';
    if (error === undefined) event.succeed(`event ${String(number)}`);
    else event.fail(error);
    return error === undefined ? 'succeeds' : 'fails';
  }

  interrupt(who: number, cause: string): boolean {
    return interrupt(pick(this.processes, who), cause);
  }

  cancel(who: number, reason: string): boolean {
    return pick(this.processes, who).cancel(reason);
  }

  beginDeadline(number: number, delay: number): void {
    this.deadlines.set(number, this.env.timeout(delay));
  }

  schedule(time: number, callback: () => void): void {
    this.env.schedule(time, callback);
  }

  isInterrupt(error: unknown): boolean {
    return isInterrupt(error);
  }

  explain(error: unknown): string {
    return explain(error);
  }

  /** Keeps books from now on. */
  private audited(): Audit {
    const audit = new Audit(
      this.real.map((place, at) => ({ spec: pick(this.places, at), read: () => readingOf(place) })),
    );
    this.env.observe(audit);
    return audit;
  }

  private waiting(): Wait {
    if (this.waitFor === undefined) throw new Error('no process has begun');
    return this.waitFor;
  }
}

async function whole({ env, driver }: RealModel): Promise<RunResult> {
  return await driver.run(env);
}
