import type { Environment } from '@asimjs/core';
import type { Listener } from '@asimjs/core/protocol';
import {
  Barrier,
  Container,
  Gate,
  Pool,
  PreemptiveResource,
  Queue,
  Resource,
  State,
  Store,
} from '@asimjs/resources';
import type {
  Acquire,
  AcquireOptions,
  ContainerGet,
  ContainerPut,
  Grant,
  PoolAcquireOptions,
  PoolGrant,
} from '@asimjs/resources';
import { Get, Put } from '@asimjs/resources/base';
import type { LineFacility } from '@asimjs/resources/base';
import { describe, expect, it } from 'vitest';
import { leavesIn } from '../src/exhaustive/bench.js';
import type { Kind } from '../src/exhaustive/bench.js';
import { bufferKind, containerKind, storeKind } from '../src/exhaustive/buffers.js';
import { proveDrawn } from '../src/exhaustive/drawn.js';
import type { Expression } from '../src/exhaustive/grammar.js';
import { acquireAllKind, poolKind, preemptiveKind, resourceKind } from '../src/exhaustive/lenders.js';
import { barrierKind, gateKind, stateKind } from '../src/exhaustive/meetings.js';
import { proveProgram } from '../src/exhaustive/prove.js';

type Wish = string | { readonly first: readonly [Wish, Wish] } | { readonly all: readonly [Wish, Wish] };

/** Explores the program in which processes wait for what has these names, on resources of `kind`. */
function proving(kind: Kind, setting: number, ...processes: readonly (readonly Wish[])[]): () => unknown {
  const names = leavesIn(kind, setting).map(({ name }) => name);
  const expressionOf = (wish: Wish): Expression => {
    if (wish === 'sleep') return { leaf: names.length };
    if (typeof wish === 'string') {
      if (!names.includes(wish)) throw new Error(`no leaf '${wish}'`);
      return { leaf: names.indexOf(wish) };
    }
    const [one, other] = 'first' in wish ? wish.first : wish.all;
    return { combine: 'first' in wish ? 'first' : 'all', parts: [expressionOf(one), expressionOf(other)] };
  };
  return () =>
    proveProgram(
      kind,
      setting,
      processes.map((waits) => waits.map(expressionOf)),
    );
}

/** `original`, in which some methods and getters are others. */
function altered<O extends object>(original: O, changes: object): O {
  return Object.defineProperties(original, Object.getOwnPropertyDescriptors(changes));
}

function forgetful<F extends LineFacility>(facility: F): F {
  return altered(facility, { lookLater: () => undefined });
}

/** Who has this as its place in a line stands before those who have come before. */
function lastFirst(sequence: number): number {
  return -sequence;
}

