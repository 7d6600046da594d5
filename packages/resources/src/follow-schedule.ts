import { ArgumentError, Process } from '@asimjs/core';
import type { Coroutine } from '@asimjs/core';
import { argumentError, assertOptions, describeValue, NOWHERE } from '@asimjs/core/protocol';
import { checkCapacity } from './base/capacity.js';
import { isIterable } from './base/is-iterable.js';
import { hasSlots } from './slotted-resource.js';
import { Timetable } from './timetable.js';
import type { ScheduleEntry } from './timetable.js';
import type { PreemptiveResource } from './preemptive-resource.js';
import type { Resource } from './resource.js';

export interface FollowScheduleOptions {
  /** After how long the timetable begins anew, a number > 0; its times are then below that. Default: never. */
  readonly every?: number | undefined;
}

export interface EvictingFollowScheduleOptions extends FollowScheduleOptions {
  /**
   * What becomes of work that is running when there are fewer slots: `finish`, it keeps its slot to its end; `evict`,
   * its process is interrupted, as by an urgent request. Default `finish`.
   */
  readonly running?: 'finish' | 'evict' | undefined;
}

/**
 * Has the capacity of a resource follow a timetable, such as the shifts of a staff.
 *
 * Times are on the clock of the environment, or with `every` from the beginning of each period; the first period
 * begins at 0. The capacity is set at once to what holds at the present time; before the first entry that is, with
 * `every`, the last entry, and else the capacity stays as it is.
 *
 * A timetable with `every` goes on for ever, so run the environment `until` some time.
 * @returns the process that does it; cancel it to leave the timetable
 * @throws ArgumentError for a timetable that is empty or out of order, for times < 0 or not below `every`, for
 * capacities that are none, and for `evict` with a resource that evicts nobody.
 * @example
 * ```ts fragment
 * const desks = new Resource(env, { name: 'desks' });
 * followSchedule(desks, [[8, 2], [12, 1], [18, 0]], { every: 24 });
 * for (const hour of [9, 13, 20]) env.schedule(hour, () => console.log(hour, desks.capacity));
 * ```
 *
 * ```text output
 * 9 2
 * 13 1
 * 20 0
 * ```
 */
export function followSchedule(
  resource: PreemptiveResource,
  timetable: Iterable<ScheduleEntry>,
  options?: EvictingFollowScheduleOptions,
): Process<void>;
export function followSchedule(
  resource: Resource | PreemptiveResource,
  timetable: Iterable<ScheduleEntry>,
  options?: FollowScheduleOptions,
): Process<void>;
export function followSchedule(
  resource: Resource | PreemptiveResource,
  timetable: Iterable<ScheduleEntry>,
  options: EvictingFollowScheduleOptions = {},
): Process<void> {
  if (!hasSlots(resource)) {
    throw new ArgumentError(
      `followSchedule takes a Resource or a PreemptiveResource, but was given ${describeValue(resource)}`,
      NOWHERE,
    );
  }
  const { kernel, name } = resource;
  assertOptions(kernel, 'followSchedule', options, ['every', 'running']);
  const { every, running = 'finish' } = options;
  if (every !== undefined && !(isFiniteNumber(every) && every > 0))
    throw argumentError(kernel, "followSchedule takes a finite number > 0 as 'every'", every);
  if (!WAYS_OUT.includes(running))
    throw argumentError(kernel, "followSchedule takes 'finish' or 'evict' as 'running'", running);
  if (running === 'evict' && !('evictExcess' in resource))
    throw argumentError(
      kernel,
      `followSchedule takes 'evict' as 'running' only for a PreemptiveResource; for '${name}' it takes 'finish'`,
      running,
    );
  const entries = checkTimetable(resource, timetable, every ?? Infinity);
  const plan = new Timetable(entries, every);
  if (!plan.isFineFor(kernel.now))
    throw argumentError(kernel, "followSchedule takes an 'every' that is not lost against the time", every);
  return new Follower(resource, plan, running === 'evict');
}

const WAYS_OUT: readonly unknown[] = ['finish', 'evict'];

function checkTimetable(
  resource: Resource | PreemptiveResource,
  timetable: Iterable<ScheduleEntry>,
  every: number,
): ScheduleEntry[] {
  const { kernel } = resource;
  const wanted = `followSchedule takes a timetable [[time, capacity], ...], at least one entry, with rising times >= 0 and < ${String(every)}`;
  if (!isIterable(timetable)) throw argumentError(kernel, wanted, timetable);
  const entries = [...timetable];
  if (entries.length === 0) throw argumentError(kernel, wanted, timetable);
  let previous = -1;
  for (const entry of entries) {
    if (!Array.isArray(entry)) throw argumentError(kernel, wanted, entry);
    const [time, capacity] = entry;
    if (!(isFiniteNumber(time) && time >= 0 && time > previous && time < every))
      throw argumentError(kernel, wanted, time);
    checkCapacity(resource, capacity, 0);
    previous = time;
  }
  return entries;
}

/** Sets the capacity of a resource when its timetable says so. */
class Follower extends Process<void> {
  private readonly resource: Resource | PreemptiveResource;
  private readonly timetable: Timetable;
  private readonly evicts: boolean;

  constructor(resource: Resource | PreemptiveResource, timetable: Timetable, evicts: boolean) {
    super(resource.env, { name: `schedule of '${resource.name}'`, background: true });
    this.resource = resource;
    this.timetable = timetable;
    this.evicts = evicts;
    resource.expectCapacity(timetable.most);
    const capacity = timetable.capacityAt(this.now);
    if (capacity !== undefined) this.apply(capacity);
  }

  override *run(): Coroutine<void> {
    for (const [time, capacity] of this.timetable.after(this.now)) {
      // By rounding, the end of a period may come out a hair after the beginning of the next.
      yield* this.timeout(Math.max(0, time - this.now));
      this.apply(capacity);
    }
  }

  private apply(capacity: number): void {
    this.resource.capacity = capacity;
    if (this.evicts && 'evictExcess' in this.resource) this.resource.evictExcess();
  }
}

function isFiniteNumber(value: unknown): value is number {
  return Number.isFinite(value);
}
