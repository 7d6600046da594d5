import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import type { Environment, Process, SimEvent, Waitable } from '@asimjs/core';
import { acquireAll } from '@asimjs/resources';
import type { Audit } from './audit.js';
import type { Asked } from './books.js';
import { pick } from './pick.js';
import type { Request } from './program.js';
import { heldOf, wish } from './real-place.js';
import type { RealPlace, RealWish } from './real-place.js';
import type { Hold, Wishes } from './simulation.js';

/** What there is in a run of a program on asimjs. */
export interface RealWorld {
  readonly env: Environment;
  readonly places: readonly RealPlace[];
  readonly processes: readonly Process[];
  readonly events: readonly SimEvent<string>[];
  readonly deadlines: ReadonlyMap<number, Waitable>;
  /** Is told of operations as they are made. */
  readonly audit: Audit | undefined;
}

/** Makes things to wait for, on asimjs. */
export class RealWishes implements Wishes<RealWish> {
  private readonly world: RealWorld;
  private teams = 0;

  constructor(world: RealWorld) {
    this.world = world;
  }

  sleep(delay: number): RealWish {
    return wish(this.world.env.timeout(delay), () => 'slept');
  }

  event(number: number): RealWish {
    return wish(pick(this.world.events, number), (value) => value);
  }

  deadline(number: number): RealWish {
    return wish(this.world.deadlines.get(number) ?? this.world.env.timeout(Infinity), () => 'deadline');
  }

  end(of: number): RealWish {
    return wish(pick(this.world.processes, of).finished, () => `end of p${String(of)}`);
  }

  take(request: Request, hold: Hold): RealWish {
    const made = pick(this.world.places, request.at).take(request, hold);
    this.note(made.waitable, request, 'take');
    return made;
  }

  put(request: Request, item: string): RealWish {
    return wish(this.putAt(request, item), () => `put ${item}`);
  }

  when(at: number, what: 'empty' | 'full' | 'changed'): RealWish {
    const { facility } = pick(this.world.places, at);
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
      const acquire = pick(this.world.places, member.at).acquire?.(member);
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
      ({ index, value }) => `first ${String(index)}: ${pick(parts, index).tell(value)}`,
    );
  }

  allOf(parts: readonly RealWish[]): RealWish {
    return wish(
      allOf(parts.map(({ waitable }) => waitable)),
      (values) => `all (${values.map((value, index) => pick(parts, index).tell(value)).join(', ')})`,
    );
  }

  withTimeout(part: RealWish, delay: number): RealWish {
    return wish(withTimeout(part.waitable, delay), (timed) =>
      timed.timedOut ? 'timed out' : `in time: ${part.tell(timed.value)}`,
    );
  }

  /** The operation by itself. */
  putAt(request: Request, item: string): Waitable {
    const put = pick(this.world.places, request.at).put?.(request, item);
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
    if (operation !== undefined)
      this.world.audit?.note({ operation, at: request.at, act, request, item, team });
  }
}