describe('a buffer is found out', () => {
  const queueKind = (type: typeof Queue<number>): Kind =>
    bufferKind('Queue', (env, capacity, items) => new type(env, { capacity, items }));

  /** A queue whose gets are of `type`. */
  const getting = (type: typeof Get<number>): Kind =>
    queueKind(
      class extends Queue<number> {
        override get(): Get<number> {
          return new type(this, this.stock);
        }
      },
    );

  /** A queue whose puts are of `type`. */
  const putting = (type: typeof Put<number>): Kind =>
    queueKind(
      class extends Queue<number> {
        override put(item: number): Put<number> {
          return new type(this, this.stock, item);
        }
      },
    );

  it('that forgets to look at its line again', () => {
    const kind = bufferKind('Queue', (env, capacity, items) =>
      forgetful(new Queue<number>(env, { capacity, items })),
    );
    expect(proving(kind, 1, ['get b'], ['put b'])).toThrow("law 6: a get from 'queue 2' could be granted");
    const stores = storeKind('Store', (env, capacity, items) =>
      forgetful(new Store<number>(env, { capacity, items })),
    );
    expect(proving(stores, 2, ['get even'], ['put'])).toThrow("law 6: a get from 'store 1' could be granted");
    const tanks = containerKind('Container', (env, capacity, level) =>
      forgetful(new Container(env, { capacity, level })),
    );
    expect(proving(tanks, 2, ['get 2'], ['put 1'])).toThrow(
      "law 6: a get of 2 from 'container 1' could be granted",
    );
  });

  it('that drops an item which is put', () => {
    const kind = putting(
      class extends Put<number> {
        protected override take(): void {
          this.grant();
        }
      },
    );
    expect(proving(kind, 1, ['put b'])).toThrow('law 5: entered 10, accounted for \n');
  });

  it('that takes more than its capacity, if only for a moment', () => {
    const kind = putting(
      class extends Put<number> {
        protected override get isGrantable(): boolean {
          return true;
        }
      },
    );
    expect(proving(kind, 1, ['put a', 'get a'])).toThrow("law 5: 2 items in 'queue 1' of capacity 1");
  });

  it('that fills a tank beyond its capacity', () => {
    class Bursting extends Container {
      override put(amount: number): ContainerPut {
        return altered(super.put(amount), { isGrantable: true });
      }
    }
    const kind = containerKind('Container', (env, capacity, level) => new Bursting(env, { capacity, level }));
    expect(proving(kind, 2, ['put 2', 'get 2'])).toThrow("law 5: 3 in 'container 1' of capacity 2");
  });

  it('that gives an item, and keeps it', () => {
    const kind = getting(
      class extends Get<number> {
        protected override take(): void {
          this.grant(Number(this.facility.items[0]));
        }
      },
    );
    expect(proving(kind, 1, ['get a'])).toThrow('law 5: entered 1, accounted for 1,1');
  });

  it('that says twice of a get that it was granted', () => {
    const kind = getting(
      class extends Get<number> {
        protected override grant(item: number): void {
          super.grant(item);
          super.grant(item);
        }
      },
    );
    expect(proving(kind, 1, ['get a'])).toThrow("law 3: a get from 'queue 1' was granted, and then granted");
  });

  it('that gives nothing', () => {
    const kind = getting(
      class extends Get<number> {
        protected override grant(): void {
          // The types would not have it either.
          super.grant(undefined as unknown as number);
        }
      },
    );
    expect(proving(kind, 1, ['get a'])).toThrow(
      "law 4: a get from 'queue 1' gave undefined, which nobody put",
    );
  });

  it('that hands to one process what was granted to another', () => {
    const made: SwappedGet[] = [];
    class SwappedGet extends Get<number> {
      protected override grant(item: number): void {
        made.push(this);
        super.grant(item);
      }

      get rightOutcome(): unknown {
        return super.outcome;
      }

      /** Observers see what is right, and so does who takes it back. */
      override get outcome(): unknown {
        const isGiven = this.state === 'granted' && !this.kernel.isReadOnly;
        const other = made.find((get) => get.kernel === this.kernel && get !== this);
        return (isGiven ? other : this)?.rightOutcome ?? this.rightOutcome;
      }
    }
    const later: Wish = { all: ['get a', 'sleep'] };
    expect(proving(getting(SwappedGet), 2, [later, 'sleep'], ['put a', later, 'sleep'])).toThrow(
      /law 4: (1|10) was granted to 'process \d', and not given to it/,
    );
  });

  it('that grants a get and does not tell who waits for it', () => {
    const kind = getting(
      class extends Get<number> {
        override attend(_listener: Listener): void {
          super.attend({ isHeard: true, happened: () => undefined });
        }
      },
    );
    expect(proving(kind, 1, ['get b'], ['put b'])).toThrow(
      "law 6: a get from 'queue 2' has happened, and 'process 0' waits",
    );
    const choice: Wish = { first: ['get b', 'get b'] };
    expect(proving(kind, 1, [choice], ['put b'])).toThrow('law 6: firstOf(');
    const both: Wish = { all: ['get b', 'get b'] };
    expect(proving(kind, 2, [both], ['put b', 'put b'])).toThrow('law 6: allOf(');
    // Not both have happened: the wait rightly goes on.
    expect(proving(kind, 2, [both], ['put b'])).not.toThrow();
  });

  it('that serves those who came last first', () => {
    const gets = getting(
      class extends Get<number> {
        override sequence = lastFirst(this.sequence);
      },
    );
    expect(proving(gets, 1, ['get b'], ['get b'], ['put b'])).toThrow(
      "law 5: a get from 'queue 2' was granted, and another stood before it in its line",
    );
    const puts = putting(
      class extends Put<number> {
        override sequence = lastFirst(this.sequence);
      },
    );
    expect(proving(puts, 1, ['put a'], ['put a'], ['get a'])).toThrow(
      "law 5: a put to 'queue 1' was granted, and another stood before it in its line",
    );
    class Unjust extends Container {
      override get(amount: number): ContainerGet {
        const get = super.get(amount);
        get.sequence = lastFirst(get.sequence);
        return get;
      }
    }
    const tanks = containerKind('Container', (env, capacity, level) => new Unjust(env, { capacity, level }));
    expect(proving(tanks, 2, ['get 2'], ['get 2'], ['put 1'])).toThrow(
      "law 5: a get of 2 from 'container 1' was granted, and another stood before it in its line",
    );
  });

  it('that goes on with a get which lost its race', () => {
    const kind = getting(
      class extends Get<number> {
        override drop(): void {
          // It stays in its line.
        }
      },
    );
    expect(proving(kind, 1, [{ first: ['get b', 'sleep'] }], ['sleep', 'put b'])).toThrow(
      "law 4: 10 was granted to 'process 0', and not given to it",
    );
  });

  it('that does not take an item back', () => {
    const kind = getting(
      class extends Get<number> {
        protected override giveBack(): void {
          // The item is gone.
        }
      },
    );
    const half: Wish = { first: [{ all: ['get a', 'get b'] }, 'sleep'] };
    expect(proving(kind, 1, [half])).toThrow('law 5: entered 1, accounted for \n');
  });

  it('that does not take an amount back', () => {
    class Leaking extends Container {
      override get(amount: number): ContainerGet {
        return altered(super.get(amount), { giveBack: () => undefined });
      }
    }
    const kind = containerKind('Container', (env, capacity, level) => new Leaking(env, { capacity, level }));
    const half: Wish = { first: [{ all: ['get 1', 'get 2'] }, 'sleep'] };
    expect(proving(kind, 2, [half])).toThrow('law 5: level 0 instead of 1');
  });
});

describe('a lender is found out', () => {
  type Slots = ReturnType<Resource['makeSlots']>;
  /** A resource whose slots are changed. */
  function ruined(ruin: (slots: Slots) => object): (env: Environment, capacity: number) => Resource {
    class Ruined extends Resource {
      protected override makeSlots(capacity: number): Slots {
        const slots = super.makeSlots(capacity);
        return altered(slots, ruin(slots));
      }
    }
    return (env, capacity) => new Ruined(env, { capacity });
  }

  it('whose release forgets a slot', () => {
    const make = ruined((slots) => ({ reclaim: (grant: Grant) => slots.grants.delete(grant) }));
    expect(proving(resourceKind('Resource', make), 1, ['acquire b'])).toThrow(
      "law 5: 1 in use of 'resource 2', but 0 held",
    );
    expect(proving(acquireAllKind('acquireAll', make), 1, ['acquire a and b'])).toThrow(
      "law 5: 1 in use of 'resource 1', but 0 held",
    );
  });

  it('that lends more than it has', () => {
    const make = ruined(() => ({ canLend: () => true }));
    expect(proving(resourceKind('Resource', make), 1, ['acquire a', 'sleep'], ['acquire a'])).toThrow(
      "law 5: 2 in use of 1 of 'resource 1'",
    );
  });

  it('that serves those who came last first', () => {
    class UnjustResource extends Resource {
      override acquire(options?: AcquireOptions): Acquire {
        const request = super.acquire(options);
        request.sequence = lastFirst(request.sequence);
        return request;
      }
    }
    const resources = resourceKind('Resource', (env, capacity) => new UnjustResource(env, { capacity }));
    const ofA = [['acquire a', 'sleep'], ['acquire a'], ['acquire a']];
    expect(proving(resources, 1, ...ofA)).toThrow(
      "law 5: a slot of 'resource 1' was granted, and another stood before it in its line",
    );
    class UnjustPool extends Pool<string> {
      override acquire(options?: PoolAcquireOptions<string>): Acquire<PoolGrant<string>> {
        const request = super.acquire(options);
        request.sequence = lastFirst(request.sequence);
        return request;
      }
    }
    const pools = poolKind('Pool', (env, units) => new UnjustPool(env, { units }));
    expect(proving(pools, 1, ['acquire', 'sleep'], ['acquire'], ['acquire'])).toThrow(
      "law 5: a slot of 'pool 1' was granted, and another stood before it in its line",
    );
  });

  it('that lets the less urgent go first', () => {
    class Reversed extends Resource {
      override acquire({ amount, priority = 0 }: AcquireOptions = {}): Acquire {
        return super.acquire({ amount, priority: -priority });
      }
    }
    const kind = resourceKind('Resource', (env, capacity) => new Reversed(env, { capacity }));
    const program = [['acquire a', 'sleep'], ['acquire a'], ['acquire a urgently']];
    expect(proving(kind, 1, ...program)).toThrow('and another stood before it in its line');
  });

  it('that forgets to look at its line again', () => {
    const make = (env: Environment, capacity: number): Resource => forgetful(new Resource(env, { capacity }));
    expect(proving(resourceKind('Resource', make), 1, ['acquire a', 'sleep'], ['acquire a'])).toThrow(
      "law 6: a slot of 'resource 1' could be granted",
    );
    expect(
      proving(acquireAllKind('acquireAll', make), 1, ['acquire a', 'sleep'], ['acquire a and b']),
    ).toThrow("law 6: a slot of 'resource 1' could be granted");
  });

  it('that lends what it does not take from the evicted', () => {
    class Crowded extends PreemptiveResource {
      protected override makeSlots(capacity: number): ReturnType<PreemptiveResource['makeSlots']> {
        return altered(super.makeSlots(capacity), { evictDownTo: () => 0 });
      }
    }
    const kind = preemptiveKind('PreemptiveResource', (env, capacity) => new Crowded(env, { capacity }));
    expect(proving(kind, 1, ['acquire', 'sleep'], ['acquire urgently'])).toThrow(
      "law 5: 2 in use of 1 of 'preemptive resource 1'",
    );
  });

  it('that counts units which are free', () => {
    class Miscounting extends Pool<string> {
      constructor(env: Environment, units: readonly string[]) {
        super(env, { units });
        const { ledger } = this;
        const reclaim = ledger.reclaim.bind(ledger);
        altered(ledger, {
          reclaim: (grant: PoolGrant<string>) => {
            ledger.inUse += 1;
            reclaim(grant);
          },
        });
      }
    }
    const kind = poolKind('Pool', (env, units) => new Miscounting(env, units));
    expect(proving(kind, 1, ['acquire'], ['acquire'])).toThrow("law 5: 2 in use of 1 of 'pool 1'");
  });

  it('that does not evict', () => {
    class Meek extends PreemptiveResource {
      protected override makeSlots(capacity: number): ReturnType<PreemptiveResource['makeSlots']> {
        const slots = super.makeSlots(capacity);
        return altered(slots, { canLend: () => slots.inUse < slots.capacity });
      }
    }
    const kind = preemptiveKind('PreemptiveResource', (env, capacity) => new Meek(env, { capacity }));
    expect(proving(kind, 1, ['acquire', 'sleep'], ['acquire urgently'])).toThrow(
      "law 6: a slot of 'preemptive resource 1' could be granted",
    );
  });

  it('that forgets a unit which was released', () => {
    class Leaky extends Pool<string> {
      constructor(env: Environment, units: readonly string[]) {
        super(env, { units });
        altered(this.ledger, { reclaim: () => undefined });
      }
    }
    const kind = poolKind('Pool', (env, units) => new Leaky(env, units));
    expect(proving(kind, 2, ['acquire Ann'])).toThrow('law 5: units Bob instead of Ann,Bob');
  });
});

describe('a meeting place is found out', () => {
  it('that never finds its parties complete', () => {
    class NeverFull extends Barrier {
      protected override get hasNoRoom(): boolean {
        return false;
      }
    }
    const kind = barrierKind('Barrier', (env, parties) => new NeverFull(env, { parties }));
    expect(proving(kind, 2, ['wait at b'], ['wait at b'])).toThrow("law 6: all parties of 'barrier 2'");
  });

  it('that lets nobody pass who stands before it', () => {
    const kind = gateKind('Gate', (env) => forgetful(new Gate(env)));
    expect(proving(kind, 1, ['wait'])).toThrow("law 6: 'gate 1' to open could be granted");
  });

  it('that tells nobody of its value', () => {
    const kind = stateKind('State', (env, value) => forgetful(new State<number>(env, { value })));
    expect(proving(kind, 0, ['until 2'])).toThrow("law 6: a value of 'state 1' could be granted");
  });
});

describe('a drawn program', () => {
  it('finds a resource out, and is made smaller', () => {
    const kind = bufferKind('Queue', (env, capacity, items) =>
      forgetful(new Queue<number>(env, { capacity, items })),
    );
    expect(() => proveDrawn(kind, 1, 100, 1)).toThrow(
      /^Queue \(capacity 1\): (get|put) . \| (get|put) .\n.*law 6.*\n\(npm run prove-drawn -- 1 1\)$/s,
    );
  });
});
